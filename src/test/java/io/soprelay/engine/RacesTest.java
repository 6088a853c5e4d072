package io.soprelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.outbox.CardId;
import io.soprelay.testkit.flow.Cast;
import io.soprelay.testkit.flow.DeliveryFlow;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Two people press on cards of one version in one instant, a thousand times: one wins, and it happened once. */
class RacesTest {
    private static final int RACES = 1_000;
    private static final int RACES_A_WORLD = 100;

    @Test
    void of_two_keepers_who_complete_the_same_task_exactly_one_wins_each_time() throws Exception {
        int first = 0;
        EngineWorld world = new EngineWorld();
        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            for (int race = 0; race < RACES; race++) {
                if (race % RACES_A_WORLD == 0) {
                    world = new EngineWorld();
                    world.setRole("库管", Cast.LI, Cast.CHEN);
                }
                FlowInstance record = readyToShip(world);
                CyclicBarrier together = new CyclicBarrier(2);
                var one = completes(people, together, world, record, Cast.LI, "SF-1", race);
                var other = completes(people, together, world, record, Cast.CHEN, "SF-2", race);

                assertThat(List.of(one.get(), other.get()))
                        .as("race %d", race)
                        .filteredOn(EngineAnswer.Done.class::isInstance)
                        .hasSize(1);
                FlowInstance after = world.now(record);
                boolean firstWon = one.get() instanceof EngineAnswer.Done;
                assertThat(after.version()).isEqualTo(record.version() + 1);
                assertThat(after.state()).isEqualTo("已发货");
                assertThat(after.data().get("物流单号")).contains(new FieldValue.Text(firstWon ? "SF-1" : "SF-2"));
                first += firstWon ? 1 : 0;
            }
        }
        // Else one of the two was never in time, and nothing raced.
        assertThat(first).isBetween(1, RACES - 1);
    }

    private static FlowInstance readyToShip(EngineWorld world) {
        FlowInstance record = world.approve(world.startDelivery(), DeliveryFlow.SHIPPING_APPROVAL, Cast.ZHANG);
        ItemId ship = record.newest(DeliveryFlow.SHIP).orElseThrow().id();
        Evidence waybill = new Evidence("ab".repeat(32), true, null, Cast.LI, world.clock.instant());
        return EngineWorld.done(world.does(
                        record, new FlowCommand.AttachEvidence(ship, "物流凭证", waybill, world.clock.instant()), Cast.LI))
                .instance();
    }

    private static CompletableFuture<EngineAnswer> completes(
            ExecutorService people,
            CyclicBarrier together,
            EngineWorld world,
            FlowInstance record,
            MemberId who,
            String waybill,
            int race) {
        ItemId ship = record.newest(DeliveryFlow.SHIP).orElseThrow().id();
        int part = record.find(ship).orElseThrow().parts().getOrDefault(who, 0);
        Map<String, List<String>> form = Map.of("实际发货时间", List.of("2026-11-23 09:30"), "物流单号", List.of(waybill));
        CommandEnvelope press = new CommandEnvelope(
                record.id(),
                new CommandId("race-" + race + "-" + who),
                new FlowCommand.CompleteTask(ship, part, form),
                who,
                new CardId(record.id(), ship, who));
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        together.await();
                    } catch (Exception broken) {
                        throw new AssertionError(broken);
                    }
                    return world.engine.handle(press);
                },
                people);
    }
}
