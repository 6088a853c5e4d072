package io.soprelay.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.engine.Finished;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.ledger.Rows;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.ReturnFlow;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every number of every digest is the number that the events of all records give. */
class DigestNumbersTest {
    private static final long SEED_FIRST = 1;
    private static final int SEEDS = 25;
    private static final int ACTS = 120;

    @Test
    void random_histories_are_counted_as_their_events_count_them() {
        int finished = 0;
        int shared = 0;
        for (long seed = SEED_FIRST; seed < SEED_FIRST + SEEDS; seed++) {
            Play play = new Play(new Random(seed));
            try {
                for (int act = 0; act < ACTS; act++) {
                    play.act();
                    if (act % 15 == 0) {
                        play.compare();
                    }
                }
                play.compare();
            } catch (RuntimeException | AssertionError found) {
                throw new AssertionError("Seed " + seed + " failed", found);
            }
            finished += play.finishedSeen;
            shared += play.sharedSeen;
        }
        assertThat(finished).as("finished work that was looked at").isGreaterThan(SEEDS);
        assertThat(shared).as("items with several holders that were looked at").isGreaterThan(SEEDS);
    }

    @Test
    void rows_that_were_lost_are_written_again_from_the_records() {
        Play play = new Play(new Random(7));
        for (int act = 0; act < ACTS; act++) {
            play.act();
        }
        play.world.deliver();
        Digest before = play.world.digest.digests().fresh().whole(List.of());
        play.world.ledger.loseRows();
        assertThat(play.world.digest.digests().fresh().whole(List.of()).total()).isEqualTo(Numbers.NONE);

        play.world.rescans();

        assertThat(play.world.digest.digests().fresh().whole(List.of()).total().open())
                .isEqualTo(before.total().open());
        play.compareOpen();
    }

    @Test
    void what_was_finished_long_ago_is_forgotten_and_not_written_again() {
        DigestWorld world = new DigestWorld();
        FlowId record =
                world.start("delivery", DeliveryFlow.order(), world.wang).orElseThrow();
        WorkItem approval = world.now(record).openItems().getFirst();
        world.does(record, new FlowCommand.Approve(approval.id(), 1, ""), world.zhang);
        world.deliver();
        String day = Finished.list(LocalDate.ofInstant(world.clock.instant(), ZoneOffset.UTC));
        assertThat(world.ledger.all(day)).containsOnlyKeys(record.value());

        world.passes(Finished.KEPT.plusDays(2));
        world.rescans();
        world.rescans();

        assertThat(world.ledger.all(day)).isEmpty();
        assertThat(world.ledger.all("done-days")).isEmpty();
    }

    @Test
    void a_digest_of_some_flows_leaves_the_others_out() {
        DigestWorld world = new DigestWorld();
        world.start("delivery", DeliveryFlow.order(), world.wang);
        world.deliver();
        Snapshot now = world.digest.digests().fresh();
        assertThat(now.whole(List.of("delivery")).total().open()).isEqualTo(1);
        assertThat(now.whole(List.of("return")).total()).isEqualTo(Numbers.NONE);
        assertThat(now.of(world.zhang, List.of("return")).total()).isEqualTo(Numbers.NONE);
    }

    @Test
    void one_reading_serves_the_digests_of_a_minute() {
        DigestWorld world = new DigestWorld();
        Snapshot first = world.digest.digests().recent().orElseThrow();
        world.clock.tick(Duration.ofSeconds(59));
        assertThat(world.digest.digests().recent()).containsSame(first);
        assertThat(world.digest.digests().fresh()).isNotSameAs(first);
        Snapshot second = world.digest.digests().recent().orElseThrow();
        world.clock.tick(Duration.ofSeconds(60));
        assertThat(world.digest.digests().recent().orElseThrow()).isNotSameAs(second);
    }

    @Test
    void a_reading_from_before_midnight_does_not_serve_the_digests_of_the_new_day() {
        DigestWorld world = new DigestWorld();
        world.clock.tick(Duration.ofHours(14).minusSeconds(10));
        world.digest.digests().recent();

        world.clock.tick(Duration.ofSeconds(10));

        LocalDate yesterday =
                LocalDate.ofInstant(world.clock.instant(), DigestWorld.ZONE).minusDays(1);
        Snapshot read = world.digest.digests().recent().orElseThrow();
        assertThat(read.whole(List.of()).day()).isEqualTo(yesterday);
        assertThat(world.digest.digests().recent()).containsSame(read);
    }

    @Test
    void nobody_waits_for_a_reading_that_somebody_else_is_at() throws Exception {
        DigestWorld world = new DigestWorld();
        CountDownLatch reads = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Rows slow = (Rows) Proxy.newProxyInstance(
                Rows.class.getClassLoader(), new Class<?>[] {Rows.class}, (proxy, method, arguments) -> {
                    reads.countDown();
                    mayGoOn.await();
                    return method.invoke(world.ledger, arguments);
                });
        Digests digests = new Digests(slow, world.members, world.ledger, DigestWorld.ZONE, any -> {});
        FutureTask<Optional<Snapshot>> first = new FutureTask<>(digests::recent);
        Thread.ofVirtual().start(first);
        reads.await();

        assertThat(digests.recent()).isEmpty();

        mayGoOn.countDown();
        assertThat(first.get()).isPresent();
        assertThat(digests.recent()).isEqualTo(first.get());
    }

    @Test
    void long_lists_are_walked_through_whole() {
        DigestWorld world = new DigestWorld();
        IntStream.range(0, 250).forEach(i -> world.start("delivery", DeliveryFlow.order(), world.wang));
        world.deliver();
        Digest digest = world.digest.digests().fresh().whole(List.of());
        assertThat(digest.total().open()).isEqualTo(250);
        assertThat(digest.people()).containsOnlyKeys(world.zhang);
    }

    @Test
    void presses_have_the_processor_after_each_page() {
        DigestWorld world = new DigestWorld();
        IntStream.range(0, 250).forEach(i -> world.start("delivery", DeliveryFlow.order(), world.wang));
        world.deliver();
        List<Long> rests = new ArrayList<>();

        new Digests(world.ledger, world.members, world.ledger, DigestWorld.ZONE, rests::add).fresh();

        // A person's rows come at most 40 at a time.
        assertThat(rests).hasSizeGreaterThan(250 / 40);
    }

    /** Random people doing mostly sensible things on several records, and looking at the numbers now and then. */
    private static final class Play {
        final DigestWorld world = new DigestWorld();
        final List<FlowId> started = new ArrayList<>();
        int finishedSeen;
        int sharedSeen;
        private final Random random;

        Play(Random random) {
            this.random = random;
        }

        void act() {
            switch (random.nextInt(14)) {
                case 0, 1 -> start();
                case 2 -> world.clock.tick(Duration.ofMinutes(random.nextInt(36 * 60)));
                case 3 -> role();
                case 4 -> world.deliver();
                case 5 -> cancel();
                default -> work();
            }
        }

        private void start() {
            if (started.isEmpty() || random.nextInt(4) > 0) {
                world.start("delivery", DeliveryFlow.order(), anybody()).ifPresent(started::add);
                return;
            }
            Map<String, List<String>> form = new HashMap<>(ReturnFlow.request());
            form.put("关联发货单", List.of(world.now(one(started)).number()));
            world.start("return", form, anybody()).ifPresent(started::add);
        }

        private void role() {
            MemberId[] holders = random.ints(1 + random.nextInt(3), 0, world.everybody.size())
                    .distinct()
                    .mapToObj(world.everybody::get)
                    .toArray(MemberId[]::new);
            world.setRole(one(List.of("审批人", "库管", "财务")), holders);
        }

        private void cancel() {
            if (!started.isEmpty() && random.nextInt(3) == 0) {
                FlowInstance record = world.now(one(started));
                world.does(record.id(), new FlowCommand.MoveToState("已取消", "不要了"), record.owner());
            }
        }

        private void work() {
            if (started.isEmpty()) {
                return;
            }
            FlowInstance record = world.now(one(started));
            if (record.openItems().isEmpty()) {
                return;
            }
            WorkItem item = one(record.openItems());
            MemberId holder = one(item.holders());
            int part = item.parts().getOrDefault(holder, 0);
            switch (item) {
                case WorkItem.Approval approval ->
                    world.does(
                            record.id(),
                            random.nextInt(4) == 0
                                    ? new FlowCommand.Reject(item.id(), part, "不行")
                                    : new FlowCommand.Approve(item.id(), part, ""),
                            holder);
                case WorkItem.TodoTask task -> complete(record, item, holder, part);
            }
        }

        private void complete(FlowInstance record, WorkItem item, MemberId holder, int part) {
            Map<String, List<String>> known = new HashMap<>(DeliveryFlow.order());
            known.putAll(ReturnFlow.request());
            known.putAll(DeliveryFlow.shippingForm());
            known.putAll(DeliveryFlow.acceptanceForm());
            known.putIfAbsent("实际入库时间", List.of("2026-11-23 10:30"));
            var definition = world.engine.definitionOf(record);
            Map<String, List<String>> form = new HashMap<>();
            WorkItemDefinition.Task task =
                    (WorkItemDefinition.Task) definition.item(item.id().key());
            for (FormField asked : task.form()) {
                if (definition.field(asked.field()).kind() instanceof FieldKind.Attachment) {
                    var picture = Acts.evidence("f" + random.nextInt(9), holder, world.clock.instant());
                    world.does(
                            record.id(),
                            new FlowCommand.AttachEvidence(item.id(), asked.field(), picture, world.clock.instant()),
                            holder);
                } else if (known.containsKey(asked.field())) {
                    form.put(asked.field(), known.getOrDefault(asked.field(), List.of()));
                }
            }
            world.does(record.id(), new FlowCommand.CompleteTask(item.id(), part, form), holder);
        }

        /** All that is due is projected first; then every number of everybody. */
        void compare() {
            world.deliver();
            EventsCount events = events();
            Snapshot read = world.digest.digests().fresh();
            Digest expected = events.whole();
            assertThat(read.whole(List.of())).isEqualTo(expected);
            for (MemberId member : world.everybody) {
                assertThat(read.of(member, List.of())).isEqualTo(events.of(member));
            }
            finishedSeen += expected.total().finished();
            sharedSeen +=
                    expected.people().values().stream().mapToInt(Numbers::open).sum()
                            - expected.total().open();
        }

        void compareOpen() {
            Digest expected = events().whole();
            Digest read = world.digest.digests().fresh().whole(List.of());
            assertThat(read.total().open()).isEqualTo(expected.total().open());
            assertThat(read.waits()).isEqualTo(expected.waits());
        }

        private EventsCount events() {
            Instant now = world.clock.instant();
            EventsCount events = new EventsCount(now, DigestWorld.ZONE);
            started.forEach(record -> events.add(world.now(record).flow(), record, world.engine.history(record)));
            return events;
        }

        private MemberId anybody() {
            return one(world.everybody);
        }

        private <T> T one(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }
    }
}
