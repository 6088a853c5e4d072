package io.soprelay.im.simulator;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a reader sees of a card's markdown: marks and tags away, entities back to characters. */
public final class VisibleText {
    private static final Pattern PERSON =
            Pattern.compile("<(at|person)\\s+id\\s*=\\s*['\"]?([^'\"\\s/>]+)[^>]*>(?:[^<]*</(?:at|person)>)?");
    private static final Pattern PICTURE = Pattern.compile("!\\[[^\\]]*]\\([^)]*\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\([^)]*\\)");
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^>]*>");
    private static final Pattern MARKS =
            Pattern.compile("\\*\\*|~~|`|(?m)^#{1,6} |(?<![\\w*])\\*(?=\\S)|(?<=\\S)\\*(?![\\w*])");
    private static final Pattern ENTITY = Pattern.compile("&#(\\d{1,6});");

    private VisibleText() {}

    /** @param nameOf open_id → name */
    public static String ofMarkdown(String markdown, UnaryOperator<String> nameOf) {
        String text = PERSON.matcher(markdown)
                .replaceAll(found -> Matcher.quoteReplacement(
                        (found.group(1).equals("at") ? "@" : "") + nameOf.apply(found.group(2))));
        text = PICTURE.matcher(text).replaceAll("[图片]");
        text = LINK.matcher(text).replaceAll("$1");
        text = text.replace("<br>", "\n").replace("<br/>", "\n");
        text = TAG.matcher(text).replaceAll("");
        text = MARKS.matcher(text).replaceAll("");
        text = ENTITY.matcher(text).replaceAll(found -> {
            int point = Integer.parseInt(found.group(1));
            return Matcher.quoteReplacement(
                    Character.isValidCodePoint(point) ? Character.toString(point) : found.group());
        });
        text = text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&sim;", "~");
        return text.replace("&amp;", "&").strip();
    }
}
