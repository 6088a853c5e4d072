package io.soprelay.flow.model;

/**
 * Names one flow instance.
 *
 * @param value hexadecimal, derived from the command that started it, so that a repeated start names the same instance
 */
public record FlowId(String value) implements Comparable<FlowId> {
    @Override
    public int compareTo(FlowId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
