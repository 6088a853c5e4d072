/**
 * What managers are told day by day: who subscribed, when a digest is due, the numbers in it, and the nudges that come of
 * it. Imports {@code reminder}, {@code engine}, {@code flow.model}, {@code directory}, {@code outbox}, {@code ledger},
 * {@code codec}; knows no cards and no words, {@code chat} makes those. Start reading at {@link io.soprelay.digest.Digests}, then {@link
 * io.soprelay.digest.Subscriptions}.
 */
@NullMarked
package io.soprelay.digest;

import org.jspecify.annotations.NullMarked;
