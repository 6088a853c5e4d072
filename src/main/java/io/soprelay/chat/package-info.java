/**
 * The conversation: what comes in is committed and answered, what has to go out is rendered from the truth when it
 * leaves. Commands, actions and views have rooms of their own below. Imports {@code chat.*}, {@code engine}, {@code
 * flow.*}, {@code outbox}, {@code directory}, {@code ledger}, {@code codec}, {@code media}, {@code im}, {@code
 * incident}, {@code digest}, {@code reminder}. Start reading at {@link
 * io.soprelay.chat.ChatInbox}, then {@link io.soprelay.chat.CardDeliveryHandler}.
 */
@NullMarked
package io.soprelay.chat;

import org.jspecify.annotations.NullMarked;
