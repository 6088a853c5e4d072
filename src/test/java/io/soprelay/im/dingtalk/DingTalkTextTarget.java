package io.soprelay.im.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.soprelay.fuzz.HostileWords;
import io.soprelay.fuzz.Target;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Words on DingTalk's cards, read back with a model of all its dialects: letters, and nothing else. */
public final class DingTalkTextTarget implements Target {
    private static final Pattern BREAK = Pattern.compile("<br>");

    /** Inline marks, tags, entities, variables; bare addresses; what markup a line can begin with. */
    private static final Pattern LIVE = Pattern.compile(
            "[*_~`\\[\\]<>&|@$\\\\{}!]|(?i:[a-z]://|\\bwww\\.)|(?m:^(?:[#+=\\-]|[0-9]{1,9}[.)]| {4}|\\t))");

    private static final Pattern HIDDEN = Pattern.compile(
            "[\\p{Cc}&&[^\\n]]|[\\u061C\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF]|\\p{Cs}");

    @Override
    public String name() {
        return "card-text-dingtalk";
    }

    @Override
    public List<byte[]> seeds() {
        return HostileWords.PIECES.stream().map(piece -> piece.getBytes(UTF_8)).toList();
    }

    @Override
    public byte[] generate(RandomGenerator random) {
        return HostileWords.some(random).getBytes(UTF_8);
    }

    @Override
    public List<String> tokens() {
        return HostileWords.PIECES;
    }

    @Override
    public String feed(byte[] input) throws Forgery {
        String text = new String(input, UTF_8);
        String markdown = DingTalkText.markdown(text);
        require(!LIVE.matcher(BREAK.matcher(markdown).replaceAll("\n")).find(), "markdown " + markdown);
        String plain = DingTalkText.plain(text);
        require(!HIDDEN.matcher(plain).find() && !plain.contains("${"), "plain " + plain);
        String link = DingTalkText.link("看", text);
        boolean linked = link.regionMatches(true, 0, "[看](https://", 0, 12);
        require(link.equals("看") || (linked && link.indexOf(')') == link.length() - 1), "link " + link);
        String picture = DingTalkText.picture(text, "@media");
        require(picture.startsWith("![") && picture.indexOf("](") == picture.length() - 9, "picture " + picture);
        return (plain.length() == text.length() ? "kept" : "cut")
                + (linked ? " linked" : "")
                + (markdown.equals(plain) ? "" : " encoded");
    }

    private static void require(boolean holds, String found) throws Forgery {
        if (!holds) {
            throw new Forgery(found);
        }
    }
}
