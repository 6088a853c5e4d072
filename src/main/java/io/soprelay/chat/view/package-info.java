/**
 * What people see: records, lists and answers as neutral cards and sentences. Every word comes from {@code
 * messages/chat_*.properties} or from the flow's author. Imports {@code flow.*}, {@code engine}, {@code directory},
 * {@code codec}, {@code outbox} (card ids), {@code im}, {@code media}. Start reading at {@link io.soprelay.chat.view.ItemView}.
 */
@NullMarked
package io.soprelay.chat.view;

import org.jspecify.annotations.NullMarked;
