package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer;
import org.junit.jupiter.api.Test;

/** 取消这张单子: by whom, why, and who is told. */
class CancelTest {
    private static final String NUMBER = "FH-20261123-0001";

    private final ChatWorld world = ChatWorld.staffed();

    @Test
    void a_record_that_came_back_can_be_cancelled_once_it_is_said_why() {
        world.started();
        world.presses(ZHANG, "驳回", "意见（可以不填）", "不做了");

        CardAnswer question = world.presses(WANG, "取消这张单子");
        assertThat(toast(question)).isEqualTo("请写原因，对方会看到");
        assertThat(card(question).kind()).isEqualTo(Card.Kind.REASON);
        assertThat(card(question).title()).isEqualTo("确定要“取消这张单子”吗？");
        assertThat(world.record(NUMBER).state()).isEqualTo("待审批");

        CardAnswer answer = world.presses(WANG, "取消这张单子", "为什么？（对方会看到）", "客户不要了");
        assertThat(toast(answer)).startsWith("好了");
        assertThat(card(answer).when()).isEqualTo("这张单子已取消（原因：客户不要了）");
        assertThat(card(answer).quote()).isEqualTo(new Card.Quote("小王 说", "客户不要了"));
        assertThat(world.record(NUMBER).state()).isEqualTo("已取消");
    }

    @Test
    void the_question_why_leads_back_to_the_task() {
        world.started();
        world.presses(ZHANG, "驳回", "意见（可以不填）", "不做了");
        world.presses(WANG, "取消这张单子");
        assertThat(card(world.presses(WANG, "返回")).title()).isEqualTo("修改后重新提交");
        assertThat(world.record(NUMBER).state()).isEqualTo("待审批");
    }

    @Test
    void the_question_why_never_covers_a_card_whose_work_is_over() {
        world.started();
        world.presses(ZHANG, "驳回", "意见（可以不填）", "不做了");
        Phones.Message task = world.newest(WANG, "取消这张单子");
        world.presses(WANG, task, "提交");

        CardAnswer late = world.presses(WANG, task, "取消这张单子");
        assertThat(card(late).kind()).isEqualTo(Card.Kind.DONE);
        assertThat(toast(late)).isEqualTo(card(late).when());
    }

    @Test
    void a_record_is_cancelled_from_its_own_card_by_the_owner_only() {
        world.approved();
        world.says(WANG, "查看 " + NUMBER);
        Phones.Message card = world.last(WANG);
        assertThat(toast(world.act(LI, card, "取消这张单子"))).isEqualTo("这个你不能做，找小王");
        assertThat(world.act(ZHOU, card, "取消这张单子").card()).isNull();
        assertThat(world.record(NUMBER).state()).isEqualTo("已审批");

        world.presses(WANG, card, "取消这张单子");
        CardAnswer answer = world.presses(WANG, world.last(WANG), "取消这张单子", "为什么？（对方会看到）", "客户不要了");
        assertThat(card(answer).subtitle()).isEqualTo("发货流程 · 已取消");
        assertThat(card(answer).quote()).isEqualTo(new Card.Quote("小王 说", "客户不要了"));
        assertThat(card(answer).groups().getLast().rows().getLast().detail()).isEqualTo("客户不要了");
        assertThat(toast(world.act(WANG, card, "取消这张单子"))).isEqualTo("你已经点过了，已经完成");
    }

    @Test
    void a_press_that_comes_too_late_promises_no_card_to_whom_none_is_sent() {
        world.approved();
        world.says(WANG, "查看 " + NUMBER);
        Phones.Message card = world.last(WANG);
        world.sendsPicture(LI, "waybill", "");
        world.presses(LI, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1");

        CardAnswer others = world.act(ZHOU, card, "取消这张单子");
        assertThat(toast(others)).isEqualTo("这张单子已经变了，现在不能这样做");
        assertThat(others.card()).isNull();
        CardAnswer own = world.act(WANG, card, "取消这张单子");
        assertThat(toast(own)).isEqualTo("这张卡旧了，已经换成新的");
        assertThat(own.card()).isNotNull();
    }

    @Test
    void a_reason_that_is_too_long_is_asked_for_again_from_the_records_card_too() {
        world.approved();
        world.says(WANG, "查看 " + NUMBER);
        world.presses(WANG, world.last(WANG), "取消这张单子");
        CardAnswer answer = world.act(WANG, world.last(WANG), "取消这张单子", "为什么？（对方会看到）", "长".repeat(5000));
        assertThat(toast(answer)).startsWith("写得太长了");
    }

    @Test
    void whoever_still_had_something_to_do_is_told_that_it_ended_and_why() {
        world.approved();
        Phones.Message task = world.newest(LI, "完成任务");
        world.says(WANG, "查看 " + NUMBER);
        Phones.Message record = world.last(WANG);
        world.presses(WANG, record, "取消这张单子");
        world.presses(WANG, world.now(record), "取消这张单子", "为什么？（对方会看到）", "客户把订单整个退掉了，以后也不再从我们这里买了");

        Card news = world.lastCard(LI);
        assertThat(news.title()).isEqualTo(NUMBER + " 已取消");
        assertThat(news.quote()).isEqualTo(new Card.Quote("小王 说", "客户把订单整个退掉了，以后也不再从我们这里买了"));
        assertThat(news.paragraphs()).containsExactly("“完成发货并反馈发货信息”不用做了");
        Card closed = ChatWorld.card(world.now(task));
        assertThat(closed.when()).isEqualTo("这张单子已取消（原因：客户把订单整个退掉了，以后也不再从我们这…）");
        assertThat(world.lastCard(ZHANG).title()).isNotEqualTo(NUMBER + " 已取消");
        assertThat(world.lastCard(WANG).title()).isEqualTo(NUMBER + " 已取消");
        assertThat(world.lastCard(WANG).quote()).isNotNull();
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
