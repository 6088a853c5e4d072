/**
 * Turns due moments into commands. Timers are entries of the {@code TIMER} lane on business time; the outbox relay
 * claims them. Imports {@code engine}, {@code outbox}, {@code ledger}, {@code flow.model}. Start reading at {@link
 * io.soprelay.timer.ReminderTimerHandler}.
 */
@NullMarked
package io.soprelay.timer;

import org.jspecify.annotations.NullMarked;
