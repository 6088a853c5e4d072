package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A question takes a card's place for a moment, and presses that come together are answered in any order. */
class QuestionsTest {
    private static final Duration UNTIL_IT_IS_THERE = Duration.ofSeconds(6);

    private final ChatWorld world = ChatWorld.staffed();

    @BeforeEach
    void somebodyIsAsked() {
        world.started();
    }

    @Test
    void a_question_that_arrives_after_the_answer_which_closed_its_card_does_not_stay_there() {
        Phones.Message card = world.newest(ZHANG, "同意");
        CardAnswer question = world.act(ZHANG, card, "驳回");
        world.presses(ZHANG, card, "同意");
        arrives(question, card);
        assertThat(kind(card)).isEqualTo(Card.Kind.REASON);

        world.pass(UNTIL_IT_IS_THERE);
        assertThat(kind(card)).isEqualTo(Card.Kind.DONE);
    }

    @Test
    void a_card_that_was_wanted_back_twice_does_not_come_back_after_it_is_over() {
        Phones.Message card = world.newest(ZHANG, "同意");
        world.presses(ZHANG, card, "驳回");
        world.pass(UNTIL_IT_IS_THERE);
        CardAnswer late = world.act(ZHANG, world.now(card), "返回");
        world.presses(ZHANG, world.now(card), "返回");
        world.presses(ZHANG, world.now(card), "同意");
        arrives(late, card);
        assertThat(kind(card)).isEqualTo(Card.Kind.APPROVAL);

        world.pass(UNTIL_IT_IS_THERE);
        assertThat(kind(card)).isEqualTo(Card.Kind.DONE);
    }

    @Test
    void what_somebody_else_did_is_shown_when_no_question_can_come_any_more() {
        Phones.Message card = world.newest(ZHANG, "同意");
        world.says(WANG, "查看 FH-20261123-0001");
        world.presses(WANG, "取消这张单子");
        CardAnswer question = world.act(ZHANG, card, "驳回");
        world.presses(WANG, "取消这张单子", "为什么？（对方会看到）", "客户不要了");
        assertThat(kind(card)).isEqualTo(Card.Kind.APPROVAL);
        arrives(question, card);

        world.pass(UNTIL_IT_IS_THERE);
        assertThat(kind(card)).isEqualTo(Card.Kind.DONE);
    }

    @Test
    void a_question_on_one_of_two_messages_does_not_stay_there_either() {
        Phones.Message card = world.newest(ZHANG, "同意");
        world.says(ZHANG, "待办");
        world.presses(ZHANG, "打开");
        CardAnswer question = world.act(ZHANG, card, "驳回");
        world.presses(ZHANG, world.newest(ZHANG, "同意"), "同意");
        arrives(question, card);

        world.pass(UNTIL_IT_IS_THERE);
        assertThat(kind(card)).isEqualTo(Card.Kind.DONE);
    }

    @Test
    void a_question_that_is_answered_after_a_while_costs_no_call() {
        Phones.Message card = world.newest(ZHANG, "同意");
        world.presses(ZHANG, card, "驳回");
        world.pass(UNTIL_IT_IS_THERE);
        world.presses(ZHANG, world.now(card), "驳回", "为什么？（对方会看到）", "不做了");
        world.pass(Duration.ofMinutes(1));

        assertThat(kind(card)).isEqualTo(Card.Kind.DONE);
        assertThat(world.phones.updates).doesNotContain(card.id());
    }

    private void arrives(CardAnswer answer, Phones.Message on) {
        Card question = answer.card();
        assertThat(question).isNotNull();
        world.phones.show(on.id(), question);
    }

    private Card.Kind kind(Phones.Message message) {
        return ChatWorld.card(world.now(message)).kind();
    }
}
