package io.soprelay.simulation;

import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer;
import io.soprelay.ledger.Commit;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that must hold whatever happens; a subclass looks where it has to. */
abstract class Invariant {
    private final List<Violation> found = new ArrayList<>();

    /** {@code I1}. */
    String number() {
        String name = getClass().getSimpleName();
        int end = 1;
        while (Character.isDigit(name.charAt(end))) {
            end++;
        }
        return "I" + Integer.parseInt(name.substring(1, end));
    }

    /** The sentence that has to be true. */
    abstract String sentence();

    /** Anything was committed. */
    void stored(World world, Commit commit) {}

    /** A record was committed to. */
    void committed(World world, Archive.Happened happened) {}

    /** A message came into being. */
    void born(World world, SimulatedPlatform.Message message, @Nullable Delivery delivery) {}

    /** A message is about to show another card. */
    void shown(World world, SimulatedPlatform.Message message, Card card) {}

    /** A receipt ended an entry. */
    void settled(World world, Archive.Entry entry) {}

    /** A delivery came out so. */
    void delivered(World world, Archive.Entry entry, Delivery delivery, DeliveryHandler.Result result) {}

    /** A press was answered. */
    void answered(World world, PressedButton press, CardAnswer answer, Stage.Turn turn) {}

    /** A message was acknowledged. */
    void acknowledged(World world, CommitKey inbox) {}

    /** A step is over. */
    void stepped(World world) {}

    /** A minute without faults has passed since the last step. */
    void minuteLater(World world) {}

    /** A whole rescan later all has come to rest. */
    void quiet(World world) {}

    final void broken(String what, @Nullable Object... facts) {
        found.add(new Violation(number(), what.formatted(facts)));
    }

    final List<Violation> found() {
        return found;
    }
}
