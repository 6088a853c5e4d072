package io.soprelay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.im.Account;
import io.soprelay.im.Platform;
import io.soprelay.outbox.Delivery;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final int SHORT = 20;

    private static final Plant NOTICES_LOST = new Plant() {
        @Override
        boolean carriesOut(Delivery delivery) {
            return !(delivery instanceof Delivery.NoticeDelivery);
        }
    };

    @Test
    void two_steps_that_can_only_be_left_out_together_are() {
        Set<Integer> matter = Set.of(1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 4, 9, 16, 25, 36, 49, 64, 81, 100);
        Shrinker<Integer> shrinker = new Shrinker<>(steps -> steps.containsAll(matter)
                && steps.contains(70) == steps.contains(71)
                && steps.contains(80) == steps.contains(120));
        assertThat(shrinker.shrunk(IntStream.range(0, 150).boxed().toList()))
                .containsExactlyElementsOf(matter.stream().sorted().toList());
    }

    @Test
    void what_is_left_of_a_failing_world_still_fails_and_is_short() {
        assertShrinks(I4EntriesEndKnown::new, NOTICES_LOST);
    }

    @Test
    void what_takes_many_acts_that_build_on_each_other_is_short_too() {
        assertShrinks(I99NobodyGetsFar::new, Plant.NONE);
    }

    @Test
    void a_world_played_by_names_is_the_same_world() {
        Choices noted = Choices.noted();
        Run run = Run.judged();
        Outcome thrown = run.of(3);
        Outcome whole = run.of(3, Play.of(Run.allSteps()).with(noted));
        Outcome again = run.of(3, Play.of(Run.allSteps()).with(noted.again()));
        assertThat(whole.hash()).isEqualTo(thrown.hash());
        assertThat(again.hash()).isEqualTo(thrown.hash());
    }

    @Test
    void whoever_is_chosen_by_name_is_chosen_out_of_fewer_too() {
        List<Account> all = IntStream.range(0, 40)
                .mapToObj(i -> new Account(Platform.FEISHU, "p" + i))
                .toList();
        Choices noted = Choices.noted();
        Account chosen = Dice.of(7, 1).choosing(noted, 1).split().one(all);
        List<Account> fewer = all.stream()
                .filter(account -> account.equals(chosen) || account.hashCode() % 3 == 0)
                .toList();
        assertThat(Dice.of(7, 1).choosing(noted.again(), 1).split().one(fewer)).isEqualTo(chosen);
        List<Account> without =
                all.stream().filter(account -> !account.equals(chosen)).toList();
        assertThat(Dice.of(7, 1).choosing(noted.again(), 1).split().one(without))
                .isIn(without);
    }

    private static void assertShrinks(Supplier<Invariant> invariant, Plant plant) {
        Run run = new Run(() -> List.of(invariant.get()), plant);
        long seed = 1;
        while (run.of(seed).violation().isEmpty()) {
            seed++;
        }
        String number = invariant.get().number();
        Play left = Shrinker.shrunk(run, seed, number, (int) run.of(seed).acts());
        assertThat(left.acts()).isBetween(1L, (long) SHORT);
        assertThat(run.of(seed, left).violation())
                .hasValueSatisfying(found -> assertThat(found.invariant()).isEqualTo(number));
        // As a file it is the same.
        KeptSeed kept = KeptSeed.parse(new KeptSeed(seed, Run.flowsOf(seed), left, number, "").lines());
        assertThat(run.withFlowsOf(kept.flows()).of(seed, kept.play()).hash())
                .isEqualTo(run.of(seed, left).hash());
    }

    /** Broken by two records that went a long way. */
    private static final class I99NobodyGetsFar extends Invariant {
        private final Set<FlowId> far = new HashSet<>();

        @Override
        String sentence() {
            return "No two records get as far as version 5.";
        }

        @Override
        void committed(World world, Archive.Happened happened) {
            FlowInstance record = happened.after();
            if (record != null && record.version() == 5 && far.add(record.id()) && far.size() == 2) {
                broken("%s got far too", record.number());
            }
        }
    }
}
