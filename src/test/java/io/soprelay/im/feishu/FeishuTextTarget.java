package io.soprelay.im.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.soprelay.fuzz.CardTextTarget;
import java.util.regex.Pattern;

/** Words on Feishu's cards and in its messages, read back with a model of both dialects: letters, and nothing else. */
public final class FeishuTextTarget extends CardTextTarget {
    /** What the encoder may write: entities stand for letters, and a line break is a line break. */
    private static final Pattern ENCODED = Pattern.compile("&(?:#[0-9]{2,3}|amp|sim);|<br>");

    /** Every character that can begin something that is not a letter. */
    private static final Pattern LIVE_MARKDOWN = Pattern.compile("[&<>\\[\\]()!`*_~#@|\\\\:$\\n.]|^ ");

    /** The tags and links that a text message reads. */
    private static final Pattern LIVE_MESSAGE = Pattern.compile("<|>|\\]\\(|&(?!amp;|lt;|gt;)");

    @Override
    public String name() {
        return "card-text-feishu";
    }

    @Override
    public String feed(byte[] input) throws Forgery {
        String text = new String(input, UTF_8);
        String markdown = FeishuText.markdown(text);
        require(
                !LIVE_MARKDOWN
                        .matcher(ENCODED.matcher(markdown).replaceAll("字"))
                        .find(),
                "markdown " + markdown);
        String message = FeishuText.message(text);
        require(!LIVE_MESSAGE.matcher(message).find(), "message " + message);
        String plain = FeishuText.plain(text);
        require(!HIDDEN.matcher(plain).find(), "plain " + plain);
        boolean linked = isLinked(FeishuText.link("看", text));
        return (plain.length() == text.length() ? "kept" : "cut")
                + (linked ? " linked" : "")
                + (markdown.length() == plain.length() ? "" : " encoded");
    }
}
