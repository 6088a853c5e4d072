/**
 * What leaves after a commit, at least once: the kinds of delivery, their lanes, and the relay that claims and settles
 * them. Imports {@code ledger}, {@code codec}, {@code flow.model}. Handlers live where the meaning is ({@code chat},
 * {@code engine}). Start reading at {@link io.soprelay.outbox.Delivery}.
 */
@NullMarked
package io.soprelay.outbox;

import org.jspecify.annotations.NullMarked;
