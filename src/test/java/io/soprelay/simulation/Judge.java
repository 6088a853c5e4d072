package io.soprelay.simulation;

import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer;
import io.soprelay.ledger.Commit;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows the invariants what happens, each in turn. */
final class Judge {
    /** Asked some four hundred times an act. */
    private final Invariant[] invariants;

    private @Nullable World world;

    Judge(List<Invariant> invariants) {
        this.invariants = invariants.toArray(new Invariant[0]);
    }

    /** All of them, fresh. */
    static List<Invariant> everything() {
        return List.of(
                new I1SuccessIsCommitted(),
                new I2StateIsItsAudit(),
                new I3VersionsWithoutGap(),
                new I4EntriesEndKnown(),
                new I5SeenOnce(),
                new I6CardsTellTheTruth(),
                new I7WorkIsInSomebodysHands(),
                new I8OneRoundAtATime(),
                new I9TimersFireOnce(),
                new I10NewsInOrder(),
                new I11HandOverOnce(),
                new I12NothingWithoutAuthority(),
                new I13KeysStayTogether(),
                new I14ComesToRest(),
                new I15Bounded());
    }

    void watches(World of) {
        world = of;
    }

    private void each(Consumer<Invariant> look) {
        for (Invariant one : invariants) {
            look.accept(one);
        }
    }

    private World world() {
        World known = world;
        if (known == null) {
            throw new IllegalStateException("There is no world to judge yet");
        }
        return known;
    }

    void stored(Commit commit) {
        each(one -> one.stored(world(), commit));
    }

    void committed(Archive.Happened happened) {
        each(one -> one.committed(world(), happened));
    }

    void born(SimulatedPlatform.Message message, @Nullable Delivery delivery) {
        each(one -> one.born(world(), message, delivery));
    }

    void shown(SimulatedPlatform.Message message, Card card) {
        each(one -> one.shown(world(), message, card));
    }

    void settled(Archive.Entry entry) {
        each(one -> one.settled(world(), entry));
    }

    void delivered(Archive.Entry entry, Delivery delivery, DeliveryHandler.Result result) {
        each(one -> one.delivered(world(), entry, delivery, result));
    }

    void answered(PressedButton press, CardAnswer answer, Stage.Turn turn) {
        each(one -> one.answered(world(), press, answer, turn));
    }

    void acknowledged(CommitKey inbox) {
        each(one -> one.acknowledged(world(), inbox));
    }

    void stepped() {
        each(one -> one.stepped(world()));
    }

    void minuteLater() {
        each(one -> one.minuteLater(world()));
    }

    void quiet() {
        each(one -> one.quiet(world()));
    }

    /** The first thing that is wrong, if anything is. */
    Optional<Violation> verdict() {
        for (Invariant one : invariants) {
            if (!one.found().isEmpty()) {
                return Optional.of(one.found().getFirst());
            }
        }
        return Optional.empty();
    }
}
