package io.soprelay.im.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.soprelay.fuzz.HostileWords;
import io.soprelay.fuzz.Target;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Words on Feishu's cards and in its messages, read back with a model of both dialects: letters, and nothing else. */
public final class FeishuTextTarget implements Target {
    /** What the encoder may write: entities stand for letters, and a line break is a line break. */
    private static final Pattern ENCODED = Pattern.compile("&(?:#[0-9]{2,3}|amp|sim);|<br>");

    /** Every character that can begin something that is not a letter. */
    private static final Pattern LIVE_MARKDOWN = Pattern.compile("[&<>\\[\\]()!`*_~#@|\\\\:$\\n.]|^ ");

    /** The tags and links that a text message reads. */
    private static final Pattern LIVE_MESSAGE = Pattern.compile("<|>|\\]\\(|&(?!amp;|lt;|gt;)");

    private static final Pattern HIDDEN = Pattern.compile(
            "[\\p{Cc}&&[^\\n]]|[\\u061C\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF]|\\p{Cs}");

    @Override
    public String name() {
        return "card-text-feishu";
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
        String link = FeishuText.link("看", text);
        boolean linked = link.regionMatches(true, 0, "[看](https://", 0, 12);
        require(link.equals("看") || (linked && link.indexOf(')') == link.length() - 1), "link " + link);
        return (plain.length() == text.length() ? "kept" : "cut")
                + (linked ? " linked" : "")
                + (markdown.length() == plain.length() ? "" : " encoded");
    }

    private static void require(boolean holds, String found) throws Forgery {
        if (!holds) {
            throw new Forgery(found);
        }
    }
}
