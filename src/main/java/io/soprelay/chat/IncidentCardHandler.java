package io.soprelay.chat;

import io.soprelay.chat.command.Gateways;
import io.soprelay.chat.view.CardFingerprint;
import io.soprelay.chat.view.IncidentView;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.Platform;
import io.soprelay.im.SendResult;
import io.soprelay.incident.Incident;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.CardRecord;
import io.soprelay.outbox.CreateTry;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery.IncidentCard;
import io.soprelay.outbox.DeliveryHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an admin's card of an incident show the truth: one message an incident, updated until it is over; a message of its
 * own again when it is opened again. Where many are open at once, one message stands for all that came late. An admin who
 * cannot be reached is tried again, and is no incident: nobody would see it.
 */
final class IncidentCardHandler implements DeliveryHandler<IncidentCard> {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentCardHandler.class);

    private static final Duration TRY_AGAIN = Duration.ofHours(1);

    /** A new flood of another day is news of its own. */
    private static final Duration ONE_FLOOD = Duration.ofHours(12);

    private final Incidents incidents;
    private final IncidentView view;
    private final Gateways gateways;
    private final CardReceipts receipts;
    private final Deliveries deliveries;
    private final Sending sending;

    IncidentCardHandler(
            Incidents incidents,
            IncidentView view,
            Gateways gateways,
            CardReceipts receipts,
            Deliveries deliveries,
            Sending sending) {
        this.incidents = incidents;
        this.view = view;
        this.gateways = gateways;
        this.receipts = receipts;
        this.deliveries = deliveries;
        this.sending = sending;
    }

    /**
     * What the admin is to see.
     *
     * @param opening a later one has a message of its own
     * @param name of the message: another one for each opening
     */
    private record Wanted(Card card, boolean open, int opening, String name, long revision, boolean anew) {}

    @Override
    public Class<IncidentCard> kind() {
        return IncidentCard.class;
    }

    @Override
    public Result handle(IncidentCard delivery, Claimed entry) {
        byte[] stored = entry.record();
        CardRecord shown = stored == null ? null : deliveries.readCard(stored);
        if (delivery.incident().equals(Incidents.MANY)) {
            return reconcile(delivery, entry, shown, many(entry, shown));
        }
        Optional<Incident> found = incidents.find(delivery.incident());
        if (found.isEmpty()) {
            return new Result.Done();
        }
        Incident incident = found.get();
        if (!incident.alone()) {
            incidents.refreshMany(delivery.admin());
            return new Result.Shown(incident.version(), null);
        }
        boolean anew = shown != null && shown.partVersion() != incident.opening();
        return reconcile(
                delivery,
                entry,
                shown,
                new Wanted(
                        view.card(incident),
                        incident.isOpen(),
                        incident.opening(),
                        incident.id() + "@" + incident.since().toEpochMilli(),
                        incident.version(),
                        anew));
    }

    private Wanted many(Claimed entry, @Nullable CardRecord shown) {
        List<Incident> open =
                incidents.open().stream().filter(incident -> !incident.alone()).toList();
        boolean anew = shown != null && shown.issuedAt().plus(ONE_FLOOD).isBefore(incidents.now());
        return new Wanted(view.many(open), !open.isEmpty(), 1, Incidents.MANY, entry.wanted(), anew);
    }

    private Result reconcile(IncidentCard delivery, Claimed entry, @Nullable CardRecord shown, Wanted wanted) {
        Optional<Gateways.Route> route = route(delivery.admin(), wanted.anew() ? null : shown);
        if (route.isEmpty()) {
            return later(delivery, wanted, "no connected account");
        }
        String hash = CardFingerprint.of(wanted.card());
        if (shown == null || wanted.anew()) {
            // Over before it was ever told: the admin need not know of it.
            return wanted.open()
                    ? issue(delivery, entry, shown == null ? 0 : shown.issue(), wanted, route.get(), hash)
                    : new Result.Shown(wanted.revision(), null);
        }
        if (shown.contentHash().equals(hash)) {
            return new Result.Shown(wanted.revision(), null);
        }
        SendResult result = route.get().updateCard(shown.messageId(), wanted.card());
        if (result instanceof SendResult.Refused refused) {
            return refused.cause() == SendResult.Cause.MESSAGE_GONE && wanted.open()
                    ? issue(delivery, entry, shown.issue(), wanted, route.get(), hash)
                    : later(delivery, wanted, refused.detail());
        }
        return result instanceof SendResult.Sent
                ? new Result.Shown(wanted.revision(), shown.showing(hash, wanted.opening()))
                : Sending.settled(result, entry, delivery.admin());
    }

    /** Where its message is, while that is connected; a new one goes around the platforms that incidents are about. */
    private Optional<Gateways.Route> route(MemberId admin, @Nullable CardRecord shown) {
        return Optional.ofNullable(shown)
                .flatMap(record -> Optional.ofNullable(record.to()))
                .flatMap(account -> gateways.route(Account.parse(account)))
                .or(() -> gateways.around(this::isInTrouble, admin));
    }

    private boolean isInTrouble(Platform platform) {
        return incidents.open().stream().anyMatch(incident -> switch (incident.trouble()) {
            case Trouble.PlatformRefuses refuses -> refuses.platform().equals(platform.key());
            case Trouble.PlatformAway away -> away.platform().equals(platform.key());
            default -> false;
        });
    }

    private Result issue(
            IncidentCard delivery, Claimed entry, int issuedBefore, Wanted wanted, Gateways.Route route, String hash) {
        CreateTry tried = sending.next(entry, issuedBefore + 1);
        String key = Sending.key("incident/" + wanted.name() + "/" + delivery.admin(), tried.issue());
        SendResult result = route.sendCard(key, wanted.card());
        return switch (result) {
            case SendResult.Sent(String messageId) ->
                new Result.Shown(
                        wanted.revision(),
                        receipts.issued(messageId, route.account(), tried.issue(), hash, wanted.opening()));
            case SendResult.Refused refused -> later(delivery, wanted, refused.detail());
            default -> sending.created(result, entry, tried, wanted.opening(), delivery.admin());
        };
    }

    private static Result later(IncidentCard delivery, Wanted wanted, String reason) {
        LOG.warn("Admin {} is not told of incident {}: {}", delivery.admin(), delivery.incident(), reason);
        if (!wanted.open()) {
            return new Result.Shown(wanted.revision(), null);
        }
        return new Result.Retry(TRY_AGAIN, reason);
    }
}
