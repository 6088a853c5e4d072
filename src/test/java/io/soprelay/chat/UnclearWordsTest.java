package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.CHEN;
import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Card;
import io.soprelay.im.Mention;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnclearWordsTest {
    private final ChatWorld world = ChatWorld.staffed();

    @Test
    void words_nobody_understands_are_answered_and_stay_words() {
        String hostile = "<at id=all></at> ${sys:x} {0} [点我](http://evil) @/etc/passwd";
        world.says(WANG, hostile);
        Card card = world.lastCard(WANG);
        assertThat(card.paragraphs().getFirst()).startsWith("我没看懂“<at id=all></at> ${sys:x} {0}");
        assertThat(card.guide()).isNull();
        assertThat(card.actions()).extracting(Card.Action::label).contains("我的待办", "发起发货流程", "帮助");
    }

    @Test
    void a_mistyped_command_is_guessed() {
        world.says(WANG, "/tood");
        assertThat(world.lastCard(WANG).actions())
                .extracting(Card.Action::label)
                .contains("/todo");
        world.presses(WANG, "/todo");
        assertThat(world.lastCard(WANG).title()).isEqualTo("我的待办 (0)");
    }

    @Test
    void a_slash_alone_is_answered_with_what_one_may_want() {
        world.says(WANG, "/");
        assertThat(world.lastCard(WANG).actions())
                .extracting(Card.Action::label)
                .startsWith("/todo", "/start", "/help");
        world.says(WANG, "/x");
        assertThat(world.lastCard(WANG).actions())
                .extracting(Card.Action::label)
                .noneMatch(label -> label.startsWith("/") && label.length() == 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ start 发货流程", "/ 发起 发货流程", "／　start　发货流程", "/ 发起发货流程"})
    void a_blank_after_the_slash_changes_nothing(String line) {
        world.says(WANG, line);
        assertThat(world.lastCard(WANG).kind()).isEqualTo(Card.Kind.START);
    }

    @Test
    void the_name_of_a_flow_alone_offers_to_start_it() {
        world.says(WANG, "退货");
        assertThat(world.lastCard(WANG).actions().getFirst().label()).isEqualTo("发起退货申请");
        world.presses(WANG, "发起退货申请");
        assertThat(world.lastCard(WANG).kind()).isEqualTo(Card.Kind.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fh202611230001", "FH-202611230001", "/show fh20261123-0001", "看FH202611230001"})
    void a_number_is_understood_without_its_dashes(String line) {
        world.shipped();
        world.says(WANG, line);
        assertThat(world.lastCard(WANG).title()).isEqualTo("FH-20261123-0001 甲公司");
    }

    @Test
    void a_linked_number_is_understood_without_its_dashes() {
        world.shipped();
        world.says(WANG, "/start 退货申请 fh202611230001");
        world.presses(WANG, "提交", "关联发货单", "fh202611230001", "退货原因", "坏了", "退货数量", "1", "退款金额", "2");
        assertThat(world.record("TH-20261123-0001").state()).isEqualTo("待审批");
    }

    @Test
    void people_are_quoted_by_name() {
        Mention li = new Mention("@_user_1", LI, "小李");
        world.says(ZHOU, "/role add 库管 @_user_1", li);
        assertThat(world.lastText(ZHOU)).contains("“add 库管 @小李”");
        world.says(ZHOU, "@_user_1 在吗", li);
        assertThat(world.lastCard(ZHOU).paragraphs().getFirst()).contains("“@小李 在吗”");
        world.says(ZHOU, "/start @_user_1", li);
        assertThat(world.lastCard(ZHOU).paragraphs().getFirst()).contains("没有“@小李”");
        world.says(ZHOU, "/show @_user_1", li);
        assertThat(world.lastText(ZHOU)).contains("没找到“@小李”");
    }

    @Test
    void a_flow_there_is_not_is_answered_with_those_there_are() {
        world.says(WANG, "/flow show 不存在");
        assertThat(world.lastText(WANG)).isEqualTo("没有“不存在”这个流程。现在有：发货流程、退货申请");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/role set 库管", "/show", "/role 库管 @小李", "/todo 一 二"})
    void a_half_command_is_told_how_to_write_it(String line) {
        world.says(ZHOU, line);
        assertThat(world.lastText(ZHOU)).contains("这样写：/");
    }

    @Test
    void words_that_come_late_are_asked_about_and_not_done() {
        world.hears(ZHOU, "/role set 库管 小陈", world.clock.instant().minus(Duration.ofMinutes(11)), "late");
        assertThat(world.roles.people().role("库管").members()).containsExactly(world.id(LI));
        assertThat(world.lastCard(ZHOU).title()).isEqualTo("这句话来晚了");

        world.presses(ZHOU, "现在做");
        assertThat(world.roles.people().role("库管").members()).containsExactly(world.id(CHEN));
    }
}
