package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.CHEN;
import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.STRANGER;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHAO;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.flow.model.FlowInstance;
import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.im.ImInbox.InboxUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CardActionsTest {
    private static final String NUMBER = "FH-20261123-0001";
    private static final String[] SHIPPED = {"实际发货时间", "2026-11-23 10:30", "物流单号", "SF1234567890"};

    private static final Card.Fact[] WHAT_CAME_BACK = {
        new Card.Fact("关联发货单", NUMBER), new Card.Fact("客户名称", "甲公司"), new Card.Fact("发货内容", "交换机")
    };
    private final ChatWorld world = ChatWorld.staffed();

    @Test
    void submitting_the_start_form_says_the_number_and_who_is_next() {
        world.says(WANG, "/start 发货流程");
        CardAnswer answer = world.presses(WANG, "提交", "客户名称", "甲公司", "发货内容", "交换机", "数量", "１０", "金额", "12,800");

        assertThat(toast(answer)).isEqualTo("已提交，单号 " + NUMBER + "。下一步：审批人张总 发货审批");
        assertThat(card(answer).facts())
                .containsExactly(
                        new Card.Fact("客户名称", "甲公司"),
                        new Card.Fact("发货内容", "交换机"),
                        new Card.Fact("数量", "10 件"),
                        new Card.Fact("金额", "12800 元"));
        assertThat(card(answer).form()).isNull();
    }

    @Test
    void a_wrong_start_form_is_named_kept_and_can_be_corrected() {
        world.says(WANG, "/start 发货流程");
        CardAnswer wrong = world.presses(WANG, "提交", "客户名称", "甲".repeat(61), "发货内容", "交换机", "数量", "0", "金额", "很多");
        assertThat(toast(wrong)).contains("客户名称太长了（最多 60 个字）", "数量不能小于 1", "金额要填数字", "你填的都还在", "“提交”");
        assertThat(wrong.card()).isNull();

        CardAnswer right = world.presses(WANG, "提交", "客户名称", "甲公司", "发货内容", "交换机", "数量", "1", "金额", "1");
        assertThat(toast(right)).contains(NUMBER);
    }

    @Test
    void a_broken_number_of_pieces_is_refused_in_plain_words() {
        world.says(WANG, "/start 发货流程");
        CardAnswer wrong = world.presses(WANG, "提交", "客户名称", "甲公司", "发货内容", "交换机", "数量", "1.5", "金额", "1.234");
        assertThat(toast(wrong)).contains("数量要填整数，现在是“1.5”", "金额小数点后最多 2 位，现在是“1.234”");
    }

    @Test
    void somebody_elses_start_form_starts_nothing() {
        world.says(WANG, "/start 发货流程");
        CardAnswer answer = world.act(STRANGER, world.last(WANG), "提交", "客户名称", "甲公司");
        assertThat(toast(answer)).contains("这张表是发给小王的");
        assertThat(answer.card()).isNull();
    }

    @Test
    void approving_turns_the_card_and_tells_the_next_person() {
        world.started();
        Card asked = world.lastCard(ZHANG);
        assertThat(asked.title()).isEqualTo("请审批：发货审批");
        assertThat(asked.paragraphs().getFirst()).startsWith("小王 请你审批");
        assertThat(asked.facts()).contains(new Card.Fact("数量", "10 件"));

        CardAnswer answer = world.presses(ZHANG, "同意", "意见（可以不填）", "尽快");
        assertThat(toast(answer)).isEqualTo("已同意，下一步：库管小李 完成发货并反馈发货信息");
        assertThat(card(answer).when()).isEqualTo("✅ 已同意 · 张总 · 11-23 10:00");
        assertThat(answer.receipt()).isNotNull();
        assertThat(world.phones.updates).isEmpty();
        assertThat(world.lastCard(LI).title()).isEqualTo("完成发货并反馈发货信息");
        assertThat(world.lastCard(WANG).title()).isEqualTo(NUMBER + " 已审批");
    }

    @Test
    void a_rejection_without_a_reason_is_asked_for_one_and_changes_nothing() {
        world.started();
        CardAnswer asked = world.presses(ZHANG, "驳回");
        assertThat(toast(asked)).isEqualTo("请写原因，对方会看到");
        assertThat(card(asked).kind()).isEqualTo(Card.Kind.REASON);
        assertThat(ChatWorld.form(card(asked)).controls().getFirst().required()).isTrue();
        assertThat(world.record(NUMBER).openItems()).hasSize(1);

        CardAnswer back = world.presses(ZHANG, "返回");
        assertThat(card(back).kind()).isEqualTo(Card.Kind.APPROVAL);
    }

    @Test
    void a_rejected_record_comes_back_with_the_reason_and_the_old_values() {
        world.started();
        world.presses(ZHANG, "驳回");
        CardAnswer answer = world.presses(ZHANG, "驳回", "为什么？（对方会看到）", "数量不对");
        assertThat(toast(answer)).isEqualTo("已驳回，下一步：小王 修改后重新提交");
        assertThat(card(answer).quote()).isEqualTo(new Card.Quote("张总", "数量不对"));

        Card back = world.lastCard(WANG);
        assertThat(back.title()).isEqualTo("修改后重新提交");
        assertThat(back.quote()).isEqualTo(new Card.Quote("张总 说", "数量不对"));
        assertThat(ChatWorld.form(back).controls())
                .extracting(control -> control.value().getFirst())
                .containsExactly("甲公司", "交换机", "10", "12800");
        assertThat(ChatWorld.actions(back)).extracting(Card.Action::label).contains("提交", "取消这张单子");

        assertThat(toast(world.presses(WANG, "提交", "数量", "很多")))
                .contains("数量要填数字")
                .endsWith("改一下再点“提交”");
        assertThat(toast(world.presses(WANG, "提交", "数量", "8"))).isEqualTo("已完成，下一步：审批人张总 发货审批");
        assertThat(world.lastCard(ZHANG).facts()).contains(new Card.Fact("数量", "8 件"));
        assertThat(world.lastCard(ZHANG).groups().getFirst().rows().getFirst().detail())
                .isEqualTo("数量不对");
    }

    @Test
    void a_complete_form_with_its_picture_completes_the_task() {
        world.approved();
        world.sendsPicture(LI, "waybill", "");
        CardAnswer answer = world.presses(LI, "完成任务", SHIPPED);

        assertThat(toast(answer)).isEqualTo("已完成，下一步：小王 完成验收并反馈验收信息");
        assertThat(card(answer).when()).isEqualTo("✅ 已完成 · 小李 · 11-23 10:00");
        assertThat(card(answer).pictures()).hasSize(1);
        assertThat(card(answer).facts()).contains(new Card.Fact("物流单号", "SF1234567890"));
        assertThat(world.record(NUMBER).state()).isEqualTo("已发货");
        Card news = world.chat(WANG).stream()
                .map(message -> message.card())
                .filter(card -> card != null && card.title().equals(NUMBER + " 已发货"))
                .findFirst()
                .orElseThrow();
        assertThat(news.paragraphs().getFirst()).contains("物流单号 SF1234567890");
    }

    @Test
    void a_press_that_completes_a_task_costs_one_read_and_one_script_before_its_answer() {
        world.approved();
        world.sendsPicture(LI, "waybill", "");
        Phones.Message task = world.newest(LI, "完成任务");
        int before = world.ledger.calls();

        CardAnswer answer = world.act(LI, task, "完成任务", SHIPPED);

        assertThat(world.ledger.calls() - before).isEqualTo(2);
        assertThat(toast(answer)).startsWith("已完成");
    }

    @Test
    void only_the_picture_missing_keeps_the_values_and_the_picture_completes() {
        world.approved();
        CardAnswer answer = world.presses(LI, "完成任务", SHIPPED);
        assertThat(toast(answer)).isEqualTo("内容已保存，还差物流凭证的照片，发给我就行");
        assertThat(ChatWorld.form(card(answer)).controls())
                .extracting(control -> control.value().getFirst())
                .containsExactly("2026-11-23 10:30", "SF1234567890");
        assertThat(ChatWorld.form(card(answer)).hint()).isEqualTo("📷 还差：物流凭证。把照片直接发给我就行");
        assertThat(answer.receipt()).isNull();

        world.sendsPicture(LI, "waybill", "");
        assertThat(world.lastText(LI)).startsWith("已收到物流凭证，任务已完成。下一步：小王");
        assertThat(world.record(NUMBER).state()).isEqualTo("已发货");
    }

    @Test
    void a_form_refused_by_its_values_keeps_nothing_and_shows_no_card() {
        world.approved();
        CardAnswer answer = world.presses(LI, "完成任务", "实际发货时间", "昨天", "物流单号", "X".repeat(41));
        assertThat(toast(answer)).contains("实际发货时间要填日期和时间", "物流单号太长了（最多 40 个字）", "“完成任务”");
        assertThat(answer.card()).isNull();
        assertThat(answer.toast().kind()).isEqualTo(ToastKind.ERROR);
        assertThat(world.record(NUMBER).version()).isEqualTo(2);
    }

    @Test
    void a_foreign_press_gets_words_only_and_changes_nothing() {
        world.approved();
        FlowInstance before = world.record(NUMBER);
        int sent = world.chat(LI).size();
        CardAnswer answer = world.act(STRANGER, world.newest(LI, "完成任务"), "完成任务", SHIPPED);
        assertThat(toast(answer)).isEqualTo("这一步是小李的，你不用处理");
        assertThat(answer.card()).isNull();
        world.deliver();
        assertThat(world.record(NUMBER)).isEqualTo(before);
        assertThat(world.chat(LI)).hasSize(sent);
        assertThat(world.chat(STRANGER)).isEmpty();
    }

    @Test
    void a_former_holder_is_told_and_sees_the_card_as_it_is_for_them() {
        world.approved();
        Phones.Message old = world.newest(LI, "完成任务");
        world.says(ZHOU, "/role set 库管 小陈");
        assertThat(world.newest(CHEN, "完成任务")).isNotNull();

        CardAnswer answer = world.act(LI, old, "完成任务", SHIPPED);
        assertThat(toast(answer)).isEqualTo("这一步是小陈的，你不用处理");
        assertThat(card(answer).when()).isEqualTo("这一步已交给库管小陈，你不用处理");
        assertThat(world.record(NUMBER).state()).isEqualTo("已审批");
    }

    @Test
    void an_approval_that_was_cancelled_says_so() {
        world.started();
        Phones.Message late = world.newest(ZHANG, "同意");
        world.says(WANG, NUMBER);
        world.presses(WANG, "取消这张单子");
        world.presses(WANG, "取消这张单子", "为什么？（对方会看到）", "客户不要了");

        assertThat(toast(world.act(ZHANG, late, "同意"))).isEqualTo("这张单子已取消（原因：客户不要了）");
        assertThat(toast(world.act(ZHANG, late, "驳回"))).isEqualTo("这张单子已取消（原因：客户不要了）");
    }

    @Test
    void going_back_from_the_reason_warns_of_nothing() {
        world.started();
        world.presses(ZHANG, "驳回");
        CardAnswer answer = world.presses(ZHANG, "返回");
        assertThat(answer.toast().kind()).isEqualTo(ToastKind.INFO);
        assertThat(card(answer).kind()).isEqualTo(Card.Kind.APPROVAL);
    }

    @Test
    void the_whole_delivery_and_its_return() {
        world.shipped();
        world.sendsPicture(WANG, "receipt", "");
        assertThat(world.lastText(WANG)).isEqualTo("已收到客户验收凭证，还差：客户验收时间");
        world.presses(WANG, "完成任务", "客户验收时间", "2026-11-23 15:00");
        assertThat(world.lastCard(ZHAO).pictures()).hasSize(1);
        world.pass(Duration.ofHours(1));
        world.presses(ZHAO, "驳回", "意见（可以不填）", "看不清");
        assertThat(ChatWorld.card(world.newest(WANG, "完成任务")).quote()).isEqualTo(new Card.Quote("小赵 说", "看不清"));
        world.presses(WANG, "完成任务");
        world.presses(ZHAO, "同意");
        assertThat(world.record(NUMBER).state()).isEqualTo("已验收");

        world.says(WANG, "查看 " + NUMBER);
        world.presses(WANG, "申请退货");
        world.presses(WANG, "提交", "退货原因", "坏了", "退货数量", "2", "退款金额", "2560");
        assertThat(world.lastCard(ZHANG).facts()).startsWith(WHAT_CAME_BACK);
        world.presses(ZHANG, "同意");
        assertThat(world.lastCard(LI).facts()).startsWith(WHAT_CAME_BACK);
        world.presses(LI, "完成任务", "实际入库时间", "2026-11-23 17:00");
        world.sendsPicture(LI, "stock", "");
        assertThat(world.record("TH-20261123-0001").state()).isEqualTo("已入库");
        assertThat(world.record(NUMBER).state()).isEqualTo("已退货");
        assertThat(world.chat(WANG).stream()
                        .filter(message -> message.card() != null)
                        .flatMap(message -> ChatWorld.card(message).paragraphs().stream()))
                .contains("退的货入库了，退款 2560 元。这张单子办完了。", "退的货入库了，退款 2560 元。这张单子结束了。");
        world.says(WANG, NUMBER);
        assertThat(world.lastCard(WANG).facts()).contains(new Card.Fact("已退款金额", "2560 元"));
    }

    @Test
    void an_optional_value_taken_out_of_a_form_that_came_back_leaves_the_record() {
        world.shipped();
        world.sendsPicture(WANG, "receipt", "");
        world.presses(WANG, "完成任务", "客户验收时间", "2026-11-23 15:00", "实际送达时间", "2026-11-23 14:00");
        world.presses(ZHAO, "驳回", "意见（可以不填）", "看不清");
        assertThat(control(WANG, "实际送达时间").value()).isNotEmpty();

        world.presses(WANG, "完成任务", "实际送达时间", "");
        assertThat(world.record(NUMBER).data().isFilled("实际送达时间")).isFalse();
        assertThat(world.record(NUMBER).data().isFilled("客户验收时间")).isTrue();
    }

    @Test
    void a_draft_shows_what_was_submitted() {
        world.approved();
        world.presses(LI, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1");
        assertThat(control(LI, "物流单号").value()).containsExactly("SF1");
    }

    private Card.Control control(Account person, String label) {
        return ChatWorld.form(ChatWorld.card(world.newest(person, "完成任务"))).controls().stream()
                .filter(control -> control.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_return_button_pressed_too_late_is_refused_in_the_authors_words() {
        world.shipped();
        world.says(WANG, "查看 " + NUMBER);
        Phones.Message record = world.last(WANG);
        world.presses(WANG, record, "申请退货");
        world.presses(WANG, "提交", "退货原因", "坏了", "退货数量", "2", "退款金额", "2560");
        world.pass(Duration.ofHours(1));
        world.presses(ZHANG, "同意");
        world.presses(LI, "完成任务", "实际入库时间", "2026-11-23 17:00");
        world.sendsPicture(LI, "stock", "");
        assertThat(toast(world.act(WANG, record, "申请退货"))).isEqualTo("这张发货单已经退过货了");
    }

    @Test
    void when_the_store_is_away_the_platform_is_told_so_and_the_second_press_counts() {
        world.started();
        Phones.Message card = world.last(ZHANG);
        world.ledger.loseNextReply();
        assertThatThrownBy(() -> world.act(ZHANG, card, "同意")).isInstanceOf(InboxUnavailableException.class);
        world.ledger.setAway(true);
        assertThatThrownBy(() -> world.act(ZHANG, card, "同意")).isInstanceOf(InboxUnavailableException.class);
        world.ledger.setAway(false);
        assertThat(world.presses(ZHANG, card, "同意").card()).isNotNull();
        assertThat(world.record(NUMBER).state()).isEqualTo("已审批");
    }

    @Test
    void buttons_that_are_not_ours_do_nothing() {
        for (Map<String, String> params : List.of(Map.<String, String>of(), Map.of("card", "../..", "v", "x"))) {
            for (String action : List.of("complete", "approve", "move", "evidence", "open", "nonsense")) {
                CardAnswer answer =
                        world.inbox.onAction(new CardAction("p", STRANGER, "om_x", action, params, Map.of()));
                assertThat(toast(answer)).contains("用不了了");
                assertThat(answer.card()).isNull();
            }
        }
    }

    private static String toast(CardAnswer answer) {
        return answer.toast().text();
    }

    private static Card card(CardAnswer answer) {
        Card card = answer.card();
        if (card == null) {
            throw new AssertionError("No card with " + answer.toast());
        }
        return card;
    }

    @Test
    void nobody_refers_to_a_record_they_may_not_see_or_learns_that_it_exists() {
        world.shipped();
        world.says(STRANGER, "/start 退货申请");
        CardAnswer answer =
                world.presses(STRANGER, "提交", "关联发货单", "FH-20261123-0001", "退货原因", "坏", "退货数量", "1", "退款金额", "5");
        assertThat(answer.toast().text()).startsWith("关联发货单：没有“FH-20261123-0001”这张单子");
        assertThat(world.engine.findByNumber("TH-20261123-0001")).isEmpty();
    }
}
