package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.CHEN;
import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.STRANGER;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.Card;
import io.soprelay.im.ImInbox;
import io.soprelay.im.Mention;
import io.soprelay.im.SendResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private final ChatWorld world = ChatWorld.staffed();

    @ParameterizedTest
    @ValueSource(strings = {"/start 发货流程", "／发起　发货流程", "发起发货流程", "发起 发货", "/START delivery", "我要发起 发货单"})
    void starting_is_understood_however_it_is_typed(String line) {
        world.says(WANG, line);

        Card card = world.lastCard(WANG);
        assertThat(card.kind()).isEqualTo(Card.Kind.START);
        assertThat(card.title()).isEqualTo("发起发货流程");
        assertThat(ChatWorld.form(card).controls())
                .extracting(Card.Control::label)
                .containsExactly("客户名称", "发货内容", "数量", "金额");
        assertThat(card.paragraphs()).containsExactly("提交后，审批人张总会收到：发货审批");
    }

    @Test
    void starting_warns_of_a_role_nobody_holds() {
        world.says(ZHOU, "/role unset 财务");
        world.says(ZHOU, "/role unset 库管");
        world.says(WANG, "/start 发货流程");

        assertThat(world.lastCard(WANG).paragraphs()).contains("⚠️ 还没有人是“财务”，审批会先找管理员", "⚠️ 还没有人是“库管”，到那一步会先找你");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void the_bots_name_alone_is_answered_with_what_it_can_do(String line) {
        world.says(WANG, line);
        assertThat(world.lastCard(WANG).title()).isEqualTo("我能帮你做什么");
    }

    @Test
    void a_line_knows_nothing_of_the_lines_before_it() {
        world.says(WANG, "/start 发货流程 客户名称=甲公司");
        world.says(WANG, "/start 没有的流程 数量=3");
        world.says(WANG, "/start 发货流程");
        assertThat(ChatWorld.form(world.lastCard(WANG)).controls())
                .allSatisfy(control -> assertThat(control.value()).isEmpty());
        world.says(WANG, "/start");
        assertThat(world.lastCard(WANG).actions())
                .extracting(Card.Action::label)
                .containsExactly("发货流程", "退货申请");
    }

    @Test
    void starting_without_a_flow_asks_which() {
        world.says(WANG, "发起");
        assertThat(world.lastCard(WANG).actions())
                .extracting(Card.Action::label)
                .containsExactly("发货流程", "退货申请");

        world.presses(WANG, "发货流程");
        assertThat(world.lastCard(WANG).kind()).isEqualTo(Card.Kind.START);
    }

    @Test
    void a_return_of_goods_not_shipped_is_refused_in_the_authors_words() {
        world.approved();
        world.says(WANG, "/start 退货申请 FH-20261123-0001");
        assertThat(world.lastText(WANG)).isEqualTo("还没发货，请直接取消");
    }

    @Test
    void a_return_of_shipped_goods_is_prefilled() {
        world.shipped();
        world.says(WANG, "/start 退货申请 fh-20261123-0001");
        assertThat(ChatWorld.form(world.lastCard(WANG)).controls().getFirst().value())
                .containsExactly("FH-20261123-0001");
    }

    @Test
    void a_role_is_set_by_mention_name_mobile_or_account() {
        world.phones.mobiles.put("13800000000", CHEN);
        world.says(ZHOU, "/role set 库管 @_user_1", new Mention("@_user_1", CHEN, "小陈"));
        assertThat(world.lastText(ZHOU)).isEqualTo("库管现在是：小陈");
        world.says(ZHOU, "/角色 设置 库管 小李、小陈");
        assertThat(world.lastText(ZHOU)).isEqualTo("库管现在是：小李、小陈");
        world.says(ZHOU, "/role set 库管 13800000000");
        assertThat(world.roles.people().role("库管").members()).containsExactly(world.id(CHEN));
        world.says(ZHOU, "/role set 库管 feishu:li");
        assertThat(world.roles.people().role("库管").members()).containsExactly(world.id(LI));
    }

    @Test
    void a_name_that_fits_several_is_asked_about_and_the_button_decides() {
        world.says(ZHOU, "/role set 库管 小");
        assertThat(world.lastCard(ZHOU).actions())
                .extracting(Card.Action::label)
                .contains("小李", "小陈");

        world.presses(ZHOU, "小陈");
        assertThat(world.lastText(ZHOU)).isEqualTo("库管现在是：小陈");
    }

    @Test
    void people_of_one_name_are_told_apart() {
        world.members.of(ChatWorld.account("second-li-7788"), "小李");
        world.says(ZHOU, "/role set 财务 小李");
        assertThat(world.lastCard(ZHOU).actions())
                .extracting(Card.Action::label)
                .containsExactlyInAnyOrder("小李 · 库管", "小李 · …7788");

        world.presses(ZHOU, "小李 · …7788");
        assertThat(world.roles.people().role("财务").members())
                .containsExactly(world.id(ChatWorld.account("second-li-7788")));
    }

    @Test
    void several_people_are_named_however_they_are_joined() {
        world.phones.mobiles.put("13800000000", CHEN);
        world.says(ZHOU, "/role set 库管 @小李@小陈");
        assertThat(world.lastText(ZHOU)).isEqualTo("库管现在是：小李、小陈");
        world.says(
                ZHOU,
                "/role set 库管 @_user_1 @_user_2",
                new Mention("@_user_1", CHEN, "小陈"),
                new Mention("@_user_2", LI, "小李"));
        assertThat(world.lastText(ZHOU)).isEqualTo("库管现在是：小陈、小李");
        world.says(ZHOU, "/role set 库管 小李 138-0000-0000");
        assertThat(world.lastText(ZHOU)).isEqualTo("库管现在是：小李、小陈");
    }

    @Test
    void a_name_of_two_words_survives_the_question_about_another() {
        world.members.of(ChatWorld.account("li-lei"), "Li Lei");
        world.says(ZHOU, "/role set 库管 \"Li Lei\" 小");
        world.presses(ZHOU, "小陈");
        assertThat(world.lastText(ZHOU)).isEqualTo("库管现在是：Li Lei、小陈");
    }

    @Test
    void nobody_on_a_platform_that_is_not_connected_gets_a_role() {
        ChatWorld feishuOnly = ChatWorld.onFeishuOnly();
        feishuOnly.says(ZHOU, "/role set 库管 dingtalk:li");
        assertThat(feishuOnly.lastText(ZHOU)).contains("没找到“dingtalk:li”");
        assertThat(feishuOnly.roles.people().role("库管").members()).containsExactly(feishuOnly.id(LI));
    }

    @Test
    void a_role_is_emptied_and_a_mistyped_one_is_not_invented() {
        world.says(ZHOU, "/role unset 库官");
        assertThat(world.lastText(ZHOU)).contains("还没有流程用到“库官”", "库管");
        assertThat(world.roles.all()).doesNotContainKey("库官");
        world.says(ZHOU, "/role unset 库管");
        assertThat(world.lastText(ZHOU)).isEqualTo("库管现在没有人了");
        world.says(ZHOU, "/role list");
        assertThat(world.lastText(ZHOU)).contains("库管：还没有人");
    }

    @Test
    void somebody_unknown_changes_nothing() {
        world.says(ZHOU, "/role set 库管 小李 查无此人");
        assertThat(world.lastText(ZHOU)).contains("没找到“查无此人”");
        assertThat(world.roles.people().role("库管").members()).containsExactly(world.id(LI));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/role set 库管 feishu:wang", "/role unset 库管", "/flow lint", "/status"})
    void what_admins_do_is_closed_to_others(String line) {
        world.says(WANG, line);
        assertThat(world.lastText(WANG)).isEqualTo("这个只有管理员能做");
        assertThat(world.roles.people().role("库管").members()).containsExactly(world.id(LI));
    }

    @Test
    void a_role_set_twice_by_one_message_is_one_change() {
        long version = world.roles.people().role("库管").version();
        world.hears(ZHOU, "/role set 库管 小陈", world.clock.instant(), "same");
        world.hears(ZHOU, "/role set 库管 小陈", world.clock.instant(), "same");
        assertThat(world.roles.people().role("库管").version()).isEqualTo(version + 1);
        assertThat(world.chat(ZHOU).stream().filter(m -> "库管现在是：小陈".equals(m.text())))
                .hasSize(1);
    }

    @Test
    void the_list_of_roles_shows_who_and_nobody() {
        world.says(WANG, "/role list");
        assertThat(world.lastText(WANG)).contains("库管：小李", "审批人：张总");
    }

    @Test
    void flows_are_listed_shown_and_checked() {
        world.says(WANG, "流程");
        assertThat(world.lastText(WANG)).contains("发货流程", "退货申请");
        world.says(WANG, "/flow show 发货");
        assertThat(world.lastText(WANG)).contains("待审批 → 已审批 → 已发货 → 已送达 → 已验收；也可能是：已取消、已退货\n", "客户名称");
        world.says(ZHOU, "/flow lint");
        assertThat(world.lastText(ZHOU)).isEqualTo("流程文件都没有问题");
        world.flows.problems.add("delivery.yaml:12:5 没有这个字段。写成“金额”");
        world.says(ZHOU, "/流程 检查");
        assertThat(world.lastText(ZHOU)).contains("有 1 个问题", "delivery.yaml:12:5");
    }

    @Test
    void the_status_counts_what_waits() {
        world.approved();
        world.says(ZHOU, "/status");
        assertThat(world.lastText(ZHOU)).contains("流程 2 个", "到点要提醒的：1");
    }

    @Test
    void the_to_do_list_shows_what_is_mine_and_opens_it() {
        world.approved();
        world.says(LI, "待办");
        Card list = world.lastCard(LI);
        assertThat(list.title()).isEqualTo("我的待办 (1)");
        assertThat(list.groups().getFirst().heading()).isEqualTo("今天");
        assertThat(list.groups().getFirst().rows().getFirst().detail())
                .isEqualTo("甲公司 · FH-20261123-0001 · 今天 18:00（11-23）前");

        world.presses(LI, "打开");
        assertThat(world.lastCard(LI).title()).isEqualTo("完成发货并反馈发货信息");
        world.says(WANG, "/todo");
        assertThat(world.lastCard(WANG).paragraphs()).containsExactly("现在没有要做的事。");
    }

    @Test
    void what_has_no_due_time_stands_under_a_heading_of_its_own() {
        world.started();
        world.presses(ZHANG, "驳回", "意见（可以不填）", "数量不对");
        world.says(WANG, "待办");
        assertThat(world.lastCard(WANG).groups().getFirst().heading()).isEqualTo("没有期限");
        assertThat(world.lastCard(WANG).groups().getFirst().rows().getFirst().detail())
                .isEqualTo("甲公司 · FH-20261123-0001");
    }

    @Test
    void a_record_is_shown_to_whoever_has_to_do_with_it_and_to_nobody_else() {
        world.shipped();
        world.says(WANG, "查看 FH-20261123-0001");
        Card card = world.lastCard(WANG);
        assertThat(card.title()).isEqualTo("FH-20261123-0001 甲公司");
        assertThat(card.steps())
                .extracting(step -> step.label() + step.mark())
                .containsExactly("待审批PASSED", "已审批PASSED", "已发货CURRENT", "已送达AHEAD", "已验收AHEAD");
        assertThat(card.groups().getFirst().rows().getFirst().title()).isEqualTo("小王：完成验收并反馈验收信息");
        assertThat(card.groups().getLast().rows())
                .extracting(Card.Row::title)
                .anyMatch(line -> line.contains("小李 做完了：完成发货并反馈发货信息"));
        assertThat(card.pictures()).hasSize(1);
        assertThat(card.actions()).extracting(Card.Action::label).containsExactly("申请退货");

        world.says(WANG, "fh-20261123-0001");
        assertThat(world.lastCard(WANG).kind()).isEqualTo(Card.Kind.RECORD);
        world.says(STRANGER, "查看FH-20261123-0001");
        assertThat(world.lastText(STRANGER)).contains("没找到");
    }

    @Test
    void help_is_four_lines_for_everybody_and_commands_for_admins() {
        world.says(WANG, "帮助");
        assertThat(world.lastCard(WANG).groups()).hasSize(1);
        assertThat(world.lastCard(WANG).groups().getFirst().rows()).hasSize(4);
        world.says(ZHOU, "/help");
        assertThat(world.lastCard(ZHOU).groups().getLast().rows())
                .extracting(Card.Row::title)
                .contains("/role set 库管 @小李");
    }

    @Test
    void a_newcomer_is_welcomed_once() {
        world.opensChat(STRANGER);
        world.opensChat(STRANGER);
        assertThat(world.chat(STRANGER)).hasSize(1);
        assertThat(world.lastCard(STRANGER).title()).isEqualTo("我是接力");
    }

    @Test
    void who_was_written_to_before_is_no_newcomer() {
        world.approved();
        List<Phones.Message> before = List.copyOf(world.chat(LI));
        assertThat(before).as("the task's card came first").isNotEmpty();
        world.opensChat(LI);
        assertThat(world.chat(LI)).isEqualTo(before);

        world.says(STRANGER, "吃了吗");
        world.opensChat(STRANGER);
        assertThat(world.chat(STRANGER)).hasSize(1);
    }

    @Test
    void who_could_not_be_reached_is_still_a_newcomer_and_gets_the_late_answer_after_it() {
        world.phones.nextSends.add(new SendResult.Refused(SendResult.Cause.UNREACHABLE, "out of range"));
        world.says(STRANGER, "吃了吗");

        world.opensChat(STRANGER);

        assertThat(world.chat(STRANGER))
                .extracting(message -> ChatWorld.card(message).title())
                .containsExactly("我是接力", "我没看懂");
    }

    @Test
    void the_menu_says_a_command_word() {
        world.pressesMenu(ZHANG, "todo");
        assertThat(world.lastCard(ZHANG).title()).startsWith("我的待办");
    }

    @Test
    void a_message_that_could_not_be_stored_is_not_acknowledged() {
        world.ledger.setAway(true);
        assertThatThrownBy(() -> world.says(WANG, "待办")).isInstanceOf(ImInbox.InboxUnavailableException.class);
    }
}
