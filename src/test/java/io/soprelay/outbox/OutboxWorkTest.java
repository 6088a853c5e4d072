package io.soprelay.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.outbox.DeliveryHandler.Result;
import io.soprelay.testkit.EveryDelivery;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The outbox's work without threads. */
class OutboxWorkTest {
    private static final FlowId RECORD = new FlowId("f1");
    private static final int PARTITION = AggregateId.partitionOf("f1");
    private static final ItemId ITEM = new ItemId("ship", 1);
    private static final MemberId WANG = new MemberId("wang");
    private static final Delivery ANSWER = new Delivery.Reply(WANG, "todo", Map.of(), "d1", null, null);
    private static final Delivery ADMINS = new Delivery.EmptyRoleReport(RECORD, ITEM, "库管", List.of());
    private static final Result BUSY = new Result.Retry(Duration.ofSeconds(5), "busy");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T02:00:00Z"));
    private final InMemoryLedger ledger = new InMemoryLedger(clock);
    private final Deliveries deliveries = new Deliveries();
    private final List<String> told = new ArrayList<>();
    private final Map<String, Result> answers = new HashMap<>();
    private final Set<String> failing = new TreeSet<>();
    private final List<String> givenUp = new ArrayList<>();
    private final Set<Integer> frozen = new TreeSet<>();
    private boolean storeGoesAway;
    private Runnable whileItIsGivenUp = () -> {};
    private final OutboxWork work =
            new OutboxWork(ledger, deliveries, handlers(), new Watch(), clock, true, frozen::contains);

    @Test
    void news_does_not_overtake_what_the_platform_was_too_busy_for() {
        commit(notice(1, "wang"), notice(2, "wang"), ended(3, "wang"));
        answers.put(notice(1, "wang").entryId(), BUSY);
        worksFor(Duration.ofSeconds(4));
        assertThat(told).isEmpty();

        answers.clear();
        worksFor(Duration.ofSeconds(10));
        assertThat(told)
                .containsExactly(
                        notice(1, "wang").entryId(),
                        notice(2, "wang").entryId(),
                        ended(3, "wang").entryId());
    }

    @Test
    void news_that_came_due_in_one_moment_comes_in_the_order_of_its_commits() {
        commitAtOnce(notice(9, "wang"), notice(10, "wang"), notice(11, "li"), ended(12, "wang"));
        worksFor(Duration.ZERO);
        assertThat(told)
                .containsSubsequence(
                        notice(9, "wang").entryId(),
                        notice(10, "wang").entryId(),
                        ended(12, "wang").entryId())
                .hasSize(4);
    }

    @Test
    void news_that_waits_for_its_turn_is_not_said_to_fail() {
        commit(notice(1, "wang"), notice(2, "wang"));
        answers.put(notice(1, "wang").entryId(), BUSY);
        worksFor(Duration.ofMinutes(40));
        assertThat(failing).containsExactly(notice(1, "wang").entryId());
    }

    @Test
    void nobody_waits_for_news_to_somebody_else() {
        commit(notice(1, "wang"), notice(2, "li"));
        answers.put(notice(1, "wang").entryId(), BUSY);
        worksFor(Duration.ZERO);
        assertThat(told).containsExactly(notice(2, "li").entryId());
    }

    @Test
    void news_that_can_never_be_told_holds_up_no_other() {
        commit(notice(1, "wang"), notice(2, "wang"));
        answers.put(notice(1, "wang").entryId(), new Result.Impossible("resigned"));
        worksFor(Duration.ZERO);
        assertThat(told).containsExactly(notice(2, "wang").entryId());
    }

    @Test
    void news_that_was_kept_and_comes_back_is_not_overtaken_by_what_is_due_before_it() {
        commit(notice(1, "wang"));
        answers.put(notice(1, "wang").entryId(), new Result.Impossible("resigned"));
        worksFor(Duration.ZERO);
        answers.clear();
        commit(notice(2, "wang"));
        ledger.restore(PARTITION, List.of(deliveries.add(notice(1, "wang"))));

        worksFor(Duration.ofSeconds(10));
        assertThat(told)
                .containsExactly(notice(1, "wang").entryId(), notice(2, "wang").entryId());
    }

    @Test
    void news_that_its_delivery_has_put_away_leaves_its_schedule_and_is_given_up_by_nobody() {
        commit(notice(1, "wang"));
        answers.put(notice(1, "wang").entryId(), new Result.Kept("earlier news is kept"));
        worksFor(Duration.ofHours(2));
        assertThat(givenUp).isEmpty();
        assertThat(ledger.backlog().getOrDefault(Lane.NOTICE, 0L)).isZero();

        answers.clear();
        commit(notice(2, "wang"));
        ledger.restore(PARTITION, List.of(deliveries.add(notice(1, "wang"))));
        worksFor(Duration.ofSeconds(10));
        assertThat(told)
                .containsExactly(notice(1, "wang").entryId(), notice(2, "wang").entryId());
    }

    @Test
    void what_comes_back_before_it_has_left_its_schedule_is_tried_again() {
        Delivery notice = notice(1, "wang");
        commit(notice);
        answers.put(notice.entryId(), new Result.Impossible("resigned"));
        whileItIsGivenUp = () -> {
            ledger.restore(PARTITION, List.of(deliveries.bringBack(notice)));
            answers.clear();
        };
        worksFor(Duration.ofSeconds(1));
        assertThat(givenUp).containsExactly(notice.entryId());
        assertThat(told).containsExactly(notice.entryId());
    }

    @Test
    void news_that_another_process_has_told_is_not_waited_for() {
        commit(notice(1, "wang"), notice(2, "wang"));
        answers.put(notice(1, "wang").entryId(), BUSY);
        worksFor(Duration.ZERO);
        clock.tick(Duration.ofSeconds(6));
        for (Claimed entry :
                ledger.claim(PARTITION, Map.of(Lane.NOTICE, 2), 60_000).entries()) {
            if (entry.id().equals(notice(1, "wang").entryId())) {
                ledger.done(entry);
            } else {
                ledger.retry(entry, 0, null);
            }
        }

        worksFor(Duration.ofSeconds(3));
        assertThat(told).containsExactly(notice(2, "wang").entryId());
    }

    @Test
    void after_many_tries_an_entry_still_comes_within_half_a_minute_of_the_stores_return() {
        commit(notice(1, "wang"));
        answers.put(notice(1, "wang").entryId(), new Result.Retry(Duration.ZERO, "busy"));
        worksFor(Duration.ofSeconds(20));
        answers.clear();

        storeGoesAway = true;
        worksFor(Duration.ZERO);
        storeGoesAway = false;
        worksFor(Duration.ofSeconds(29));
        assertThat(told).containsExactly(notice(1, "wang").entryId());
    }

    @Test
    void out_of_a_frozen_partition_answers_leave_and_nothing_else_does() {
        frozen.add(PARTITION);
        commit(notice(1, "wang"), new Delivery.ReminderDelivery(RECORD, ITEM, clock.instant(), WANG), ANSWER, ADMINS);
        raise(new Delivery.CardDelivery(RECORD, ITEM, WANG));
        worksFor(Duration.ofHours(2));
        assertThat(told).containsExactlyInAnyOrder(ANSWER.entryId(), ADMINS.entryId());
        assertThat(failing).isEmpty();
    }

    @Test
    void what_was_frozen_leaves_within_a_minute_of_the_release_in_its_order() {
        frozen.add(PARTITION);
        commit(notice(1, "wang"), notice(2, "wang"), ended(3, "wang"));
        worksFor(Duration.ofMinutes(10));
        frozen.clear();
        worksFor(Duration.ofMinutes(1));
        assertThat(told)
                .containsExactly(
                        notice(1, "wang").entryId(),
                        notice(2, "wang").entryId(),
                        ended(3, "wang").entryId());
    }

    @Test
    void a_frozen_partition_holds_up_no_other() {
        frozen.add((PARTITION + 1) % AggregateId.PARTITIONS);
        commit(notice(1, "wang"));
        worksFor(Duration.ZERO);
        assertThat(told).containsExactly(notice(1, "wang").entryId());
    }

    @Test
    void a_card_that_was_frozen_may_have_been_made_before_the_store_went_back() {
        frozen.add(PARTITION);
        raise(new Delivery.CardDelivery(RECORD, ITEM, WANG));
        worksFor(Duration.ZERO);
        clock.tick(OutboxWork.FROZEN_DELAY);
        Claimed card = work.claim(PARTITION, Duty.SENDS).getFirst();
        assertThat(card.memo()).isNull();
        assertThat(CreateTry.next(null, 1, card.attempts(), clock.instant()).mayHaveArrived())
                .isTrue();
    }

    private void worksFor(Duration time) {
        Instant end = clock.instant().plus(time);
        do {
            work.claim(PARTITION, Duty.ANSWERS).forEach(work::carryOut);
            work.claim(PARTITION, Duty.SENDS).forEach(work::carryOut);
            clock.tick(Duration.ofSeconds(1));
        } while (!clock.instant().isAfter(end));
    }

    /** Each by a commit of its own. */
    private void commit(Delivery... news) {
        for (Delivery each : news) {
            commitAtOnce(each);
            clock.tick(Duration.ofMillis(1));
        }
    }

    private void commitAtOnce(Delivery... news) {
        for (Delivery each : news) {
            ledger.commit(new Commit(
                    new AggregateId(AggregateId.Kind.FLOW, "f1"),
                    "c-" + each.entryId(),
                    Basis.ANY,
                    new byte[0],
                    new byte[0],
                    "done",
                    true,
                    List.of(deliveries.add(each))));
        }
    }

    private void raise(Delivery card) {
        ledger.commit(new Commit(
                new AggregateId(AggregateId.Kind.FLOW, "f1"),
                "c-card",
                Basis.ANY,
                new byte[0],
                new byte[0],
                "done",
                true,
                List.of(deliveries.raise(card, 1, Duration.ZERO))));
    }

    private static Delivery notice(long version, String to) {
        return new Delivery.NoticeDelivery(RECORD, version, "told", new MemberId(to));
    }

    private static Delivery ended(long version, String to) {
        return new Delivery.EndNotice(RECORD, version, new MemberId(to));
    }

    private List<DeliveryHandler<?>> handlers() {
        return EveryDelivery.handledBy((delivery, entry) -> {
            if (storeGoesAway) {
                throw new LedgerUnavailableException("away", false, new IllegalStateException("told to"));
            }
            Optional<Result> answer = Optional.ofNullable(answers.get(entry.id()));
            if (answer.isEmpty()) {
                told.add(entry.id());
            }
            return answer.orElseGet(Result.Done::new);
        });
    }

    private final class Watch implements EntryWatch {
        @Override
        public boolean givenUp(Claimed entry, Result.Impossible why) {
            givenUp.add(entry.id());
            whileItIsGivenUp.run();
            return true;
        }

        @Override
        public boolean mayComeBack(Delivery.News news, String entry) {
            return true;
        }

        @Override
        public boolean failing(Claimed entry, Instant since, String reason) {
            failing.add(entry.id());
            return false;
        }

        @Override
        public void through(Claimed entry) {}
    }
}
