package io.soprelay.simulation;

import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.Delivery;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nobody is told the same thing twice in a row. */
final class I5SeenOnce extends Invariant {
    /** The time in which a repeated create key makes no second message. */
    private static final Duration WINDOW = Duration.ofHours(1);

    /** How the commands are called that only say that it is still so. */
    private static final String MET_AGAIN = "met-";

    private final Map<String, SimulatedPlatform.Message> newest = new HashMap<>();

    @Override
    String sentence() {
        return "A person sees each effect once inside the platform's idempotency window.";
    }

    /** An incident that is over may begin anew, and then it is told anew: another effect on the same entry. */
    @Override
    void stored(World world, Commit commit) {
        AggregateId about = commit.aggregate();
        if (about.kind() == AggregateId.Kind.INCIDENT && !commit.commandId().startsWith(MET_AGAIN)) {
            newest.keySet().removeIf(told -> told.startsWith(Lane.CARD + "/" + about.id() + "/"));
        }
    }

    @Override
    void born(World world, SimulatedPlatform.Message message, @Nullable Delivery delivery) {
        SimulatedPlatform.Message before =
                newest.put(message.entry() + toldBefore(world, delivery) + " to " + message.to(), message);
        if (before == null) {
            return;
        }
        if (delivery instanceof Delivery.CardDelivery card && !card.member().equals(member(world, message))) {
            return; // what admins are told about it, once while a process lives
        }
        boolean seenLately = before.bornAt().plus(WINDOW).isAfter(message.bornAt());
        if (seenLately && world.platform().isAlive(before)) {
            broken(
                    "%s was sent to %s at %s and at %s",
                    message.entry(), message.to(), before.bornAt(), message.bornAt());
        }
    }

    /** A person's reminders leave again and again under one entry; each message begins where the last one ended. */
    private static String toldBefore(World world, @Nullable Delivery delivery) {
        if (!(delivery instanceof Delivery.PersonReminders reminders)) {
            return "";
        }
        Archive.Entry entry = new Archive.Entry(
                AggregateId.partitionOf(reminders.to().value()), reminders.lane(), reminders.entryId());
        return " after " + world.archive().standing(entry).shown();
    }

    private static @Nullable MemberId member(World world, SimulatedPlatform.Message message) {
        return message.to() instanceof Account account ? world.member(account) : null;
    }
}
