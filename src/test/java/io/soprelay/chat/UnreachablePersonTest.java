package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.CHEN;
import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.SendResult;
import io.soprelay.incident.Incident;
import io.soprelay.incident.IncidentActs;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Occurrence;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.ForwardingLedger;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A person who gets nothing from the bot: an incident that heals when something arrives, or goes to somebody else. */
class UnreachablePersonTest extends IncidentSpecs {
    private static final String KEPT = "还有消息要告诉这个人，先留着，联系上了就发；不用告诉了就点“放弃”。";
    private static final Incident.Work OTHER_WORK = new Incident.Work(new FlowId("f2"), new ItemId("ship", 1));

    @Test
    void a_person_who_gets_no_card_is_an_incident_that_says_who_what_and_what_to_do() {
        liIsGone();

        Card card = world.lastCard(ZHOU);
        assertThat(card.title()).isEqualTo("小李没收到卡片");
        assertThat(card.subtitle()).isEqualTo("异常 1");
        assertThat(card.tone()).isEqualTo(Card.Tone.OVERDUE);
        assertThat(card.when()).isEqualTo("从 今天 10:00（11-23） 起");
        assertThat(card.paragraphs()).containsExactly("有事在等这个人，卡片和消息都发不到。", "看看这个人能不能打开和我的聊天，好了点“重试”；也可以换人。");
        assertThat(card.groups().getFirst().rows())
                .extracting(Card.Row::title, Card.Row::detail)
                .containsExactly(tuple("完成发货并反馈发货信息", "甲公司 · FH-20261123-0001"));
        assertThat(labels(card)).containsExactly("重试", "换人", "放弃", "打开");
    }

    @Test
    void what_arrives_after_all_closes_it_and_the_same_card_says_so() {
        liIsGone();
        int told = world.chat(ZHOU).size();

        world.presses(ZHOU, "重试");

        assertThat(world.lastCard(LI).title()).isEqualTo("完成发货并反馈发货信息");
        assertThat(world.chat(ZHOU)).hasSize(told);
        assertThat(world.lastCard(ZHOU).tone()).isEqualTo(Card.Tone.DONE);
        assertThat(world.lastCard(ZHOU).when())
                .startsWith("从 今天 10:00（11-23） 起，")
                .endsWith("自己好了");
        assertThat(labels(world.lastCard(ZHOU))).doesNotContain("重试", "换人", "放弃");
        assertThat(world.incidents.open()).isEmpty();
    }

    @Test
    void whoever_is_back_gets_the_card_of_what_waits_with_the_first_answer_and_no_rescan() {
        liIsGone();

        world.says(LI, "帮助");

        assertThat(world.newest(LI, "完成任务")).isNotNull();
        assertThat(world.incidents.open()).isEmpty();
    }

    @Test
    void the_same_trouble_is_one_incident_counted_and_its_card_is_not_sent_again() {
        liIsGone();
        int told = world.chat(ZHOU).size();
        int updates = world.phones.updates.size();

        world.pass(Duration.ofMinutes(11));
        world.phones.nextSends.add(GONE);
        world.rescans();
        world.deliver();

        Incident incident = onlyOne();
        assertThat(incident.met().count()).isEqualTo(2);
        assertThat(incident.since()).isEqualTo(incident.met().last().minus(Duration.ofMinutes(11)));
        assertThat(world.chat(ZHOU)).hasSize(told);
        assertThat(world.phones.updates).hasSize(updates);
    }

    @Test
    void it_opens_again_with_a_message_of_its_own_and_keeps_its_number() {
        liIsGone();
        world.presses(ZHOU, "重试");
        int told = world.chat(ZHOU).size();

        world.says(WANG, "/start 发货流程");
        world.presses(WANG, "提交", "客户名称", "乙公司", "发货内容", "网线", "数量", "1", "金额", "1");
        world.phones.nextSends.add(GONE);
        world.presses(ZHANG, "同意");

        assertThat(world.chat(ZHOU)).hasSize(told + 1);
        assertThat(onlyOne().number()).isEqualTo(1);
        assertThat(onlyOne().opening()).isEqualTo(2);
        assertThat(world.lastCard(ZHOU).title()).isEqualTo("小李没收到卡片");
    }

    @Test
    void news_for_somebody_unreachable_is_kept_and_goes_out_when_they_are_back() {
        world.started();
        world.phones.nextSends.add(new SendResult.Sent("om_ship"));
        world.phones.nextSends.add(GONE);
        world.presses(ZHANG, "同意");
        Incident incident = onlyOne();
        assertThat(incident.held()).hasSize(1);
        assertThat(world.lastCard(ZHOU).paragraphs()).contains("有消息要告诉这个人，发不到，先留在这里。");

        world.says(WANG, "待办");

        assertThat(world.chat(WANG))
                .filteredOn(message -> message.card() != null
                        && ChatWorld.card(message).title().equals("FH-20261123-0001 已审批"))
                .hasSize(1);
        assertThat(world.incidents.open()).isEmpty();
    }

    @Test
    void news_that_was_kept_comes_before_what_happened_later() {
        world.started();
        world.phones.unreachable.add(WANG);
        world.presses(ZHANG, "同意");
        assertThat(onlyOne().held()).hasSize(1);
        world.phones.unreachable.remove(WANG);

        world.sendsPicture(LI, "waybill", "");
        // His card is put off: the news is what finds out that he is back.
        world.phones.nextSends.add(new SendResult.Retry(Duration.ofMinutes(1), "busy"));
        liShips();

        assertThat(newsOfWang()).containsExactly("FH-20261123-0001 已审批", "FH-20261123-0001 已发货");
        assertThat(world.incidents.open()).isEmpty();
    }

    @Test
    void while_they_are_gone_later_news_is_kept_behind_it() {
        world.started();
        world.phones.unreachable.add(WANG);
        world.presses(ZHANG, "同意");
        world.sendsPicture(LI, "waybill", "");
        liShips();
        assertThat(onlyOne().held()).hasSize(2);

        world.phones.unreachable.remove(WANG);
        world.says(WANG, "帮助");
        world.pass(Duration.ofSeconds(3));

        assertThat(newsOfWang()).containsExactly("FH-20261123-0001 已审批", "FH-20261123-0001 已发货");
    }

    private void liShips() {
        ships(LI);
    }

    private void ships(Account holder) {
        world.presses(holder, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1234567890");
        world.pass(Duration.ofSeconds(3));
    }

    private List<String> newsOfWang() {
        return world.chat(WANG).stream()
                .filter(message -> message.card() != null)
                .map(message -> ChatWorld.card(message).title())
                .filter(title -> title.startsWith("FH-20261123-0001 已"))
                .toList();
    }

    @Test
    void a_card_that_is_not_worth_a_try_is_kept_with_the_incident_and_not_said_to_be_done() {
        liIsGone();
        Delivery.CardDelivery card =
                new Delivery.CardDelivery(world.record("FH-20261123-0001").id(), new ItemId("ship", 1), world.id(LI));
        int partition = AggregateId.partitionOf(card.flow().value());
        world.ledger.restore(partition, List.of(world.deliveries.add(card)));
        Claimed entry = world.ledger
                .claim(partition, Map.of(Lane.CARD, 1), Duration.ofMinutes(1).toMillis())
                .entries()
                .getFirst();

        assertThat(world.handlers.carryOut(entry)).isInstanceOf(DeliveryHandler.Result.Kept.class);
        assertThat(onlyOne().work()).containsExactly(new Incident.Work(card.flow(), card.item()));
    }

    @Test
    void somebody_else_takes_over_by_one_press_on_a_name() {
        liIsGone();

        world.presses(ZHOU, "换人");
        assertThat(world.lastCard(ZHOU).title()).isEqualTo("换成谁？");
        assertThat(labels(world.lastCard(ZHOU))).contains("张总", "小赵", "小陈").doesNotContain("小李");
        world.presses(ZHOU, "小陈");

        assertThat(world.roles.people().role("库管").members()).containsExactly(world.id(CHEN));
        assertThat(world.newest(CHEN, "完成任务")).isNotNull();
        assertThat(world.incidents.open()).isEmpty();
        assertThat(card("小李没收到卡片").when()).contains("周管理处理好了");
    }

    @Test
    void somebody_else_takes_over_although_more_is_refused_in_that_moment() {
        liIsGone();
        AtomicBoolean refused = new AtomicBoolean();
        Incidents known = new Incidents(
                new ForwardingLedger(world.ledger) {
                    @Override
                    public CommitResult commit(Commit commit) {
                        if (commit.outcome().equals("reassigned") && refused.compareAndSet(false, true)) {
                            world.incidents.occurred(onlyOne().trouble(), Occurrence.ofWork(OTHER_WORK));
                        }
                        return super.commit(commit);
                    }
                },
                world.ledger,
                world.deliveries,
                world.roles,
                world.ledger);

        IncidentActs.Outcome outcome = new IncidentActs(known, world.ledger, world.roles, world.engine)
                .reassign(1, world.id(CHEN), world.id(ZHOU), new CommandId("takes-over"));

        assertThat(refused).isTrue();
        assertThat(outcome).isInstanceOf(IncidentActs.Outcome.Done.class);
        assertThat(world.roles.people().role("库管").members()).containsExactly(world.id(CHEN));
        assertThat(known.find(1).orElseThrow().state()).isEqualTo(Incident.State.RESOLVED);
    }

    @Test
    void whoever_takes_over_gets_the_work_and_news_stays_kept_for_whom_it_is() {
        wangShipsHisOwnAndIsGone();
        assertThat(onlyOne().held()).hasSize(1);
        Phones.Message told = world.last(ZHOU);

        world.presses(ZHOU, "换人");
        world.presses(ZHOU, "小陈");
        world.pass(Duration.ofSeconds(6));

        assertThat(world.newest(CHEN, "完成任务")).isNotNull();
        assertThat(world.incidents.open()).isEmpty();
        assertThat(ChatWorld.card(world.now(told)).when()).contains("周管理处理好了");
        assertThat(ChatWorld.card(world.now(told)).paragraphs()).contains(KEPT);

        world.phones.unreachable.remove(WANG);
        world.says(WANG, "帮助");
        world.pass(Duration.ofSeconds(11));

        assertThat(newsOfWang()).containsExactly("FH-20261123-0001 已审批");
        assertThat(ChatWorld.card(world.now(told)).when()).contains("周管理处理好了");
        assertThat(ChatWorld.card(world.now(told)).paragraphs()).doesNotContain(KEPT);
        assertThat(world.incidents.find(1).orElseThrow().held()).isEmpty();
    }

    @Test
    void news_for_whoever_has_left_is_given_up_after_somebody_took_over_and_then_nothing_is_kept() {
        wangShipsHisOwnAndIsGone();
        Phones.Message told = world.last(ZHOU);
        world.presses(ZHOU, "换人");
        world.presses(ZHOU, "小陈");
        world.pass(Duration.ofSeconds(6));
        assertThat(labels(ChatWorld.card(world.now(told)))).contains("放弃").doesNotContain("重试", "换人");

        world.presses(ZHOU, world.now(told), "放弃");
        world.presses(ZHOU, world.now(told), "放弃", "为什么放弃？（会留下来）", "已经离职");

        Card given = ChatWorld.card(world.now(told));
        assertThat(given.when()).contains("周管理放弃了");
        assertThat(given.quote()).isEqualTo(new Card.Quote("周管理 说", "已经离职"));
        assertThat(given.paragraphs()).doesNotContain(KEPT);
        assertThat(labels(given)).doesNotContain("放弃");
        assertThat(world.incidents.find(1).orElseThrow().held()).isEmpty();

        world.phones.unreachable.remove(WANG);
        world.says(WANG, "帮助");
        world.pass(Duration.ofSeconds(11));
        assertThat(newsOfWang()).isEmpty();
    }

    @Test
    void news_that_was_kept_when_somebody_took_over_comes_before_what_happened_later() {
        wangShipsHisOwnAndIsGone();
        world.presses(ZHOU, "换人");
        world.presses(ZHOU, "小陈");

        world.sendsPicture(CHEN, "waybill", "");
        ships(CHEN);
        assertThat(onlyOne().opening()).isEqualTo(2);
        assertThat(onlyOne().held()).hasSize(2);
        world.phones.unreachable.remove(WANG);
        world.says(WANG, "帮助");
        world.pass(Duration.ofSeconds(3));

        assertThat(newsOfWang()).containsExactly("FH-20261123-0001 已审批", "FH-20261123-0001 已发货");
    }

    @Test
    void work_that_nobody_can_take_over_is_told_anew_at_once() {
        world.says(WANG, "/start 发货流程");
        world.presses(WANG, "提交", "客户名称", "乙公司", "发货内容", "网线", "数量", "1", "金额", "1");
        wangShipsHisOwnAndIsGone();
        world.presses(ZHANG, "驳回");
        world.presses(ZHANG, "驳回", "为什么？（对方会看到）", "太贵");
        assertThat(onlyOne().work()).hasSize(2);

        world.presses(ZHOU, "换人");
        world.presses(ZHOU, "小陈");

        assertThat(onlyOne().opening()).isEqualTo(2);
        assertThat(rows(world.lastCard(ZHOU))).containsExactly("修改后重新提交");
    }

    /** The owner is the warehouse too: his own approval brings him work by his role, and news. */
    private void wangShipsHisOwnAndIsGone() {
        world.says(ZHOU, "/role set 库管 feishu:wang");
        world.started();
        world.phones.unreachable.add(WANG);
        world.presses(ZHANG, "同意");
        assertThat(onlyOne().work()).hasSize(1);
    }

    @Test
    void whoever_is_waited_for_no_more_is_no_incident() {
        liIsGone();
        world.says(WANG, "查看 FH-20261123-0001");
        world.presses(WANG, "取消这张单子");
        world.presses(WANG, "取消这张单子", "为什么？（对方会看到）", "不要了");
        world.phones.nextSends.clear();
        world.rescans();
        world.deliver();

        assertThat(world.incidents.open()).isEmpty();
        assertThat(card("小李没收到卡片").tone()).isEqualTo(Card.Tone.DONE);
    }
}
