package io.soprelay.flow.model;

import java.util.regex.Pattern;

/**
 * One round of a work item, written {@code ship#2}.
 *
 * @param key the work item's key in the definition
 * @param round 1, 2, 3 …
 */
public record ItemId(String key, int round) {
    private static final Pattern ROUND = Pattern.compile("[1-9][0-9]{0,5}");

    /** @throws IllegalArgumentException if the text is not {@code key#round} */
    public static ItemId parse(String text) {
        int hash = text.lastIndexOf('#');
        if (hash > 0 && ROUND.matcher(text).region(hash + 1, text.length()).matches()) {
            return new ItemId(text.substring(0, hash), Integer.parseInt(text.substring(hash + 1)));
        }
        throw new IllegalArgumentException("An item id is written key#round, but was '" + text + "'");
    }

    @Override
    public String toString() {
        return key + "#" + round;
    }
}
