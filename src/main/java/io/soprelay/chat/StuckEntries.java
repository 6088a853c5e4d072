package io.soprelay.chat;

import io.soprelay.chat.command.Gateways;
import io.soprelay.chat.command.PlatformWatch;
import io.soprelay.flow.model.MemberId;
import io.soprelay.incident.Incident;
import io.soprelay.incident.Incident.Held;
import io.soprelay.incident.Incident.Work;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Occurrence;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.Delivery.CardDelivery;
import io.soprelay.outbox.DeliveryHandler.Result;
import io.soprelay.outbox.EntryWatch;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the outbox cannot carry out becomes an incident: of the person who cannot be reached, of the platform if it takes
 * nothing at all, else of the entry itself. The admins' own cards are no such thing: nobody would ever see them.
 */
final class StuckEntries implements EntryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(StuckEntries.class);

    private static final byte[] NO_PAYLOAD = new byte[0];

    private final Incidents incidents;
    private final Deliveries deliveries;
    private final Gateways gateways;
    private final PlatformWatch watch;
    private final InstantSource clock;

    /** @param clock the machine's */
    StuckEntries(
            Incidents incidents, Deliveries deliveries, Gateways gateways, PlatformWatch watch, InstantSource clock) {
        this.clock = clock;
        this.incidents = incidents;
        this.deliveries = deliveries;
        this.gateways = gateways;
        this.watch = watch;
    }

    /** A card is not kept: as long as it is owed, the state of its record makes it again. */
    @Override
    public boolean givenUp(Claimed entry, Result.Impossible why) {
        Delivery delivery = deliveries.read(entry.payload());
        MemberId person = why.unreached();
        Trouble trouble =
                person == null ? new Trouble.GivenUp(entry.lane(), entry.id()) : new Trouble.Unreachable(person);
        Work work = delivery instanceof CardDelivery card ? new Work(card.flow(), card.item()) : null;
        Held held = entry.lane() == Lane.CARD ? null : held(entry);
        Incident incident = incidents.occurred(trouble, new Occurrence(why.reason(), work, held));
        return held == null || !incident.isOpen() || incident.holds(held);
    }

    private Held held(Claimed entry) {
        return held(entry, deliveries, clock);
    }

    static Held held(Claimed entry, Deliveries deliveries, InstantSource clock) {
        return new Held(
                entry.partition(),
                entry.lane(),
                entry.id(),
                entry.payload(),
                deliveries.triesOf(entry, clock.instant()));
    }

    @Override
    public boolean mayComeBack(Delivery.News news, String entry) {
        int partition = AggregateId.partitionOf(news.flow().value());
        Held given = new Held(partition, Lane.NOTICE, entry, NO_PAYLOAD, null);
        return incidents.mayComeBack(new Trouble.Unreachable(news.to()), given)
                || incidents.mayComeBack(new Trouble.GivenUp(Lane.NOTICE, entry), given);
    }

    @Override
    public boolean failing(Claimed entry, Instant since, String reason) {
        Optional<Delivery> delivery = read(entry);
        if (delivery.filter(Delivery.IncidentCard.class::isInstance).isPresent()) {
            return false;
        }
        MemberId person = delivery.map(StuckEntries::recipient).orElse(null);
        boolean platforms = person != null
                && gateways.to(person)
                        .filter(route -> watch.excuses(route.gateway().platform(), since))
                        .isPresent();
        if (platforms) {
            return false;
        }
        Work work = delivery.filter(CardDelivery.class::isInstance)
                .map(CardDelivery.class::cast)
                .map(card -> new Work(card.flow(), card.item()))
                .orElse(null);
        return !incidents
                .occurred(failing(entry), new Occurrence(reason, work, null))
                .isOpen();
    }

    @Override
    public void through(Claimed entry) {
        heal(failing(entry));
        heal(new Trouble.GivenUp(entry.lane(), entry.id()));
    }

    private void heal(Trouble trouble) {
        if (incidents.isLive(trouble)) {
            incidents.healed(trouble);
        }
    }

    private static Trouble failing(Claimed entry) {
        return new Trouble.Failing(entry.partition(), entry.lane(), entry.id());
    }

    private Optional<Delivery> read(Claimed entry) {
        try {
            return Optional.of(deliveries.read(entry.payload()));
        } catch (IllegalStateException unreadable) {
            LOG.debug("What {} is cannot be read", entry.id(), unreadable);
            return Optional.empty();
        }
    }

    /** Whom it is sent to; null for what goes to no person. */
    private static @Nullable MemberId recipient(Delivery delivery) {
        return switch (delivery) {
            case CardDelivery card -> card.member();
            case Delivery.IncidentCard card -> card.admin();
            case Delivery.NoticeDelivery notice -> notice.to();
            case Delivery.EndNotice notice -> notice.to();
            case Delivery.PersonReminders reminders -> reminders.to();
            case Delivery.DigestDelivery digest -> digest.to();
            case Delivery.Reply reply -> reply.to();
            case Delivery.WiringCheck check -> check.to();
            case Delivery.EvidenceFetch fetch -> fetch.from();
            case Delivery.EvidenceBind bind -> null;
            case Delivery.TodoProjection projection -> null;
            case Delivery.ReminderTimer timer -> null;
            case Delivery.ReminderDelivery reminder -> null;
            case Delivery.DigestTimer timer -> null;
            case Delivery.LinkDelivery link -> null;
            case Delivery.FilesErasure files -> null;
            case Delivery.StoreRewrite files -> null;
            case Delivery.RoleSweep sweep -> null;
            case Delivery.EmptyRoleReport report -> null;
        };
    }
}
