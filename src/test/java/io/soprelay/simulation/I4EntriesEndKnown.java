package io.soprelay.simulation;

import io.soprelay.flow.model.MemberId;
import io.soprelay.incident.Trouble;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler;
import io.soprelay.outbox.DeliveryHandler.Result;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** No entry of the outbox vanishes. */
final class I4EntriesEndKnown extends Invariant {
    private final Map<Archive.Entry, Result> results = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    @Override
    String sentence() {
        return "Every outbox entry ends delivered, superseded or given up because the platform refuses it or an admin says so;"
                + " none vanishes.";
    }

    @Override
    void born(World world, SimulatedPlatform.Message message, @Nullable Delivery delivery) {
        seen.add(message.entry());
    }

    @Override
    void delivered(World world, Archive.Entry entry, Delivery delivery, DeliveryHandler.Result result) {
        results.put(entry, result);
        boolean speaks = delivery instanceof Delivery.NoticeDelivery || delivery instanceof Delivery.EndNotice;
        if (speaks && result instanceof Result.Done && !seen.contains(entry.lane() + "/" + entry.id())) {
            broken("%s is done, and nobody has seen it", entry);
        }
        if (result instanceof Result.Kept && !isKept(world, delivery)) {
            broken("%s is said to be kept, and nothing is", entry);
        }
        if (result instanceof Result.Impossible impossible && !world.wasRefused()) {
            broken("%s was given up, and the platform has refused nothing: %s", entry, impossible.reason());
        }
    }

    /** Earlier news is, or was, kept for its person, and this was kept with it; or the work waits for them to be reached. */
    private static boolean isKept(World world, Delivery delivery) {
        return switch (delivery) {
            case Delivery.News news -> isKnown(world, news.to());
            case Delivery.CardDelivery card -> isKnown(world, card.member());
            default -> false;
        };
    }

    private static boolean isKnown(World world, MemberId unreached) {
        return world.incident(new Trouble.Unreachable(unreached)).isPresent();
    }

    @Override
    void settled(World world, Archive.Entry entry) {
        Result result = results.get(entry);
        if (result == null
                || result instanceof Result.Later
                || (result instanceof Result.Retry && !isDropped(world, entry))) {
            broken("%s was ended, and its delivery came out as %s", entry, result);
        }
    }

    /** It failed for long, and an admin has said that it may go. */
    private static boolean isDropped(World world, Archive.Entry entry) {
        Trouble failing = new Trouble.Failing(entry.partition(), entry.lane(), entry.id());
        return world.incident(failing).filter(incident -> !incident.isOpen()).isPresent();
    }

    @Override
    void stepped(World world) {
        for (Archive.Entry entry : world.archive().waiting()) {
            if (!world.archive().waits(entry)) {
                broken("%s has vanished", entry);
                return;
            }
        }
    }
}
