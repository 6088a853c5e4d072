package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.CHEN;
import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer;
import org.junit.jupiter.api.Test;

class RepeatedActionsTest {
    private static final String NUMBER = "FH-20261123-0001";
    private static final String[] SHIPPED = {"实际发货时间", "2026-11-23 10:30", "物流单号", "SF1234567890"};

    private final ChatWorld world = ChatWorld.staffed();

    @Test
    void one_start_form_starts_one_record() {
        world.says(WANG, "/start 发货流程");
        Phones.Message form = world.last(WANG);
        world.presses(WANG, form, "提交", "客户名称", "甲公司", "发货内容", "交换机", "数量", "10", "金额", "1");
        CardAnswer again = world.act(WANG, form, "提交", "客户名称", "乙公司", "发货内容", "交换机", "数量", "9", "金额", "1");

        assertThat(toast(again)).isEqualTo("你已经提交过了，单号 " + NUMBER);
        assertThat(card(again).subtitle()).isEqualTo("甲公司 · " + NUMBER);
        assertThat(world.engine.findByNumber("FH-20261123-0002")).isEmpty();
    }

    @Test
    void the_same_press_again_is_told_so() {
        world.approved();
        world.sendsPicture(LI, "waybill", "");
        Phones.Message card = world.newest(LI, "完成任务");
        world.presses(LI, card, "完成任务", SHIPPED);
        CardAnswer again = world.act(LI, card, "完成任务", SHIPPED);
        assertThat(toast(again)).isEqualTo("你已经点过了，已经完成");
        assertThat(card(again).kind()).isEqualTo(Card.Kind.DONE);
        CardAnswer other = world.act(LI, card, "完成任务", "实际发货时间", "2026-11-23 11:00", "物流单号", "SF2");
        assertThat(toast(other)).isEqualTo("你已经点过了，已经完成");
        assertThat(world.record(NUMBER).data().get("物流单号")).asString().contains("SF1234567890");
    }

    /** Both buttons may still be on a screen: it is said which of them counted. */
    @Test
    void who_has_decided_is_told_what() {
        world.started();
        Phones.Message card = world.newest(ZHANG, "同意");
        world.presses(ZHANG, card, "同意");
        assertThat(toast(world.act(ZHANG, card, "同意"))).isEqualTo("你已经同意了");
        assertThat(toast(world.act(ZHANG, card, "驳回", "意见（可以不填）", "不对"))).isEqualTo("你已经同意了");
        assertThat(world.record(NUMBER).state()).isEqualTo("已审批");
    }

    @Test
    void who_has_rejected_is_told_so() {
        world.started();
        Phones.Message card = world.newest(ZHANG, "同意");
        world.presses(ZHANG, card, "驳回", "意见（可以不填）", "不对");
        assertThat(toast(world.act(ZHANG, card, "驳回", "意见（可以不填）", "不对"))).isEqualTo("你已经驳回了");
        assertThat(toast(world.act(ZHANG, card, "同意"))).isEqualTo("你已经驳回了");
    }

    @Test
    void of_two_holders_the_first_wins_and_the_other_sees_the_truth() {
        world.says(ZHOU, "/role set 库管 小李 小陈");
        world.approved();
        Phones.Message late = world.newest(CHEN, "完成任务");
        world.sendsPicture(LI, "waybill", "");
        world.presses(LI, "完成任务", SHIPPED);

        CardAnswer answer = world.act(CHEN, late, "完成任务", SHIPPED);
        assertThat(toast(answer)).isEqualTo("这一步已由库管小李完成，你不用处理");
        assertThat(card(answer).when()).isEqualTo("这一步已由库管小李完成，你不用处理");
        assertThat(world.lastCard(CHEN).kind()).isEqualTo(Card.Kind.DONE);
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
}
