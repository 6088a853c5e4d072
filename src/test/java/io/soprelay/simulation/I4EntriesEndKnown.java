package io.soprelay.simulation;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.model.MemberId;
import io.soprelay.incident.Incident;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler;
import io.soprelay.outbox.DeliveryHandler.Result;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** No entry of the outbox vanishes. */
final class I4EntriesEndKnown extends Invariant {
    private static final byte[] NO_PAYLOAD = new byte[0];

    private final StoredCodec codec = new StoredCodec(Trouble.class);
    private final Map<Archive.Entry, Result> results = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<Archive.Entry, Trouble> putAway = new LinkedHashMap<>();

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
        // Also of whoever stood still, and hears after another that it has left. Who puts it off may be such a one too,
        // and has no say in what another one has kept.
        troubleOf(entry, delivery, result)
                .filter(about -> !isGivenUp(world, about))
                .ifPresent(kept -> putAway.put(entry, kept));
        if (result instanceof Result.Done || result instanceof Result.Shown) {
            putAway.remove(entry);
        }
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
            case Delivery.CardDelivery card ->
                I7WorkIsInSomebodysHands.isKeptByAnIncident(world, new CardId(card.flow(), card.item(), card.member()));
            default -> false;
        };
    }

    private static boolean isKnown(World world, MemberId unreached) {
        return world.incident(new Trouble.Unreachable(unreached)).isPresent();
    }

    /** With which incident it is kept until it comes back; empty for a card, which its record makes again. */
    private static Optional<Trouble> troubleOf(Archive.Entry entry, Delivery delivery, DeliveryHandler.Result result) {
        if (entry.lane() == Lane.CARD) {
            return Optional.empty();
        }
        return switch (result) {
            case Result.Impossible(String reason, MemberId person) ->
                Optional.of(
                        person == null
                                ? new Trouble.GivenUp(entry.lane(), entry.id())
                                : new Trouble.Unreachable(person));
            case Result.Kept kept
            when delivery instanceof Delivery.News news -> Optional.of(new Trouble.Unreachable(news.to()));
            default -> Optional.empty();
        };
    }

    /** What an admin gives up may go, but for what stays kept with it. */
    @Override
    void stored(World world, Commit commit) {
        if (commit.aggregate().kind() != AggregateId.Kind.INCIDENT
                || !commit.outcome().equals("dropped")) {
            return;
        }
        Incident dropped = codec.read(commit.state(), Incident.class);
        putAway.entrySet()
                .removeIf(each -> each.getValue().equals(dropped.trouble()) && !dropped.holds(held(each.getKey())));
        if (dropped.trouble() instanceof Trouble.Failing(int partition, Lane lane, String id)) {
            putAway.remove(new Archive.Entry(partition, lane, id));
        }
    }

    private static Incident.Held held(Archive.Entry entry) {
        return new Incident.Held(entry.partition(), entry.lane(), entry.id(), NO_PAYLOAD, null);
    }

    /** Whatever could not be told waits, or is kept for whom it is. */
    @Override
    void quiet(World world) {
        putAway.forEach((entry, trouble) -> {
            boolean kept = world.incident(trouble)
                    .filter(incident -> incident.holds(held(entry)))
                    .isPresent();
            if (!kept && !world.archive().waits(entry)) {
                broken("%s could not be told, and nobody keeps it", entry);
            }
        });
    }

    @Override
    void settled(World world, Archive.Entry entry) {
        Result result = results.get(entry);
        boolean dropped = result instanceof Result.Retry && isDropped(world, entry);
        if (result == null || result instanceof Result.Later || (result instanceof Result.Retry && !dropped)) {
            broken("%s was ended, and its delivery came out as %s", entry, result);
        }
        Trouble trouble = putAway.get(entry);
        if (trouble != null && (dropped || isGivenUp(world, trouble))) {
            putAway.remove(entry);
        }
    }

    /** An admin has said that whatever comes of it may go. */
    private static boolean isGivenUp(World world, Trouble trouble) {
        return world.incident(trouble)
                .filter(incident -> incident.state() == Incident.State.DROPPED)
                .isPresent();
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
