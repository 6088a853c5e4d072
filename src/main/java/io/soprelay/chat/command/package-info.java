/**
 * What a person can write to the bot: one class a command, parsed by picocli, carried out when the message's own
 * delivery runs, so that a repeat of the message changes nothing. Imports {@code chat.view}, {@code engine}, {@code
 * directory}, {@code outbox}, {@code ledger}, {@code im}. Start reading at {@link
 * io.soprelay.chat.command.CommandBook}.
 */
@NullMarked
package io.soprelay.chat.command;

import org.jspecify.annotations.NullMarked;
