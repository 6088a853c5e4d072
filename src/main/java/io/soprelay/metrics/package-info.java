/**
 * What the bot tells of itself in numbers and lines: commits, sends, lateness, backlog, acts. Ports are wrapped, so that
 * the rooms behind them know nothing of it; names are in docs/operations.md.
 *
 * <p>Imports {@code ledger}, {@code outbox}, {@code engine} and {@code im}; the root alone enters. Start reading at {@link
 * io.soprelay.metrics.MeteredLedger}.
 */
@NullMarked
package io.soprelay.metrics;

import org.jspecify.annotations.NullMarked;
