package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A form that is refused is at hand as the person left it, for apps that would lose it. */
class RefusedFormTest {
    private static final String NUMBER = "FH-20261123-0001";
    private static final String WHY = "为什么？（对方会看到）";

    private final ChatWorld world = ChatWorld.staffed();

    @Test
    void a_start_form() {
        world.says(WANG, "/start 发货流程");
        CardAnswer answer = world.presses(WANG, "提交", "客户名称", "甲公司", "发货内容", "交换机", "数量", "0", "金额", "很多");

        assertThat(answer.card()).isNull();
        assertThat(typed(answer)).containsExactly("甲公司", "交换机", "0", "很多");
        assertThat(submit(answer)).isEqualTo(submit(world.lastCard(WANG)));
    }

    @Test
    void a_tasks_form() {
        world.approved();
        CardAnswer answer = world.presses(LI, "完成任务", "实际发货时间", "2026-11-23 15:30", "物流单号", "X".repeat(41));

        assertThat(answer.card()).isNull();
        assertThat(typed(answer)).containsExactly("2026-11-23 15:30", "X".repeat(41));
        assertThat(answer.receipt()).as("nothing was committed").isNull();
        assertThat(submit(answer)).isEqualTo(submit(world.lastCard(LI)));
    }

    @Test
    void what_was_left_out_stays_out() {
        world.approved();
        CardAnswer answer = world.presses(LI, "完成任务", "物流单号", "X".repeat(41));

        assertThat(typed(answer)).containsExactly("", "X".repeat(41));
    }

    @Test
    void a_comment_on_an_approval() {
        world.started();
        CardAnswer answer = world.presses(ZHANG, "同意", "意见（可以不填）", "长".repeat(5000));

        assertThat(asLeft(answer).kind()).isEqualTo(Card.Kind.APPROVAL);
        assertThat(typed(answer)).containsExactly("长".repeat(5000));
    }

    @Test
    void the_reason_of_a_rejection() {
        world.started();
        world.presses(ZHANG, "驳回");
        CardAnswer answer = world.presses(ZHANG, "驳回", WHY, "长".repeat(5000));

        assertThat(asLeft(answer).kind()).isEqualTo(Card.Kind.REASON);
        assertThat(typed(answer)).containsExactly("长".repeat(5000));
    }

    @Test
    void the_reason_why_a_record_is_ended() {
        world.approved();
        world.says(WANG, "查看 " + NUMBER);
        world.presses(WANG, world.last(WANG), "取消这张单子");
        CardAnswer answer = world.act(WANG, world.last(WANG), "取消这张单子", WHY, "长".repeat(5000));

        assertThat(asLeft(answer).kind()).isEqualTo(Card.Kind.REASON);
        assertThat(typed(answer)).containsExactly("长".repeat(5000));
    }

    @Test
    void nothing_is_at_hand_where_nothing_was_refused() {
        world.approved();
        CardAnswer answer = world.presses(LI, "完成任务", "实际发货时间", "2026-11-23 15:30", "物流单号", "SF1");

        assertThat(answer.card()).isNotNull();
        assertThat(answer.redrawn()).isNull();
    }

    private static Card asLeft(CardAnswer answer) {
        Card card = answer.redrawn();
        if (card == null) {
            throw new AssertionError("No form with " + answer.toast());
        }
        return card;
    }

    private static List<String> typed(CardAnswer answer) {
        return ChatWorld.form(asLeft(answer)).controls().stream()
                .map(control -> String.join(",", control.value()))
                .toList();
    }

    private static Card.Action submit(CardAnswer answer) {
        return submit(asLeft(answer));
    }

    private static Card.Action submit(Card card) {
        return ChatWorld.form(card).submit();
    }
}
