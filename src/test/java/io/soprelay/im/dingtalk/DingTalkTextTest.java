package io.soprelay.im.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever people write comes out as letters. */
class DingTalkTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "**加粗** _斜_ ~删~¦＊＊加粗＊＊ ＿斜＿ ～删～",
                "[点我](https://e.cn)¦［点我］(https：//e.cn)",
                "![](https://e.cn/a.png)¦！［］(https：//e.cn/a.png)",
                "<font color=red>红</font>¦＜font color=red＞红＜/font＞",
                "<a atId=boss>@老板</a>¦＜a atId=boss＞＠老板＜/a＞",
                "&lt;b&gt;¦＆lt;b＆gt;",
                "# 标题¦＃ 标题",
                "- 一¦－ 一",
                "1. 一¦1． 一",
                "12) 一¦12） 一",
                "| a | b |¦｜ a ｜ b ｜",
                "`rm`¦｀rm｀",
                "去 www.e.cn 看¦去 www．e.cn 看",
                "${title}¦＄｛title｝",
                "a\\b¦a＼b",
                "9 - 3 = 6, 3.5¦9 - 3 = 6, 3.5",
                "打印机 A3（2 台），￥12,000.00¦打印机 A3（2 台），￥12,000.00"
            })
    void markup_in_words_is_no_markup(String written, String shown) {
        assertThat(DingTalkText.markdown(written)).isEqualTo(shown);
    }

    @Test
    void lines_stay_lines_and_an_indent_makes_no_code() {
        assertThat(DingTalkText.markdown("一\n    二\n# 三\n===")).isEqualTo("一<br>二<br>＃ 三<br>＝==");
    }

    @Test
    void what_deceives_the_eye_is_dropped_everywhere() {
        assertThat(DingTalkText.plain("张\u202E三\u0000\uD800")).isEqualTo("张三\uFFFD");
        assertThat(DingTalkText.markdown("张\u202E三")).isEqualTo("张三");
    }

    @Test
    void a_text_component_shows_words_as_they_are_but_fills_no_variable() {
        assertThat(DingTalkText.plain("*_[x](y) ${loop.value}")).isEqualTo("*_[x](y) ＄{loop.value}");
    }

    @Test
    void only_an_authors_private_address_is_a_link() {
        assertThat(DingTalkText.link("看*视频*", "https://e.cn/a_(1)?v=1"))
                .isEqualTo("[看＊视频＊](https://e.cn/a%5F%281%29?v=1)");
        assertThat(DingTalkText.link("看", "http://e.cn")).isEqualTo("看");
        assertThat(DingTalkText.link("看", "dtmd://dingtalkclient/sendMessage?content=x"))
                .isEqualTo("看");
    }

    @Test
    void a_block_ends_before_it_is_too_long_and_says_so() {
        String text = new DingTalkBlock("（没完）", DingTalkBlock.CHARS_MAX)
                .words("开头")
                .words("好👍\n".repeat(2_000))
                .words("后面")
                .markup("**更后面**")
                .text();

        assertThat(text).hasSizeLessThanOrEqualTo(3000).hasSizeGreaterThan(2900);
        assertThat(text).startsWith("开头\n\n好👍").endsWith("（没完）").doesNotContain("后面", "\uFFFD", "?");
        assertThat(text.replaceAll("<br>", "")).doesNotContain("<");
    }
}
