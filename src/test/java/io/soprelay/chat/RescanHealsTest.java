package io.soprelay.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Lane;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.RedisUnderTest;
import io.soprelay.testkit.StoreUnderTest;
import io.soprelay.testkit.TestRedis;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.ReturnFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * State is the truth, queues are rebuildable: whatever is deleted from the schedules at whatever moment, one rescan
 * brings cards, rows, roll-ups and timers to where they are without the loss. Another start with {@code -Dsop.seed=…}.
 */
class RescanHealsTest {

    /** What is deleted. */
    private enum Loss {
        NOTHING,
        /** Queues and entries. */
        SCHEDULES,
        QUEUES,
        ENTRIES,
        /** Queues, entries, and what is known of the cards on people's screens. */
        RECORDS_TOO
    }

    /** Where a run ends; the store may be another run's afterwards. */
    private record End(
            String truth,
            Map<String, String> cards,
            long openForms,
            Map<String, List<ItemId>> rows,
            Map<Lane, Long> waiting,
            long ended) {
        private static End of(LossyWorld world) {
            return new End(
                    world.truth(), world.cards(), world.openForms(), world.rows(), waiting(world), world.ended());
        }

        private End withEnded(long other) {
            return new End(truth, cards, openForms, rows, waiting, other);
        }

        private static Map<Lane, Long> waiting(LossyWorld world) {
            Map<Lane, Long> waiting = new HashMap<>(world.store.schedules().backlog());
            waiting.values().removeIf(count -> count == 0);
            return waiting;
        }
    }

    private abstract static class Contract {
        abstract StoreUnderTest newStore();

        abstract void lose(StoreUnderTest store, int partition, Loss loss);

        abstract int acts();

        abstract List<Long> seeds();

        @Test
        void after_a_rescan_everything_is_as_it_would_be_without_the_loss() {
            long ended = 0;
            long timers = 0;
            boolean refunded = false;
            for (long seed : seeds()) {
                End whole = End.of(run(seed, List.of(Loss.NOTHING)));
                LossyWorld lossy = run(seed, List.of(Loss.NOTHING, Loss.SCHEDULES, Loss.QUEUES, Loss.ENTRIES));
                ended += whole.ended();
                timers += lossy.remindersRescanned;
                refunded |= whole.truth().contains("已退货");

                assertThat(End.of(lossy)).as("seed %d", seed).isEqualTo(whole.withEnded(lossy.ended()));
                assertInOrder(lossy);
                assertThat(lossy.openForms()).isEqualTo(lossy.openParts().size());
            }
            assertThat(ended).as("ended records").isPositive();
            assertThat(timers).as("reminders ahead when a rescan came").isPositive();
            assertThat(refunded).as("a return reached its delivery").isTrue();
        }

        @Test
        void without_knowing_what_is_on_the_screens_all_open_work_is_still_on_its_card() {
            End whole = End.of(run(4, List.of(Loss.NOTHING)));
            LossyWorld lossy = run(4, List.of(Loss.NOTHING, Loss.RECORDS_TOO));

            End end = End.of(lossy);
            assertThat(end.truth()).isEqualTo(whole.truth());
            assertThat(end.rows()).isEqualTo(whole.rows());
            assertThat(end.waiting()).isEqualTo(whole.waiting());
            assertInOrder(lossy);
        }

        /** The platform takes presses for 14 days. */
        @Test
        void open_work_gets_a_new_card_before_the_old_one_takes_no_press_any_more() {
            LossyWorld world = new LossyWorld(newStore());
            new People(world, new Random(1)).staff();
            world.start("delivery", DeliveryFlow.order());
            world.deliver();
            List<String> first = world.formsOf("zhang");
            assertThat(first).hasSize(1);

            world.store.time().advance(Duration.ofDays(12).minusMinutes(1));
            assertThat(world.rescan()).as("before 12 days").isZero();

            world.store.time().advance(Duration.ofMinutes(2));
            assertThat(world.rescan()).as("after 12 days").isOne();
            world.deliver();
            assertThat(world.formsOf("zhang")).hasSize(2).containsAll(first);
            assertThat(world.rescan()).as("found by a second rescan").isZero();

            FlowInstance record = world.record(world.numbers.getFirst());
            world.does(
                    record,
                    Acts.approve("shipping-approval").on(record, world.member("zhang"), world.engine.now()),
                    world.member("zhang"));
            world.deliver();
            assertThat(world.formsOf("zhang"))
                    .as("the old message is left alone")
                    .isEqualTo(first);
            world.store.time().advance(Duration.ofDays(13));
            world.rescan();
            world.deliver();
            assertThat(world.formsOf("zhang"))
                    .as("what is over needs no new card")
                    .isEqualTo(first);
        }

        private void assertInOrder(LossyWorld world) {
            assertThat(world.openCards()).isEqualTo(world.openParts());
            assertThat(world.rows()).isEqualTo(world.held());
            long timers = world.reminders();
            assertThat(End.waiting(world)).isEqualTo(timers == 0 ? Map.of() : Map.of(Lane.TIMER, timers));
            assertThat(world.rescan()).as("found by a second rescan").isZero();
            assertThat(world.ended()).isZero();
        }

        /** Random acts; before, between or after the deliveries of each something may be lost, then a rescan comes. */
        private LossyWorld run(long seed, List<Loss> losses) {
            LossyWorld world = new LossyWorld(newStore());
            Random chance = new Random(seed + 1_000);
            People people = new People(world, new Random(Long.getLong("sop.seed", 0) + seed));
            people.staff();
            world.deliver();
            for (int act = 0; act < acts(); act++) {
                people.act();
                Loss loss = losses.get(chance.nextInt(losses.size()));
                int moment = chance.nextInt(8);
                if (loss == Loss.NOTHING) {
                    world.deliver();
                } else {
                    world.deliver(handled -> {
                        boolean now = handled == moment;
                        if (now) {
                            loseEverywhere(world, loss);
                        }
                        return now;
                    });
                    loseEverywhere(world, loss);
                    world.rescan();
                    world.deliver();
                }
            }
            return world;
        }

        private void loseEverywhere(LossyWorld world, Loss loss) {
            for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
                lose(world.store, partition, loss);
            }
        }
    }

    @Nested
    class InMemory extends Contract {
        @Override
        StoreUnderTest newStore() {
            return StoreUnderTest.inMemory();
        }

        @Override
        void lose(StoreUnderTest store, int partition, Loss loss) {
            ((InMemoryLedger) store.schedules()).loseSchedules(partition, loss == Loss.RECORDS_TOO);
        }

        @Override
        int acts() {
            return 120;
        }

        @Override
        List<Long> seeds() {
            return List.of(1L, 2L, 3L, 4L, 5L, 6L);
        }
    }

    @Nested
    class OnRedis extends Contract {
        @Override
        StoreUnderTest newStore() {
            return RedisUnderTest.empty();
        }

        @Override
        void lose(StoreUnderTest store, int partition, Loss loss) {
            List<String> names = switch (loss) {
                case NOTHING -> List.of();
                case SCHEDULES -> List.of("q", "e");
                case QUEUES -> List.of("q");
                case ENTRIES -> List.of("e");
                case RECORDS_TOO -> List.of("q", "e", "rec");
            };
            List<String> keys = new ArrayList<>();
            for (Lane lane : Lane.values()) {
                names.forEach(name -> keys.add("{p%d}:%s:%s".formatted(partition, name, lane.code())));
            }
            TestRedis.client().unlink(keys.toArray(String[]::new));
        }

        @Override
        int acts() {
            return 120;
        }

        @Override
        List<Long> seeds() {
            return List.of(7L);
        }
    }

    /** Random people doing mostly sensible things, decided by the records alone: the same in every run of a seed. */
    private static final class People {
        private static final List<String> HOLDERS = List.of("zhang", "liu", "li", "chen", "zhao");
        private final LossyWorld world;
        private final Random random;

        People(LossyWorld world, Random random) {
            this.world = world;
            this.random = random;
        }

        void staff() {
            world.setRole("审批人", List.of("zhang"));
            world.setRole("库管", List.of("li", "chen"));
            world.setRole("财务", List.of("zhao"));
        }

        void act() {
            int kind = random.nextInt(20);
            if (world.numbers.isEmpty() || (kind < 3 && world.numbers.size() < 12)) {
                world.start("delivery", DeliveryFlow.order());
            } else if (kind < 6) {
                Map<String, List<String>> form = new HashMap<>(ReturnFlow.request());
                form.put("关联发货单", List.of(one(world.numbers)));
                world.start("return", form);
            } else if (kind == 6) {
                world.setRole(one(List.of("审批人", "库管", "财务")), List.of(one(HOLDERS), "liu"));
            } else if (kind == 7) {
                world.store.time().advance(Duration.ofHours(1L + random.nextInt(9)));
            } else if (kind == 8) {
                world.does(world.record(one(world.numbers)), cancel(), world.member("wang"));
            } else {
                work();
            }
        }

        private static FlowCommand cancel() {
            return new FlowCommand.MoveToState("已取消", "客户不要了");
        }

        private void work() {
            List<FlowInstance> open = world.records().stream()
                    .filter(record -> !record.openItems().isEmpty())
                    .toList();
            if (open.isEmpty()) {
                return;
            }
            FlowInstance record = one(open);
            WorkItem item = one(record.openItems());
            String key = item.id().key();
            if (item instanceof WorkItem.Approval) {
                does(record, item, random.nextInt(4) == 0 ? Acts.reject(key, "不行") : Acts.approve(key));
                return;
            }
            switch (key) {
                case DeliveryFlow.SHIP ->
                    filled(record, item, "物流凭证", Acts.form("实际发货时间", "2030-01-07 10:00", "物流单号", "SF1"));
                case DeliveryFlow.ACCEPT -> filled(record, item, "客户验收凭证", DeliveryFlow.acceptanceForm());
                case ReturnFlow.STOCK_IN -> filled(record, item, "入库凭证", Acts.form("实际入库时间", "2026-11-23 10:30"));
                default -> does(record, item, Acts.complete(key, again(record)));
            }
        }

        /** What a record that was sent back started with. */
        private static Map<String, List<String>> again(FlowInstance record) {
            if (record.flow().equals("delivery")) {
                return DeliveryFlow.order();
            }
            Map<String, List<String>> form = new HashMap<>(ReturnFlow.request());
            record.data().get("关联发货单").ifPresent(link -> form.put("关联发货单", List.of(((FieldValue.Link) link).number())));
            return form;
        }

        private void filled(FlowInstance record, WorkItem item, String evidence, Map<String, List<String>> form) {
            String key = item.id().key();
            does(record, item, Acts.send("单.jpg", key, evidence));
            does(world.record(record.number()), item, Acts.complete(key, form));
        }

        private void does(FlowInstance record, WorkItem item, Acts.Act act) {
            MemberId actor = one(item.holders());
            world.does(record, act.on(record, actor, world.engine.now()), actor);
        }

        private <T> T one(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }
    }
}
