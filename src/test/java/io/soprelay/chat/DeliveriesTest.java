package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.SendResult;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final String NUMBER = "FH-20261123-0001";

    private final ChatWorld world = ChatWorld.staffed();

    @Test
    void a_lost_answer_heals_itself() {
        world.started();
        world.loseAnswers();
        Phones.Message card = world.last(ZHANG);
        world.act(ZHANG, card, "同意");
        world.deliver();
        assertThat(world.lastCard(ZHANG).kind()).isEqualTo(Card.Kind.APPROVAL);

        world.pass(Duration.ofSeconds(5));
        assertThat(world.phones.updates).containsExactly(card.id());
        assertThat(world.lastCard(ZHANG).kind()).isEqualTo(Card.Kind.DONE);
    }

    @Test
    void a_form_that_may_be_half_filled_is_never_replaced_by_evidence_or_other_holders() {
        world.approved();
        int before = world.phones.updates.size();
        world.sendsPicture(LI, "waybill", "");
        world.says(ZHOU, "/role set 库管 小李 小陈");
        assertThat(world.phones.updates).hasSize(before);
    }

    @Test
    void an_unknown_outcome_is_repeated_under_the_same_key_and_makes_one_message() {
        world.phones.nextSends.add(new SendResult.Sent("om_reply"));
        world.says(WANG, "/start 发货流程");
        world.phones.createKeys.clear();
        world.phones.nextSends.add(new SendResult.Unknown("timeout"));
        world.presses(WANG, "提交", "客户名称", "甲公司", "发货内容", "交换机", "数量", "10", "金额", "1");
        world.pass(Duration.ofSeconds(2));

        assertThat(world.phones.createKeys).hasSize(2);
        assertThat(Set.copyOf(world.phones.createKeys)).hasSize(1);
        assertThat(world.chat(ZHANG).stream()
                        .filter(message ->
                                message.card() != null && message.card().kind() == Card.Kind.APPROVAL))
                .hasSize(1);
    }

    @Test
    void a_message_that_is_gone_is_sent_again_only_while_it_is_needed() {
        world.approved();
        Phones.Message first = world.newest(LI, "完成任务");
        world.says(ZHOU, "/role set 库管 小陈");
        assertThat(ChatWorld.card(world.last(LI)).kind()).isEqualTo(Card.Kind.DONE);

        world.phones.nextUpdates.add(gone());
        world.says(ZHOU, "/role set 库管 小李");
        Phones.Message second = world.newest(LI, "完成任务");
        assertThat(second.id()).isNotEqualTo(first.id());

        int messages = world.chat(LI).size();
        world.phones.nextUpdates.add(gone());
        world.says(ZHOU, "/role set 库管 小陈");
        assertThat(world.chat(LI)).hasSize(messages);
    }

    @Test
    void a_card_too_old_to_be_updated_is_issued_anew() {
        world.approved();
        Phones.Message first = world.newest(LI, "完成任务");
        world.says(ZHOU, "/role set 库管 小陈");
        world.pass(Duration.ofDays(13));
        world.says(ZHOU, "/role set 库管 小李");
        assertThat(world.newest(LI, "完成任务").id()).isNotEqualTo(first.id());
    }

    private static SendResult gone() {
        return new SendResult.Refused(SendResult.Cause.MESSAGE_GONE, "recalled");
    }

    @Test
    void somebody_who_cannot_be_reached_holds_nothing_up() {
        world.phones.nextSends.add(new SendResult.Sent("om_reply"));
        world.says(WANG, "/start 发货流程");
        world.phones.nextSends.add(new SendResult.Refused(SendResult.Cause.UNREACHABLE, "resigned"));
        world.presses(WANG, "提交", "客户名称", "甲公司", "发货内容", "交换机", "数量", "10", "金额", "1");
        world.says(ZHANG, "待办");
        assertThat(world.chat(ZHANG))
                .extracting(message -> ChatWorld.card(message).title())
                .as("what was asked for, and then what had waited")
                .endsWith("我的待办 (1)", "请审批：发货审批");
    }

    @Test
    void admins_hear_once_of_a_person_work_waits_for_who_cannot_be_reached() {
        world.started();
        world.phones.nextSends.add(new SendResult.Refused(SendResult.Cause.UNREACHABLE, "resigned"));
        world.phones.nextSends.add(new SendResult.Retry(Duration.ofSeconds(2), "busy"));
        world.presses(ZHANG, "同意");
        world.pass(Duration.ofSeconds(10));

        assertThat(titles(ZHOU)).containsExactly("小李没收到卡片");
    }

    @Test
    void an_admin_who_did_not_get_the_news_is_told_again_within_the_hour() {
        world.started();
        world.phones.unreachable.addAll(List.of(LI, ZHOU));
        world.presses(ZHANG, "同意");
        world.pass(Duration.ofSeconds(10));
        assertThat(titles(ZHOU)).doesNotContain("小李没收到卡片");

        world.phones.unreachable.remove(ZHOU);
        world.pass(Duration.ofHours(1));
        assertThat(titles(ZHOU)).contains("小李没收到卡片");
    }

    @Test
    void an_unreachable_person_without_a_name_is_told_apart_by_the_account() {
        world.says(ZHOU, "/role set 库管 feishu:ou_12345678");
        world.started();
        world.phones.nextSends.add(new SendResult.Refused(SendResult.Cause.UNREACHABLE, "resigned"));
        world.presses(ZHANG, "同意");
        world.pass(Duration.ofSeconds(10));
        assertThat(world.lastCard(ZHOU).title()).isEqualTo("同事 …5678没收到卡片");
    }

    @Test
    void a_rescan_tries_the_unreachable_person_again_now_and_then_and_tells_the_admins_nothing_new() {
        world.started();
        world.phones.nextSends.add(new SendResult.Refused(SendResult.Cause.UNREACHABLE, "outside the app's range"));
        world.presses(ZHANG, "同意");
        world.pass(Duration.ofSeconds(10));
        int told = world.chat(ZHOU).size();
        assertThat(world.lastCard(ZHOU).title()).isEqualTo("小李没收到卡片");

        world.phones.nextSends.add(new SendResult.Refused(SendResult.Cause.UNREACHABLE, "outside the app's range"));
        world.rescans();
        world.deliver();
        assertThat(world.phones.nextSends).as("it was tried a moment ago").hasSize(1);
        world.pass(Duration.ofMinutes(10));
        world.rescans();
        world.deliver();
        assertThat(world.phones.nextSends).as("the card was tried again").isEmpty();
        assertThat(world.chat(LI)).noneMatch(message -> message.card() != null);
        assertThat(world.chat(ZHOU)).hasSize(told);

        world.pass(Duration.ofMinutes(20));
        world.rescans();
        world.deliver();
        assertThat(world.lastCard(LI).title()).isEqualTo("完成发货并反馈发货信息");
        assertThat(world.chat(ZHOU)).hasSize(told);
    }

    @Test
    void the_reminder_comes_at_its_time_and_opens_the_card() {
        world.approved();
        world.pass(Duration.ofHours(8));
        Card reminder = world.lastCard(LI);
        assertThat(reminder.title()).isEqualTo("还没完成：完成发货并反馈发货信息");
        assertThat(reminder.when()).isEqualTo("⏰ 今天 18:00（11-23）到时间了");
        world.presses(LI, "打开");
        assertThat(world.lastCard(LI).kind()).isEqualTo(Card.Kind.TASK);
    }

    @Test
    void what_is_done_is_not_reminded_of() {
        world.shipped();
        int messages = world.chat(LI).size();
        world.pass(Duration.ofHours(9));
        assertThat(world.chat(LI)).hasSize(messages);
    }

    @Test
    void admins_hear_of_a_role_nobody_holds() {
        world.says(ZHOU, "/role unset 库管");
        world.approved();
        Card report = world.lastCard(ZHOU);
        assertThat(report.title()).isEqualTo("还没有人是“库管”");
        assertThat(report.paragraphs()).anyMatch(line -> line.contains("/role set 库管"));
        assertThat(world.newest(WANG, "完成任务")).isNotNull();
    }

    @Test
    void a_copy_opened_by_hand_does_not_hide_the_truth_from_the_first_message() {
        world.approved();
        Phones.Message first = world.newest(LI, "完成任务");
        world.says(LI, "待办");
        world.presses(LI, "打开");
        Phones.Message copy = world.last(LI);
        assertThat(copy.id()).isNotEqualTo(first.id());
        world.sendsPicture(LI, "waybill", "");
        world.presses(LI, copy, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1");
        world.pass(Duration.ofSeconds(5));

        assertThat(world.phones.updates).contains(first.id());
        assertThat(world.chat(LI).stream()
                        .filter(message -> message.id().equals(first.id()))
                        .map(ChatWorld::card))
                .allMatch(card -> card.kind() == Card.Kind.DONE);
        assertThat(world.record(NUMBER).state()).isEqualTo("已发货");
    }

    @Test
    void a_card_opened_twice_comes_right_in_every_message_whichever_is_pressed() {
        world.approved();
        Phones.Message first = world.newest(LI, "完成任务");
        world.says(LI, "待办");
        world.presses(LI, "打开");
        Phones.Message copy = world.last(LI);
        world.sendsPicture(LI, "waybill", copy.id());
        world.presses(LI, first, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1");
        world.pass(Duration.ofSeconds(5));

        assertThat(kinds(LI, first, copy)).containsOnly(Card.Kind.DONE);
    }

    @Test
    void a_card_opened_twice_closes_in_every_message_when_somebody_else_takes_over() {
        world.approved();
        Phones.Message first = world.newest(LI, "完成任务");
        world.says(LI, "待办");
        world.presses(LI, "打开");
        Phones.Message copy = world.last(LI);
        assertThat(world.phones.updates).doesNotContain(first.id());

        world.phones.nextUpdates.add(new SendResult.Sent(copy.id()));
        world.phones.nextUpdates.add(new SendResult.Retry(Duration.ofSeconds(2), "busy"));
        world.says(ZHOU, "/role set 库管 小陈");
        world.pass(Duration.ofSeconds(2));
        assertThat(kinds(LI, first, copy)).containsOnly(Card.Kind.DONE);
    }

    @Test
    void a_card_opened_again_that_arrived_unnoticed_closes_like_the_others() {
        world.approved();
        Phones.Message first = world.newest(LI, "完成任务");
        world.says(LI, "待办");
        world.phones.nextSends.add(new SendResult.Unknown("timeout"));
        world.presses(LI, "打开");
        Phones.Message copy = world.last(LI);
        assertThat(copy.id()).isNotEqualTo(first.id());

        world.says(ZHOU, "/role set 库管 小陈");
        world.pass(Duration.ofMinutes(1));
        assertThat(kinds(LI, first, copy)).containsOnly(Card.Kind.DONE);
    }

    @Test
    void a_form_opened_again_that_arrived_unnoticed_is_not_replaced_while_it_is_the_same_form() {
        world.approved();
        world.says(LI, "待办");
        world.phones.nextSends.add(new SendResult.Unknown("timeout"));
        world.presses(LI, "打开");
        world.pass(Duration.ofMinutes(1));
        assertThat(world.phones.updates).doesNotContain(world.last(LI).id());
    }

    @Test
    void a_card_opened_while_its_delivery_is_under_way_closes_if_its_work_ends_meanwhile() {
        world.started();
        world.act(ZHANG, world.last(ZHANG), "同意");
        claimCards();
        world.deliver();
        world.says(LI, "待办");
        world.presses(LI, "打开");
        Phones.Message copy = world.last(LI);
        assertThat(ChatWorld.card(copy).kind()).isEqualTo(Card.Kind.TASK);

        world.says(ZHOU, "/role set 库管 小陈");
        for (int minute = 0; minute < 3; minute++) {
            world.pass(Duration.ofMinutes(1));
        }
        assertThat(kinds(LI, copy)).containsOnly(Card.Kind.DONE);
    }

    @Test
    void a_first_card_that_arrived_unnoticed_is_not_forgotten_when_its_person_opens_another() {
        world.started();
        world.phones.nextSends.add(new SendResult.Unknown("timeout"));
        world.presses(ZHANG, "同意");
        Phones.Message first = world.newest(LI, "完成任务");
        world.says(LI, "待办");
        world.presses(LI, "打开");
        Phones.Message copy = world.last(LI);
        assertThat(copy.id()).isNotEqualTo(first.id());

        world.pass(Duration.ofMinutes(1));
        world.says(ZHOU, "/role set 库管 小陈");
        world.pass(Duration.ofMinutes(1));
        assertThat(kinds(LI, first, copy)).hasSize(2).containsOnly(Card.Kind.DONE);
    }

    /** As if somebody else were delivering them. */
    private void claimCards() {
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            world.ledger.claim(partition, Map.of(Lane.CARD, 50), 60_000);
        }
    }

    private List<Card.Kind> kinds(Account person, Phones.Message... messages) {
        List<String> ids = Stream.of(messages).map(Phones.Message::id).toList();
        return world.chat(person).stream()
                .filter(message -> ids.contains(message.id()))
                .map(message -> ChatWorld.card(message).kind())
                .toList();
    }

    private Stream<String> titles(Account person) {
        return world.chat(person).stream()
                .filter(message -> message.card() != null)
                .map(message -> ChatWorld.card(message).title());
    }
}
