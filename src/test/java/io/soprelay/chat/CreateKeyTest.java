package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message whose fate is unknown is sent again under the same key: whether it is made once more the platform knows. */
class CreateKeyTest {
    private static final Duration A_KEY_IS_FORGOTTEN = Duration.ofMinutes(61);

    private final ChatWorld world = ChatWorld.staffed();

    @BeforeEach
    void opensTheStartForm() {
        world.says(WANG, "/start 发货流程");
        world.phones.createKeys.clear();
    }

    @Test
    void a_key_has_at_most_fifty_characters_and_is_another_for_each_issue() {
        assertThat(Sending.key("card/x", 1)).hasSizeLessThanOrEqualTo(50).isNotEqualTo(Sending.key("card/x", 2));
    }

    @Test
    void all_tries_of_unknown_fate_carry_the_same_key_however_long_that_takes() {
        sendsStayUnknown(40);
        submits();
        passes(Duration.ofHours(2));
        assertThat(world.phones.createKeys).hasSizeGreaterThan(30);
        world.phones.nextSends.clear();
        world.pass(Duration.ofMinutes(5));

        assertThat(Set.copyOf(world.phones.createKeys)).hasSize(1);
        int sent = world.phones.createKeys.size();
        passes(Duration.ofHours(2));
        assertThat(world.phones.createKeys).hasSize(sent);
        // Feishu had forgotten the first try's message after an hour, and made another.
        assertThat(cards(ZHANG, Card.Kind.APPROVAL)).hasSize(2);
        Phones.Message forgotten = world.chat(ZHANG).get(world.chat(ZHANG).size() - 2);
        world.presses(ZHANG, "同意");
        assertThat(ChatWorld.card(world.last(ZHANG)).kind()).isEqualTo(Card.Kind.DONE);
        isRightOncePressed(forgotten);
    }

    @Test
    void a_try_of_unknown_fate_is_repeated_under_its_key_whatever_business_time_says() {
        sendsStayUnknown(1);
        submits();
        world.ledger.advance(Duration.ofHours(23));
        world.pass(Duration.ofSeconds(2));
        assertThat(cards(ZHANG, Card.Kind.APPROVAL)).hasSize(1);
        assertThat(Set.copyOf(world.phones.createKeys)).hasSize(1);
    }

    @Test
    void what_a_platform_put_off_is_sent_under_its_key() {
        for (int i = 0; i < 20; i++) {
            world.phones.nextSends.add(new SendResult.Retry(Duration.ofMinutes(5), "too many"));
        }
        submits();
        passes(Duration.ofHours(2));
        assertThat(Set.copyOf(world.phones.createKeys)).hasSize(1);
        assertThat(cards(ZHANG, Card.Kind.APPROVAL)).hasSize(1);
    }

    @Test
    void an_answer_of_unknown_fate_is_sent_again_rather_than_never() {
        submits();
        world.phones.createKeys.clear();
        sendsStayUnknown(1);
        world.says(WANG, "待办");
        assertThat(world.phones.createKeys).hasSize(1);
        int before = world.chat(WANG).size();
        Card first = world.lastCard(WANG);
        world.pass(A_KEY_IS_FORGOTTEN);
        assertThat(world.phones.createKeys).hasSize(2);
        assertThat(Set.copyOf(world.phones.createKeys)).hasSize(1);
        // The platform has forgotten the first, which stays as what was true when it was asked.
        assertThat(world.chat(WANG)).hasSize(before + 1);
        assertThat(world.lastCard(WANG).title()).isEqualTo(first.title());
    }

    @Test
    void a_card_that_arrived_unnoticed_is_closed_when_its_work_is_over() {
        world.says(ZHOU, "/role set 库管 小李 小陈");
        submits();
        world.phones.nextSends.add(new SendResult.Unknown("timeout"));
        world.presses(ZHANG, "同意");
        assertThat(world.record("FH-20261123-0001").state()).isEqualTo("已审批");
        Account unnoticed = world.chat(LI).stream().anyMatch(CreateKeyTest::isTask) ? LI : ChatWorld.CHEN;

        world.says(ZHOU, "/role set 库管 小赵");
        world.pass(Duration.ofMinutes(1));

        assertThat(cards(unnoticed, Card.Kind.TASK)).isEmpty();
        assertThat(cards(unnoticed, Card.Kind.DONE)).hasSize(1);
        assertThat(cards(LI, Card.Kind.TASK)).isEmpty();
        assertThat(cards(ChatWorld.CHEN, Card.Kind.TASK)).isEmpty();
    }

    @Test
    void a_repeat_that_finds_an_earlier_message_makes_it_show_what_is_true_now() {
        submits();
        world.phones.nextSends.add(new SendResult.Unknown("timeout"));
        world.presses(ZHANG, "同意");
        // Lost and given back before the second try: the same form under another part version.
        world.says(ZHOU, "/role set 库管 小陈");
        world.says(ZHOU, "/role set 库管 小李");
        world.pass(Duration.ofMinutes(1));

        assertThat(cards(LI, Card.Kind.TASK)).hasSize(1);
        world.sendsPicture(LI, "waybill", "");
        world.presses(LI, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1234567890");
        assertThat(world.record("FH-20261123-0001").state()).isEqualTo("已发货");
    }

    @Test
    void what_a_bot_that_died_may_have_sent_is_repeated_under_its_key() {
        submits();
        world.says(ZHANG, "待办");
        world.act(ZHANG, world.last(ZHANG), "打开");
        world.phones.createKeys.clear();
        world.handlers.deliverWithoutReceipts();
        world.clock.tick(Duration.ofMinutes(50));
        sendsStayUnknown(1);
        world.deliver();
        world.pass(Duration.ofMinutes(6));

        assertThat(world.phones.createKeys).hasSize(3);
        assertThat(Set.copyOf(world.phones.createKeys)).hasSize(1);
    }

    @Test
    void a_copy_that_a_bot_sent_before_it_died_shows_what_is_true_now() {
        submits();
        world.says(ZHANG, "待办");
        sendsStayUnknown(1);
        world.presses(ZHANG, "打开");
        world.clock.tick(A_KEY_IS_FORGOTTEN);
        sendsStayUnknown(1);
        world.handlers.deliverWithoutReceipts();
        Phones.Message copy = world.newest(ZHANG, "同意");
        // The platform had forgotten what the try before it made.
        Phones.Message forgotten = world.chat(ZHANG).get(world.chat(ZHANG).size() - 2);
        assertThat(ChatWorld.card(forgotten).kind()).isEqualTo(Card.Kind.APPROVAL);
        world.act(ZHANG, copy, "同意");
        world.pass(Duration.ofSeconds(6));
        world.pass(Duration.ofMinutes(2));

        assertThat(ChatWorld.card(world.now(copy)).kind()).isEqualTo(Card.Kind.DONE);
        isRightOncePressed(forgotten);
    }

    /** Nobody can tell which message it is until somebody presses it. */
    private void isRightOncePressed(Phones.Message forgotten) {
        world.presses(ZHANG, world.now(forgotten), "同意");
        world.pass(Duration.ofSeconds(6));
        assertThat(ChatWorld.card(world.now(forgotten)).kind()).isEqualTo(Card.Kind.DONE);
    }

    @Test
    void a_copy_that_arrived_before_its_person_was_gone_shows_what_is_true_when_they_are_back() {
        submits();
        world.says(ZHANG, "待办");
        sendsStayUnknown(1);
        world.presses(ZHANG, "打开");
        Phones.Message copy = world.newest(ZHANG, "同意");
        world.phones.nextSends.add(new SendResult.Refused(SendResult.Cause.UNREACHABLE, "muted"));
        world.pass(Duration.ofSeconds(3));
        assertThat(world.incidents.open()).hasSize(1);

        world.act(ZHANG, copy, "同意");
        world.pass(Duration.ofSeconds(6));
        world.says(ZHANG, "帮助");
        world.pass(Duration.ofMinutes(2));

        assertThat(world.incidents.open()).isEmpty();
        assertThat(ChatWorld.card(world.now(copy)).kind()).isEqualTo(Card.Kind.DONE);
    }

    private void submits() {
        world.presses(WANG, "提交", "客户名称", "甲公司", "发货内容", "交换机", "数量", "10", "金额", "1");
    }

    private void sendsStayUnknown(int times) {
        for (int i = 0; i < times; i++) {
            world.phones.nextSends.add(new SendResult.Unknown("timeout"));
        }
    }

    /** In steps shorter than any wait. */
    private void passes(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusMinutes(1)) {
            world.pass(Duration.ofMinutes(1));
        }
    }

    private List<Card> cards(Account person, Card.Kind kind) {
        return world.chat(person).stream()
                .filter(message -> message.card() != null)
                .map(ChatWorld::card)
                .filter(card -> card.kind() == kind)
                .toList();
    }

    private static boolean isTask(Phones.Message message) {
        return message.card() != null && message.card().kind() == Card.Kind.TASK;
    }
}
