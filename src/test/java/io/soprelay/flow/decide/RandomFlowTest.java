package io.soprelay.flow.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.WorkItem;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.FlowPlay;
import io.soprelay.testkit.flow.ReturnFlow;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Random acts by random people. {@link FlowPlay} checks after every act that nothing was thrown, that replay gives the
 * stored state, that a final state is never left, that open work has a holder or was reported. A failure names its
 * seed: put it into {@link #SEED_FIRST} with {@link #SEEDS} = 1 to see it alone.
 */
class RandomFlowTest {
    private static final long SEED_FIRST = 1;
    private static final int SEEDS = 700;
    private static final int ACTS = 40;

    @Test
    void the_delivery_flow_survives_anybody_doing_anything() {
        TreeMap<String, Integer> ends = plays(random -> DeliveryFlow.play());
        assertThat(ends).as("where the plays ended").containsKeys("待审批", "已审批", "已发货", "已取消", "已验收", "已退货");
    }

    @Test
    void the_return_flow_survives_anybody_doing_anything() {
        TreeMap<String, Integer> ends = plays(random -> ReturnFlow.play("已发货"));
        assertThat(ends).as("where the plays ended").containsKeys("待审批", "已同意", "已取消", "已入库");
    }

    @Test
    void flows_nobody_would_draw_survive_too() {
        plays(random -> new FlowPlay(RandomFlows.flow(random), 1));
    }

    private static TreeMap<String, Integer> plays(Function<Random, FlowPlay> newPlay) {
        TreeMap<String, Integer> ends = new TreeMap<>();
        for (long seed = SEED_FIRST; seed < SEED_FIRST + SEEDS; seed++) {
            Random random = new Random(seed);
            FlowPlay play = newPlay.apply(random);
            try {
                RandomActs acts = new RandomActs(random, play);
                for (int i = 0; i < ACTS; i++) {
                    acts.act();
                }
            } catch (RuntimeException | AssertionError found) {
                throw new AssertionError(
                        "Seed " + seed + " of " + play.definition().name() + " failed", found);
            }
            if (play.hasStarted()) {
                assertThat(play.instance().openItems()).extracting(WorkItem::id).doesNotHaveDuplicates();
                ends.merge(play.instance().state(), 1, Integer::sum);
            }
        }
        return ends;
    }
}
