package io.soprelay.simulation;

import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.im.Card;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.CardRecord;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands on a screen is how things are, once all has come to rest. */
final class I6CardsTellTheTruth extends Invariant {
    private final Deliveries deliveries = new Deliveries();
    private final Map<String, CardFace> newest = new HashMap<>();
    private final Map<String, CardFace> over = new HashMap<>();
    private final Set<String> givenUp = new HashSet<>();

    @Override
    String sentence() {
        return "The last state of each card equals the task's state when all has drained; no card goes back to an older"
                + " version.";
    }

    @Override
    void shown(World world, SimulatedPlatform.Message message, Card card) {
        CardFace before = newest.get(message.id());
        if (before != null && card.kind() == Card.Kind.DONE) {
            over.put(message.id(), before);
        }
        CardFace.of(card).ifPresent(face -> {
            boolean older = before != null && before.id().equals(face.id()) && before.version() > face.version();
            // What comes late is looked at again when all is at rest.
            boolean back = face.equals(over.get(message.id())) && !isExpected(world, face.id());
            if (older || back) {
                broken("%s showed %s%s and now shows %s", message.id(), before, back ? ", then its end," : "", face);
            }
            newest.put(message.id(), face);
        });
    }

    @Override
    void delivered(World world, Archive.Entry entry, Delivery delivery, DeliveryHandler.Result result) {
        if (entry.lane() == Lane.CARD) {
            if (result instanceof DeliveryHandler.Result.Impossible) {
                givenUp.add(entry.id());
            } else if (!(result instanceof DeliveryHandler.Result.Retry)) {
                givenUp.remove(entry.id());
            }
        }
    }

    @Override
    void quiet(World world) {
        for (FlowInstance record : world.archive().records().values()) {
            for (WorkItem item : record.items()) {
                item.parts().forEach((member, version) -> look(world, record, item, member, version));
            }
        }
    }

    /** Whether an answer may still be on its way that shows the card once more. */
    private boolean isExpected(World world, CardId id) {
        return record(world, id)
                .filter(known -> !known.questionComesWithin(world.now()).isZero())
                .isPresent();
    }

    private Optional<CardRecord> record(World world, CardId id) {
        return world.ledger()
                .record(AggregateId.partitionOf(id.flow().value()), Lane.CARD, id.toString())
                .map(deliveries::readCard);
    }

    private void look(World world, FlowInstance record, WorkItem item, MemberId member, int version) {
        CardId id = new CardId(record.id(), item.id(), member);
        CardRecord known = record(world, id).orElse(null);
        if (known == null || givenUp.contains(id.toString())) {
            return; // I7 asks whether it should have been sent
        }
        SimulatedPlatform.Message message =
                world.platform().find(known.messageId()).orElseThrow();
        if (!world.platform().isAlive(message) || message.wasRefused()) {
            return;
        }
        Card card = message.faces().getLast();
        boolean live = item.status() == WorkItem.Status.OPEN && item.holders().contains(member);
        if (live) {
            boolean asks = card.kind() == Card.Kind.REASON;
            int shown = CardFace.of(card).map(CardFace::version).orElse(-1);
            // An old message is not updated but sent anew, which waits until its person is reached.
            if (!asks && shown != version && !I7WorkIsInSomebodysHands.isKeptByAnIncident(world, id)) {
                broken("%s is open at version %d, and %s shows %s %d", id, version, message.id(), card.kind(), shown);
            }
        } else if (CardFace.isLive(card) || card.kind() == Card.Kind.REASON) {
            broken("%s is %s at version %d, and %s shows %s", id, item.status(), version, message.id(), card.kind());
        }
    }
}
