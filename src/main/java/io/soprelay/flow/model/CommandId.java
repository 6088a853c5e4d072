package io.soprelay.flow.model;

/**
 * Makes a command's effect happen once: derived from what was done, never random, so a repeat carries the same id.
 *
 * @param value at most 80 characters
 */
public record CommandId(String value) {
    public CommandId {
        if (value.isBlank() || value.length() > 80) {
            throw new IllegalArgumentException("A command id has 1 to 80 characters, but was '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
