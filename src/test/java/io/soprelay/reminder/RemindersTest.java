package io.soprelay.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery.PersonReminders;
import io.soprelay.reminder.Reminders.Gathered;
import io.soprelay.reminder.Reminders.Waiting;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RemindersTest {
    private static final MemberId LI = new MemberId("li");
    private static final MemberId ZHOU = new MemberId("zhou");
    private static final FlowId FIRST = new FlowId("f1");
    private static final FlowId SECOND = new FlowId("f2");
    private static final ItemId SHIP = new ItemId("ship", 1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PARTITION = AggregateId.partitionOf(LI.value());

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
    private final InMemoryLedger ledger = new InMemoryLedger(clock);
    private final Deliveries deliveries = new Deliveries();
    private final Reminders reminders = new Reminders(ledger, ledger, deliveries, ledger);
    private int acts;

    @Test
    void whatever_gathers_before_a_message_leaves_is_one_entry_in_the_persons_partition() {
        remind(FIRST);
        remind(SECOND);
        nudge(FIRST);

        Claimed entry = claim();
        assertThat(deliveries.read(entry.payload())).isEqualTo(new PersonReminders(LI));
        assertThat(reminders.gathered(LI).waiting())
                .as("an item is told of once")
                .extracting(Waiting::flow, Waiting::by)
                .containsExactly(tuple(SECOND, null), tuple(FIRST, ZHOU));
        tell(entry);
        assertThat(claims()).isEmpty();
    }

    @Test
    void what_comes_while_a_message_is_on_its_way_is_the_next_message_and_the_first_is_not_told_again() {
        remind(FIRST);
        Claimed entry = claim();
        Gathered sent = reminders.gathered(LI);

        remind(SECOND);
        ledger.shown(entry, sent.upTo(), null);

        claim();
        Gathered next = reminders.gathered(LI);
        assertThat(next.waiting()).extracting(Waiting::flow).containsExactly(SECOND);
        assertThat(next.upTo()).as("another message").isNotEqualTo(sent.upTo());
    }

    @Test
    void a_message_that_was_not_sent_takes_what_came_since() {
        remind(FIRST);
        Claimed entry = claim();
        ledger.retry(entry, 60_000, null);

        remind(SECOND);

        assertThat(claims()).as("new work is tried at once").hasSize(1);
        Gathered now = reminders.gathered(LI);
        assertThat(now.waiting()).extracting(Waiting::flow).containsExactly(FIRST, SECOND);
    }

    @Test
    void the_same_reminder_handed_over_again_is_told_once() {
        CommandId moment = new CommandId("timer-1");
        reminders.remind(LI, FIRST, SHIP, moment);
        tell(claim());

        reminders.remind(LI, FIRST, SHIP, moment);

        assertThat(claims()).isEmpty();
        assertThat(reminders.gathered(LI).waiting()).isEmpty();
    }

    @Test
    void a_later_moment_of_the_same_item_is_told_again_and_a_nudge_stays_named_until_it_is_told() {
        nudge(FIRST);
        remind(FIRST);
        assertThat(reminders.gathered(LI).waiting()).extracting(Waiting::by).containsExactly(ZHOU);
        tell(claim());

        remind(FIRST);

        assertThat(reminders.gathered(LI).waiting()).extracting(Waiting::by).containsExactly((MemberId) null);
    }

    @Test
    void a_nudge_within_the_cooldown_says_from_when_it_may_be_done_again_also_after_it_was_told() {
        Instant first = clock.instant();
        nudge(FIRST);
        tell(claim());
        clock.tick(HOUR.minusSeconds(1));
        remind(SECOND);

        assertThat(reminders.nudge(LI, FIRST, SHIP, ZHOU, act(), HOUR)).contains(first.plus(HOUR));
        clock.tick(Duration.ofSeconds(1));
        assertThat(reminders.nudge(LI, FIRST, SHIP, ZHOU, act(), HOUR)).isEmpty();
    }

    @Test
    void however_long_nobody_is_reached_what_waits_stays_bounded_and_the_newest_is_kept() {
        for (int i = 0; i <= PersonsReminders.WAITING_MAX; i++) {
            remind(new FlowId("many" + i));
        }

        List<Waiting> waiting = reminders.gathered(LI).waiting();
        assertThat(waiting).hasSize(PersonsReminders.WAITING_MAX);
        assertThat(waiting.getFirst().flow()).isEqualTo(new FlowId("many1"));
        assertThat(waiting.getLast().flow()).isEqualTo(new FlowId("many" + PersonsReminders.WAITING_MAX));
    }

    @Test
    void many_that_are_handed_over_at_once_are_all_there() throws InterruptedException {
        List<Thread> hands = IntStream.range(0, 8)
                .mapToObj(hand -> Thread.ofVirtual().unstarted(() -> {
                    for (int i = 0; i < 20; i++) {
                        String flow = "f-" + hand + "-" + i;
                        reminders.remind(LI, new FlowId(flow), SHIP, new CommandId("at-" + flow));
                    }
                }))
                .toList();
        hands.forEach(Thread::start);
        for (Thread hand : hands) {
            hand.join();
        }

        assertThat(reminders.gathered(LI).waiting()).hasSize(160);
        assertThat(claims()).hasSize(1);
    }

    private void remind(FlowId flow) {
        reminders.remind(LI, flow, SHIP, act());
    }

    private void nudge(FlowId flow) {
        assertThat(reminders.nudge(LI, flow, SHIP, ZHOU, act(), HOUR)).isEmpty();
    }

    private CommandId act() {
        return new CommandId("act-" + acts++);
    }

    private void tell(Claimed entry) {
        ledger.shown(entry, reminders.gathered(LI).upTo(), null);
    }

    private Claimed claim() {
        List<Claimed> claimed = claims();
        assertThat(claimed).hasSize(1);
        return claimed.getFirst();
    }

    private List<Claimed> claims() {
        return ledger.claim(PARTITION, Map.of(Lane.REMINDER, 10), 60_000).entries();
    }
}
