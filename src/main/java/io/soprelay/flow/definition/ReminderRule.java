package io.soprelay.flow.definition;

import java.time.Duration;

/**
 * When a timer reminds the holders.
 *
 * @param offset relative to the due time: negative before, zero at, positive after
 */
public record ReminderRule(Duration offset) {}
