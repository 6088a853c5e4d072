package io.soprelay.chat.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a record's history, in words.
 *
 * @param at business time
 * @param text who did what: 库管小李 做完了：完成发货
 * @param detail what was given, or the reason; null for none
 */
public record TimelineEntry(
        Instant at, String text, @Nullable String detail) {}
