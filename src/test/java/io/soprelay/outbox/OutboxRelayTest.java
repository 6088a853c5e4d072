package io.soprelay.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.DeliveryHandler.Result;
import io.soprelay.testkit.EveryDelivery;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T02:00:00Z"));
    private final InMemoryLedger ledger = new InMemoryLedger(clock);
    private final Deliveries deliveries = new Deliveries();
    private final ConcurrentLinkedQueue<String> carriedOut = new ConcurrentLinkedQueue<>();
    private BiFunction<Delivery, Claimed, Result> answer = (delivery, entry) -> new Result.Done();
    private final Watch watch = new Watch();
    private final OutboxRelay relay = new OutboxRelay(ledger, deliveries, handlers(), watch, clock, true, any -> false);

    @AfterEach
    void close() {
        relay.close();
    }

    @Test
    void what_a_commit_leaves_is_carried_out_without_waiting_for_the_look() {
        relay.start();
        commit(1, notice(1));

        await().atMost(Duration.ofMillis(1500))
                .until(() -> carriedOut.contains(notice(1).entryId()));
        await().until(() -> ledger.backlog().getOrDefault(Lane.NOTICE, 0L) == 0);
    }

    @Test
    void notices_of_a_partition_leave_in_the_order_of_their_commits() {
        for (int i = 0; i < 30; i++) {
            commit(i, notice(i));
            clock.tick(Duration.ofMillis(1));
        }
        relay.start();

        await().untilAsserted(() -> assertThat(carriedOut).hasSize(30));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            expected.add(notice(i).entryId());
        }
        assertThat(carriedOut).containsExactlyElementsOf(expected);
    }

    @Test
    void however_long_the_backlog_only_a_few_sends_are_under_way() {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        answer = (delivery, entry) -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Thread.yield();
            underWay.decrementAndGet();
            return new Result.Done();
        };
        for (int i = 0; i < 300; i++) {
            commit(i, notice(i));
        }
        relay.start();

        await().until(() -> carriedOut.size() == 300);
        assertThat(most.get()).isLessThanOrEqualTo(16);
    }

    @Test
    void a_download_that_takes_long_delays_no_role_sweep_of_its_partition() throws InterruptedException {
        CountDownLatch downloading = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        answer = (delivery, entry) -> {
            if (delivery instanceof Delivery.EvidenceFetch) {
                downloading.countDown();
                await().until(() -> arrived.getCount() == 0);
            }
            return new Result.Done();
        };
        Delivery download = new Delivery.EvidenceFetch(
                new MemberId("m"), "om_1", null, "img_1", true, null, "d", Instant.EPOCH, null);
        Delivery sweep = new Delivery.RoleSweep("库管", 2);
        relay.start();
        commit(1, download);
        assertThat(downloading.await(10, TimeUnit.SECONDS)).isTrue();

        commit(2, sweep);
        await().until(() -> carriedOut.contains(sweep.entryId()));
        assertThat(ledger.backlog()).containsEntry(Lane.EVIDENCE, 1L);

        arrived.countDown();
        await().until(() -> ledger.backlog().getOrDefault(Lane.EVIDENCE, 0L) == 0);
    }

    @Test
    void whoever_asked_is_answered_while_every_hand_for_cards_and_notices_waits_for_the_platform()
            throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(4);
        CountDownLatch platform = new CountDownLatch(1);
        answer = (delivery, entry) -> {
            if (delivery instanceof Delivery.NoticeDelivery) {
                waiting.countDown();
                await().until(() -> platform.getCount() == 0);
            }
            return new Result.Done();
        };
        for (int i = 30; i < 330; i++) {
            commit(i, notice(i));
        }
        relay.start();
        assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();

        Delivery reply = new Delivery.Reply(new MemberId("m"), "todo", Map.of(), "d", null, null);
        commit(1, reply);
        await().until(() -> carriedOut.contains(reply.entryId()));

        platform.countDown();
    }

    @Test
    void what_a_killed_predecessor_had_leased_is_carried_out_at_once() {
        commit(1, notice(1));
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            ledger.claim(partition, Map.of(Lane.NOTICE, 10), 60_000);
        }
        relay.start();

        await().until(() -> carriedOut.contains(notice(1).entryId()));
    }

    @Test
    void a_claim_whose_answer_was_lost_does_not_keep_its_entries_for_the_lease() {
        AtomicInteger lost = new AtomicInteger();
        Schedules losing = (Schedules) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Schedules.class}, (of, call, args) -> {
                    Object answer = call.invoke(ledger, args);
                    if (answer instanceof Schedules.Claims claims
                            && !claims.entries().isEmpty()
                            && lost.getAndIncrement() == 0) {
                        throw new LedgerUnavailableException("lost", true, new IllegalStateException("told to"));
                    }
                    return answer;
                });
        try (OutboxRelay unlucky = new OutboxRelay(losing, deliveries, handlers(), watch, clock, true, any -> false)) {
            unlucky.start();
            commit(1, notice(1));
            await().until(() -> carriedOut.contains(notice(1).entryId()));
        }
        assertThat(lost.get()).isEqualTo(2);
    }

    @Test
    void a_lost_claim_that_the_store_carries_out_late_does_not_keep_its_entries_for_the_lease() {
        AtomicReference<Object[]> lost = new AtomicReference<>();
        AtomicInteger claims = new AtomicInteger();
        int partition = AggregateId.partitionOf("f0");
        Schedules late = (Schedules) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Schedules.class}, (of, call, args) -> {
                    boolean claim = call.getName().equals("claim")
                            && args[0].equals(partition)
                            && ((Map<?, ?>) args[1]).containsKey(Lane.NOTICE);
                    if (claim && claims.incrementAndGet() == 1) {
                        lost.set(args);
                        throw new LedgerUnavailableException("lost", true, new IllegalStateException("told to"));
                    }
                    Object answer = call.invoke(ledger, args);
                    if (claim && claims.get() == 2) {
                        commit(1, notice(1));
                        call.invoke(ledger, lost.get());
                    }
                    return answer;
                });
        try (OutboxRelay unlucky = new OutboxRelay(late, deliveries, handlers(), watch, clock, true, any -> false)) {
            unlucky.start();
            await().until(() -> carriedOut.contains(notice(1).entryId()));
        }
    }

    @Test
    void a_handler_that_fails_keeps_its_entry() {
        answer = (delivery, entry) -> {
            throw new IllegalStateException("planted");
        };
        commit(1, notice(1));
        relay.start();

        await().until(() -> !carriedOut.isEmpty());
        assertThat(ledger.backlog().get(Lane.NOTICE)).isEqualTo(1);
    }

    @Test
    void what_can_never_be_delivered_is_let_go_once_somebody_keeps_it() {
        answer = (delivery, entry) -> new Result.Impossible("resigned");
        commit(1, notice(1));
        relay.start();

        await().until(() -> ledger.backlog().getOrDefault(Lane.NOTICE, 0L) == 0);
        assertThat(watch.givenUp).containsExactly("resigned");
    }

    @Test
    void every_kind_of_delivery_needs_its_handler() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutboxRelay(ledger, deliveries, List.of(), watch, clock, true, any -> false))
                .withMessageContaining("No handler for");
    }

    @Test
    void what_nobody_keeps_stays_in_its_schedule() {
        watch.keeps = false;
        answer = (delivery, entry) -> new Result.Impossible("resigned");
        commit(1, notice(1));
        relay.start();

        await().until(() -> !watch.givenUp.isEmpty());
        await().untilAsserted(() -> assertThat(ledger.claim(AggregateId.partitionOf("f0"), Map.of(Lane.NOTICE, 1), 1)
                        .nextInMillis())
                .isEqualTo(Duration.ofHours(1).toMillis()));
    }

    @Test
    void what_fails_for_half_an_hour_is_told_and_goes_on_until_somebody_gives_it_up() {
        answer = (delivery, entry) -> new Result.Retry(Duration.ofSeconds(1), "busy");
        commit(1, notice(1));
        relay.start();
        await().until(() -> carriedOut.size() == 1);

        clock.tick(Duration.ofMinutes(29));
        relay.lookNow();
        await().until(() -> carriedOut.size() == 2);
        clock.tick(Duration.ofMinutes(1));
        relay.lookNow();
        await().until(() -> carriedOut.size() == 3);
        await().untilAsserted(() -> assertThat(watch.failing).containsExactly("busy"));
        assertThat(ledger.backlog()).containsEntry(Lane.NOTICE, 1L);

        watch.letsGo = true;
        clock.tick(Duration.ofSeconds(1));
        relay.lookNow();
        await().until(() -> ledger.backlog().getOrDefault(Lane.NOTICE, 0L) == 0);
    }

    @Test
    void an_entry_whose_handler_breaks_on_it_stays_and_is_told_of() {
        answer = (delivery, entry) -> {
            throw new IllegalStateException("planted");
        };
        commit(1, notice(1));
        relay.start();
        await().until(() -> carriedOut.size() == 1);
        clock.tick(Duration.ofMinutes(30));
        relay.lookNow();

        await().untilAsserted(
                        () -> assertThat(watch.failing).containsExactly("java.lang.IllegalStateException: planted"));
        assertThat(ledger.backlog()).containsEntry(Lane.NOTICE, 1L);
    }

    @Test
    void what_goes_through_begins_anew() {
        answer = (delivery, entry) ->
                entry.attempts() == 1 ? new Result.Retry(Duration.ofSeconds(1), "busy") : new Result.Done();
        commit(1, notice(1));
        relay.start();
        await().until(() -> carriedOut.size() == 1);
        clock.tick(Duration.ofHours(1));
        relay.lookNow();

        await().untilAsserted(() ->
                assertThat(watch.through).containsExactly(notice(1).entryId()));
        assertThat(watch.failing).isEmpty();
    }

    /** Notes what it hears. */
    private static final class Watch implements EntryWatch {
        private final ConcurrentLinkedQueue<String> givenUp = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> failing = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> through = new ConcurrentLinkedQueue<>();
        private volatile boolean keeps = true;
        private volatile boolean letsGo;

        @Override
        public boolean givenUp(Claimed entry, Result.Impossible why) {
            givenUp.add(why.reason());
            return keeps;
        }

        @Override
        public boolean mayComeBack(Delivery.News news, String entry) {
            return true;
        }

        @Override
        public boolean failing(Claimed entry, Instant since, String reason) {
            failing.add(reason);
            return letsGo;
        }

        @Override
        public void through(Claimed entry) {
            through.add(entry.id());
        }
    }

    private void commit(int n, Delivery delivery) {
        ledger.commit(new Commit(
                new AggregateId(AggregateId.Kind.FLOW, "f" + (n < 30 ? 0 : n)),
                "c" + n,
                Basis.ANY,
                new byte[] {1},
                new byte[] {1},
                "done",
                true,
                List.of(deliveries.add(delivery))));
    }

    private static Delivery.NoticeDelivery notice(int n) {
        return new Delivery.NoticeDelivery(new FlowId("f"), n, "told", new MemberId("m%03d".formatted(n)));
    }

    private List<DeliveryHandler<?>> handlers() {
        return EveryDelivery.handledBy((delivery, entry) -> {
            carriedOut.add(entry.id());
            return answer.apply(delivery, entry);
        });
    }
}
