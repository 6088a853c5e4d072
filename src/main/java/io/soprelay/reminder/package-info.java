/**
 * What a person is to be reminded of, gathered in the person's own partition: whatever waits there when a message can
 * leave is one message. Imports {@code engine}, {@code flow.model}, {@code outbox}, {@code ledger}, {@code codec}; knows
 * no cards and no words, {@code chat} makes those. Start reading at {@link io.soprelay.reminder.Reminders}.
 */
@NullMarked
package io.soprelay.reminder;

import org.jspecify.annotations.NullMarked;
