package io.soprelay.simulation;

import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is going to go wrong in this step, and what is wrong now. */
final class Faults {
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(61);
    private static final IllegalStateException SIMULATED = new IllegalStateException("simulated");
    private static final int FAULTS_MAX = 3;
    private static final int STORE_AWAY_SECONDS_MAX = 120;

    /** Come to in few steps: asked for more often, so that each fault comes at each of them. */
    private static final List<Boundary> RARE = List.of(
            Boundary.NUMBERED,
            Boundary.ANSWERED,
            Boundary.SETTLING_ANSWER,
            Boundary.RESCAN_RESTORED,
            Boundary.RESCAN_RESTORED);

    private final Stage stage;
    private final SettableClock clock;
    private final Others others;
    private final Coverage coverage = new Coverage();
    private final List<Armed> armed = new ArrayList<>();
    private Dice dice = Dice.of(0, 0);
    private Instant awayUntil = Instant.MIN;
    private boolean faultless;

    /** What else may happen while something stands still. */
    interface Others {
        void again();

        void meanwhile();
    }

    private static final class Armed {
        private final Boundary at;
        private final Fault fault;
        private int left;

        private Armed(Boundary at, Fault fault, int left) {
            this.at = at;
            this.fault = fault;
            this.left = left;
        }
    }

    Faults(Stage stage, SettableClock clock, Others others) {
        this.stage = stage;
        this.clock = clock;
        this.others = others;
    }

    Coverage coverage() {
        return coverage;
    }

    /** @param percent of the steps in which anything goes wrong */
    void arm(Dice stepDice, int percent) {
        armed.clear();
        dice = stepDice;
        if (dice.chance(percent)) {
            for (int count = 1 + dice.below(FAULTS_MAX); count > 0; count--) {
                boolean rare = dice.chance(25);
                Boundary at = dice.one(rare ? RARE : List.of(Boundary.values()));
                armed.add(new Armed(at, dice.one(List.of(Fault.values())), rare ? 0 : dice.below(2)));
            }
        }
    }

    /** From now on nothing goes wrong any more, and the store is back. */
    void end() {
        armed.clear();
        awayUntil = Instant.MIN;
        faultless = true;
    }

    /** Runs without faults: what a start reads, or a judge. */
    <T> T without(java.util.function.Supplier<T> act) {
        boolean before = faultless;
        faultless = true;
        try {
            return act.get();
        } finally {
            faultless = before;
        }
    }

    boolean isStoreAway() {
        return !faultless && clock.instant().isBefore(awayUntil);
    }

    /**
     * Somebody has come to a boundary.
     *
     * @return what the caller has to make happen: {@link Fault#RESET}, {@link Fault#ANSWER_LOST}, {@link
     *     Fault#STORE_AWAY}; null for nothing
     * @throws BotDied if that is what happens
     */
    @Nullable
    Fault reach(Boundary boundary) {
        if (faultless || armed.isEmpty() || !stage.isAnybodysTurn()) {
            return null;
        }
        Fault fault = due(boundary);
        if (fault == null) {
            return null;
        }
        coverage.hit(boundary, fault);
        switch (fault) {
            case DIES -> throw stage.death();
            case STORE_AWAY -> awayUntil = clock.instant().plusSeconds(dice.between(1, STORE_AWAY_SECONDS_MAX));
            case PAUSE -> clock.tick(dice.chance(70) ? SHORT_PAUSE : LONGER_THAN_A_LEASE);
            case TWICE -> others.again();
            case MEANWHILE -> others.meanwhile();
            case RESET, ANSWER_LOST -> {}
        }
        return fault;
    }

    private @Nullable Fault due(Boundary boundary) {
        for (int i = 0; i < armed.size(); i++) {
            Armed one = armed.get(i);
            boolean nested = one.fault == Fault.TWICE || one.fault == Fault.MEANWHILE;
            if (one.at == boundary && !(nested && stage.depth() > 1) && one.left-- == 0) {
                armed.remove(i);
                return one.fault;
            }
        }
        return null;
    }

    static LedgerUnavailableException unavailable(boolean outcomeUnknown) {
        return new LedgerUnavailableException("The store is away", outcomeUnknown, SIMULATED);
    }
}
