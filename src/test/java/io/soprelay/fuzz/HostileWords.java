package io.soprelay.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** What a hostile person would write where people write, in pieces that fall together in every order. */
public final class HostileWords {
    public static final List<String> PIECES = List.of(
            "<at id=all></at>",
            "<at id=ou_1>",
            "</at>",
            "<at user_id=\"all\">",
            "<",
            ">",
            "&lt;",
            "&#60;",
            "&",
            "[x](https://e.cn)",
            "[",
            "]",
            "](",
            "(",
            ")",
            "!",
            "![i](img_1)",
            "https://e.cn",
            "HTTPS://e.cn",
            "http:",
            "//e.cn",
            "www.e.cn",
            "WWW.",
            "dingtalk://x",
            "mailto:a@e.cn",
            "a@e.cn",
            "<a href='https://e.cn'>",
            "<a atId=boss>",
            "<person id='ou_1'>",
            "`",
            "```\n",
            "~~~",
            "~~",
            "**",
            "__",
            "_",
            "#",
            "## ",
            "|",
            "|---|",
            "\n",
            "\r",
            "    ",
            "\t",
            "\u3000",
            "1. ",
            "12) ",
            "- ",
            "+ ",
            "=",
            "---",
            "\n===\n",
            "<br>",
            "<link url='https://e.cn'>",
            "<img src=x>",
            "<raw>",
            "<font color='red'>",
            "\\",
            "\"",
            "'",
            "{",
            "}",
            "${title}",
            "$",
            "{\"$value\":\"title\"}",
            "\u202E",
            "\u200B",
            "\u200D",
            "\u2066",
            "\uFEFF",
            "\u0000",
            "\u0007",
            "\u001B[2J",
            "\u0085",
            "\u2028",
            "\uD83D",
            "\uDE00",
            "\uD83D\uDE00",
            "甲公司",
            "物流单号：SF123",
            "@所有人",
            "@_all",
            "@all",
            ":SMILE:",
            "[微笑]",
            "＜at id=all＞",
            "a",
            " ",
            "1");

    private HostileWords() {}

    /** Up to two dozen pieces, now and then one of them very often. */
    public static String some(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int left = 1 + random.nextInt(random.nextInt(4) == 0 ? 24 : 6); left > 0; left--) {
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            text.append(random.nextInt(400) == 0 ? piece.repeat(2_000) : piece);
        }
        return text.toString();
    }
}
