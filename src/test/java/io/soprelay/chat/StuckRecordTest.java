package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.FlowInstance;
import io.soprelay.im.Card;
import io.soprelay.incident.Occurrence;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Commit;
import io.soprelay.testkit.Commits;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What {@code /show} says of a record that waits: for whom, for what, since when, and why it is stuck. */
class StuckRecordTest extends IncidentSpecs {

    @Test
    void a_record_that_only_waits_says_for_whom_for_what_since_when_and_its_owner_can_nudge() {
        world.approved();
        world.says(WANG, "/show FH-20261123-0001");
        Card.Row row = world.lastCard(WANG).groups().getFirst().rows().getFirst();
        assertThat(row.title()).isEqualTo("库管小李：完成发货并反馈发货信息");
        assertThat(row.detail()).startsWith("从 今天 10:00（11-23） 开始等").endsWith("还要填：实际发货时间、物流单号、物流凭证");
        world.presses(WANG, "催办");
        assertThat(world.lastCard(LI).title()).isEqualTo("催一下：完成发货并反馈发货信息");
    }

    @Test
    void a_record_that_is_stuck_says_why_and_an_admin_gets_the_way_out() {
        liIsGone();
        world.says(WANG, "/show FH-20261123-0001");
        Card.Group why = world.lastCard(WANG).groups().getFirst();
        assertThat(why.heading()).isEqualTo("为什么卡住了");
        assertThat(why.rows().getFirst().title()).isEqualTo("小李没收到卡片");
        assertThat(why.rows().getFirst().detail()).isEqualTo("从 今天 10:00（11-23） 起，管理员已经知道了");
        assertThat(why.rows().getFirst().action()).isNull();

        world.says(ZHOU, "/show FH-20261123-0001");
        assertThat(world.lastCard(ZHOU).groups().getFirst().rows().getFirst().action())
                .isNotNull();
    }

    @Test
    void what_an_admin_has_given_up_still_keeps_the_record_back_and_is_said_with_the_reason() {
        liIsGone();
        world.says(ZHOU, "/incident drop 1 小李离职了，我来办");
        world.says(WANG, "/show FH-20261123-0001");
        Card.Group why = world.lastCard(WANG).groups().getFirst();
        assertThat(why.heading()).isEqualTo("为什么卡住了");
        assertThat(why.rows().getFirst().detail()).isEqualTo("从 今天 10:00（11-23） 起，周管理说不等了：小李离职了，我来办");
    }

    @Test
    void a_record_that_waits_for_somebody_on_a_platform_that_is_away_says_so_and_another_platforms_trouble_does_not() {
        world.approved();
        world.incidents.occurred(new Trouble.PlatformAway("feishu"), Occurrence.of("timeout"));
        world.incidents.occurred(new Trouble.PlatformAway("dingtalk"), Occurrence.of("timeout"));
        world.incidents.occurred(new Trouble.PlatformRefuses("feishu", "permission"), Occurrence.of("contacts"));
        world.says(WANG, "/show FH-20261123-0001");
        Card.Group why = world.lastCard(WANG).groups().getFirst();
        assertThat(why.heading()).isEqualTo("为什么卡住了");
        assertThat(why.rows()).extracting(Card.Row::title).containsExactly("飞书现在发不出去");
    }

    @Test
    void a_record_that_cannot_be_read_is_an_incident_until_it_can() {
        AggregateId broken = Commits.flow("broken");
        world.ledger.commit(Commits.commit(broken, "c1", 0));
        world.rescans();
        world.deliver();
        assertThat(onlyOne().trouble()).isEqualTo(new Trouble.RecordBroken("broken"));
        assertThat(card("有一张单子读不出来").facts()).isNotEmpty();
        assertThat(labels(card("有一张单子读不出来"))).containsExactly("放弃");

        FlowInstance whole = world.started();
        byte[] readable = Objects.requireNonNull(
                world.ledger.load(Commits.flow(whole.id().value())).state());
        world.ledger.commit(new Commit(broken, "c2", Basis.version(1), readable, readable, "done", true, List.of()));
        world.rescans();
        world.deliver();
        assertThat(world.incidents.open()).isEmpty();
    }
}
