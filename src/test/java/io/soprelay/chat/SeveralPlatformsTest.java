package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.CommandId;
import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.Platform;
import io.soprelay.im.PlatformState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People who can be reached on Feishu, on DingTalk, or on both. */
class SeveralPlatformsTest {
    private static final Account LI_DING = new Account(Platform.DINGTALK, "li-ding");
    private static final Account WANG_DING = new Account(Platform.DINGTALK, "wang-ding");
    private static final Account CHEN_DING = new Account(Platform.DINGTALK, "chen-ding");

    private final ChatWorld world = ChatWorld.staffed();

    @Test
    void a_flow_passes_from_one_platform_to_the_other() {
        world.dingTalk.names.put(LI_DING, "钉钉小李");
        world.says(ZHOU, "/role set 库管 dingtalk:li-ding");
        world.approved();

        assertThat(world.lastCard(LI_DING).title()).contains("完成发货");
        world.sendsPicture(LI_DING, "waybill", "");
        world.presses(LI_DING, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1234567890");

        assertThat(world.record("FH-20261123-0001").state()).isEqualTo("已发货");
        assertThat(world.lastCard(WANG).paragraphs().getFirst()).contains("货发出去了");
        assertThat(world.chat(LI))
                .noneMatch(message ->
                        message.card() != null && message.card().title().contains("完成发货"));
    }

    @Test
    void while_the_month_of_one_platform_is_used_up_new_work_goes_to_the_other_account() {
        world.says(ZHOU, "/role set 库管 dingtalk:li-ding");
        world.says(ZHOU, "/member link dingtalk:li-ding feishu:li");
        world.dingTalk.state =
                new PlatformState(Platform.DINGTALK, List.of(), new PlatformState.Calls(5000, 5000, true), null);
        world.approved();

        assertThat(world.lastCard(LI).title()).contains("完成发货");
        assertThat(world.chat(LI_DING)).isEmpty();

        world.dingTalk.state = null;
        world.approved();
        assertThat(world.lastCard(LI_DING).title()).as("the next month").contains("完成发货");
    }

    @Test
    void a_linked_account_is_the_same_person_with_the_same_rights() {
        world.says(ZHOU, "/member link 小李 dingtalk:li-ding");
        assertThat(world.lastText(ZHOU)).isEqualTo("好的，这些都是同一个人：小李：飞书 feishu:li、钉钉 dingtalk:li-ding");

        world.approved();
        world.says(LI_DING, "/todo");
        assertThat(world.lastCard(LI_DING).title()).contains("我的待办");
        world.presses(LI_DING, "打开");
        assertThat(world.lastCard(LI_DING).title()).contains("完成发货");
        world.sendsPicture(LI_DING, "waybill", "");
        world.presses(LI_DING, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1234567890");
        assertThat(world.record("FH-20261123-0001").state()).isEqualTo("已发货");
    }

    @Test
    void what_was_asked_on_a_platform_is_answered_there() {
        world.says(ZHOU, "/member link 小王 dingtalk:wang-ding");
        int before = world.chat(WANG).size();

        world.says(WANG_DING, "/todo");
        world.sendsPicture(WANG_DING, "anything", "");
        world.pass(Duration.ofSeconds(3));

        assertThat(world.chat(WANG)).hasSize(before);
        assertThat(world.lastText(WANG_DING)).contains("没有别的事在等照片");
    }

    @Test
    void a_card_stays_on_the_platform_where_it_is() {
        world.approved();
        Phones.Message card = world.last(LI);
        world.says(ZHOU, "/member link 小李 dingtalk:li-ding");
        world.says(WANG, "查看 FH-20261123-0001");
        world.presses(WANG, "取消这张单子");
        world.presses(WANG, "取消这张单子", "为什么？（对方会看到）", "不要了");

        assertThat(ChatWorld.card(world.now(card)).tone()).isEqualTo(Card.Tone.CLOSED);
        assertThat(world.chat(LI_DING)).isEmpty();
    }

    @Test
    void a_card_that_is_issued_anew_goes_where_the_person_is_now() {
        Account fresh = ChatWorld.account("li-in-the-new-app");
        world.approved();
        world.says(ZHOU, "/member link 小李 feishu:li-in-the-new-app");
        world.pass(Duration.ofDays(13));
        world.rescans();
        world.deliver();

        assertThat(world.chat(fresh))
                .filteredOn(message -> message.card() != null
                        && message.card().title().contains("完成发货")
                        && message.card().form() != null)
                .hasSize(1);
    }

    @Test
    void an_account_whose_person_holds_a_role_or_work_is_not_linked_away() {
        world.says(ZHOU, "/role set 财务 dingtalk:chen-ding");
        world.says(ZHOU, "/member link 小陈 dingtalk:chen-ding");
        assertThat(world.lastText(ZHOU)).contains("还是“财务”", "/role set");

        world.says(ZHOU, "/role set 财务 feishu:zhao");
        world.says(CHEN_DING, "/start 发货流程");
        world.presses(CHEN_DING, "提交", "客户名称", "甲公司", "发货内容", "交换机", "数量", "1", "金额", "1");
        world.says(ZHOU, "/member link 小陈 dingtalk:chen-ding");
        assertThat(world.lastText(ZHOU)).contains("手上还有单子 FH-20261123-0001");
        assertThat(world.id(CHEN_DING)).isNotEqualTo(world.id(ChatWorld.CHEN));
    }

    @Test
    void a_link_can_be_said_twice_and_taken_back() {
        world.says(ZHOU, "/member link 小李 dingtalk:li-ding");
        world.says(ZHOU, "/member link 小李 dingtalk:li-ding");
        assertThat(world.lastText(ZHOU)).startsWith("本来就是同一个人");
        assertThat(world.id(LI_DING)).isEqualTo(world.id(LI));

        world.says(ZHOU, "/member unlink dingtalk:li-ding");
        assertThat(world.id(LI_DING)).isNotEqualTo(world.id(LI));
    }

    @Test
    void only_admins_link_people() {
        world.says(WANG, "/member link 小王 dingtalk:zhou-ding");
        assertThat(world.lastText(WANG)).isEqualTo("这个只有管理员能做");
    }

    @Test
    void after_the_app_was_replaced_the_same_people_are_known_by_their_stable_id() {
        Account old = ChatWorld.account("qian");
        Account fresh = ChatWorld.account("qian-in-the-new-app");
        world.phones.names.put(old, "小钱");
        world.phones.names.put(fresh, "小钱");
        world.phones.stableIds.put(old, "on_qian");
        world.phones.stableIds.put(fresh, "on_qian");
        world.says(old, "/todo");

        world.says(fresh, "/todo");

        assertThat(world.id(fresh)).isEqualTo(world.id(old));
        assertThat(world.members.of(old).accounts()).containsExactly(fresh);
    }

    @Test
    void whoever_can_be_reached_nowhere_is_told_to_the_admins() {
        Account nowhere = new Account(Platform.DINGTALK, "gone");
        ChatWorld feishuOnly = ChatWorld.onFeishuOnly();
        feishuOnly.roles.set(
                "库管",
                List.of(feishuOnly.members.of(nowhere, "老钱").id()),
                new CommandId("by-hand"),
                feishuOnly.id(ZHOU));
        feishuOnly.approved();
        feishuOnly.rescans();
        feishuOnly.deliver();

        assertThat(feishuOnly.chat(ZHOU))
                .filteredOn(message -> message.card() != null
                        && ChatWorld.card(message).title().contains("老钱"))
                .hasSize(1);
        assertThat(feishuOnly.chat(ZHANG)).isNotEmpty();
    }
}
