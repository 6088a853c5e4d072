package io.soprelay.im.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.soprelay.fuzz.CardTextTarget;
import java.util.regex.Pattern;

/** Words on DingTalk's cards, read back with a model of all its dialects: letters, and nothing else. */
public final class DingTalkTextTarget extends CardTextTarget {
    private static final Pattern BREAK = Pattern.compile("<br>");

    /** Inline marks, tags, entities, variables; bare addresses; what markup a line can begin with. */
    private static final Pattern LIVE = Pattern.compile(
            "[*_~`\\[\\]<>&|@$\\\\{}!]|(?i:[a-z]://|\\bwww\\.)|(?m:^(?:[#+=\\-]|[0-9]{1,9}[.)]| {4}|\\t))");

    @Override
    public String name() {
        return "card-text-dingtalk";
    }

    @Override
    public String feed(byte[] input) throws Forgery {
        String text = new String(input, UTF_8);
        String markdown = DingTalkText.markdown(text);
        require(!LIVE.matcher(BREAK.matcher(markdown).replaceAll("\n")).find(), "markdown " + markdown);
        String plain = DingTalkText.plain(text);
        require(!HIDDEN.matcher(plain).find() && !plain.contains("${"), "plain " + plain);
        boolean linked = isLinked(DingTalkText.link("看", text));
        String picture = DingTalkText.picture(text, "@media");
        require(picture.startsWith("![") && picture.indexOf("](") == picture.length() - 9, "picture " + picture);
        return (plain.length() == text.length() ? "kept" : "cut")
                + (linked ? " linked" : "")
                + (markdown.equals(plain) ? "" : " encoded");
    }
}
