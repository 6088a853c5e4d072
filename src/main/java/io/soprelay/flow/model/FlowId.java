package io.soprelay.flow.model;

import java.util.regex.Pattern;

/**
 * Names one flow instance.
 *
 * @param value hexadecimal, derived from the command that started it, so that a repeated start names the same instance
 */
public record FlowId(String value) implements Comparable<FlowId> {
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{1,64}");

    /** @throws IllegalArgumentException if the text is no id that a start could have made */
    public static FlowId parse(String text) {
        if (!HEXADECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("A flow id is hexadecimal, but was '" + text + "'");
        }
        return new FlowId(text);
    }

    @Override
    public int compareTo(FlowId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
