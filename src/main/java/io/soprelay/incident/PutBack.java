package io.soprelay.incident;

import io.soprelay.incident.Incident.Held;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery.CardDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Puts what an incident held up back to where it leaves from. Whoever has only just told the incident of it, and is about
 * to forget it, finds that it was brought back. Everything may be repeated; throws {@code LedgerUnavailableException}.
 */
final class PutBack {
    private static final byte[] NO_MEMO = new byte[0];

    private final Schedules schedules;
    private final Deliveries deliveries;

    PutBack(Schedules schedules, Deliveries deliveries) {
        this.schedules = schedules;
        this.deliveries = deliveries;
    }

    /** Makes a card due at once, whether it waits or not. */
    void card(CardId card) {
        CardDelivery delivery = new CardDelivery(card.flow(), card.item(), card.member());
        schedules.restore(AggregateId.partitionOf(card.flow().value()), List.of(deliveries.bringBack(delivery)));
    }

    /** Puts entries back into their schedules, due at once; what is there already stays and is due at once too. */
    void entries(List<Held> held) {
        Map<Integer, List<ScheduleChange>> changes = new TreeMap<>();
        for (Held each : held) {
            List<ScheduleChange> here = changes.computeIfAbsent(each.partition(), any -> new ArrayList<>());
            byte[] memo = Objects.requireNonNullElse(each.memo(), NO_MEMO);
            here.add(new ScheduleChange.BringBack(each.lane(), each.entry(), each.payload(), memo));
        }
        changes.forEach(schedules::restore);
    }
}
