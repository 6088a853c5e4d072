package io.soprelay.im.dingtalk;

/**
 * A markdown variable as it grows, part by part, each a paragraph. What would make it longer than a card can show is left
 * out, and the block says so. Used once, by one thread.
 */
final class DingTalkBlock {
    /** Cards with more were seen to stay blank. */
    static final int CHARS_MAX = 3000;

    private static final String BETWEEN = "\n\n";

    private final String cutWords;
    private final int charsMax;
    private final StringBuilder text = new StringBuilder();
    private boolean full;

    /**
     * @param cutWords the sentence that says that something is left out; already encoded
     * @param charsMax at most {@link #CHARS_MAX}
     */
    DingTalkBlock(String cutWords, int charsMax) {
        this.cutWords = cutWords;
        this.charsMax = charsMax;
    }

    /** Adds what a person or an author wrote; as much of it as there is room for. */
    DingTalkBlock words(String raw) {
        String rest = raw;
        String encoded = DingTalkText.markdown(rest);
        if (!full && encoded.length() > room()) {
            while (encoded.length() > room() && !rest.isEmpty()) {
                int over = Math.max(1, (encoded.length() - room()) / 4);
                int end = Math.max(0, rest.length() - over);
                rest = rest.substring(0, end > 0 && Character.isHighSurrogate(rest.charAt(end - 1)) ? end - 1 : end);
                encoded = DingTalkText.markdown(rest);
            }
            add(encoded);
            full = true;
            return this;
        }
        return markup(encoded);
    }

    /** Adds markup of our own, whole or not at all. */
    DingTalkBlock markup(String ready) {
        if (ready.length() > room()) {
            full = true;
        }
        if (!full) {
            add(ready);
        }
        return this;
    }

    String text() {
        return full ? text + BETWEEN + cutWords : text.toString();
    }

    private int room() {
        return charsMax - text.length() - 2 * BETWEEN.length() - cutWords.length();
    }

    private void add(String part) {
        if (!part.isEmpty()) {
            text.append(text.isEmpty() ? "" : BETWEEN).append(part);
        }
    }
}
