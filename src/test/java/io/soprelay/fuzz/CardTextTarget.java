package io.soprelay.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Words on cards, read back with a model of a platform's dialects: letters, and nothing else. */
public abstract class CardTextTarget implements Target {
    /** Whatever moves or hides letters, and halves of letters. */
    protected static final Pattern HIDDEN = Pattern.compile(
            "[\\p{Cc}&&[^\\n]]|[\\u061C\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF]|\\p{Cs}");

    private static final String SAFE_LINK = "[看](https://";

    @Override
    public final List<byte[]> seeds() {
        return HostileWords.PIECES.stream().map(piece -> piece.getBytes(UTF_8)).toList();
    }

    @Override
    public final byte[] generate(RandomGenerator random) {
        return HostileWords.some(random).getBytes(UTF_8);
    }

    @Override
    public final List<String> tokens() {
        return HostileWords.PIECES;
    }

    @Override
    public final int full() {
        return 100_000;
    }

    /** Whether 看 became a link; if it did, it is one https address and ends where it ends. */
    protected static boolean isLinked(String link) throws Forgery {
        boolean linked = link.regionMatches(true, 0, SAFE_LINK, 0, SAFE_LINK.length());
        require(link.equals("看") || (linked && link.indexOf(')') == link.length() - 1), "link " + link);
        return linked;
    }

    protected static void require(boolean holds, String found) throws Forgery {
        if (!holds) {
            throw new Forgery(found);
        }
    }
}
