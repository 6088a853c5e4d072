package io.soprelay.flow.model;

/**
 * One round of a work item, written {@code ship#2}.
 *
 * @param key the work item's key in the definition
 * @param round 1, 2, 3 …
 */
public record ItemId(String key, int round) {

    /** @throws IllegalArgumentException if the text is not {@code key#round} */
    public static ItemId parse(String text) {
        int hash = text.lastIndexOf('#');
        if (hash > 0 && text.substring(hash + 1).matches("[1-9][0-9]{0,5}")) {
            return new ItemId(text.substring(0, hash), Integer.parseInt(text.substring(hash + 1)));
        }
        throw new IllegalArgumentException("An item id is written key#round, but was '" + text + "'");
    }

    @Override
    public String toString() {
        return key + "#" + round;
    }
}
