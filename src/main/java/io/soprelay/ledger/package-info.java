/**
 * The committed truth and its queues, as bytes: aggregates with versions and command ids, the leased schedules that
 * leave with each commit, numbers, projection rows, business time. {@code redis} implements the ports, the rooms above
 * bring meaning and codecs. Imports nothing of ours. Start reading at {@link io.soprelay.ledger.Ledger}.
 */
@NullMarked
package io.soprelay.ledger;

import org.jspecify.annotations.NullMarked;
