package io.soprelay.chat;

import io.soprelay.chat.command.Gateways;
import io.soprelay.chat.view.ItemView;
import io.soprelay.chat.view.ItemView.Rendered;
import io.soprelay.chat.view.Scene;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.SendResult;
import io.soprelay.incident.Incident.Work;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.CardRecord;
import io.soprelay.outbox.CreateTry;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery.CardDelivery;
import io.soprelay.outbox.DeliveryHandler;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a person's card show the truth: rendered from the record as it is now, sent or updated only if what the person
 * sees would change. A form that may be half filled in is never replaced while its part has the same version; what is
 * still to be done gets a new message before the old one takes no press any more.
 */
public final class CardDeliveryHandler implements DeliveryHandler<CardDelivery> {
    private static final Logger LOG = LoggerFactory.getLogger(CardDeliveryHandler.class);

    private final FlowEngine engine;
    private final ItemView view;
    private final Gateways gateways;
    private final CardReceipts receipts;
    private final Deliveries deliveries;
    private final Sending sending;
    private final Incidents incidents;

    public CardDeliveryHandler(
            FlowEngine engine,
            ItemView view,
            Gateways gateways,
            CardReceipts receipts,
            Deliveries deliveries,
            Sending sending,
            Incidents incidents) {
        this.engine = engine;
        this.view = view;
        this.sending = sending;
        this.incidents = incidents;
        this.gateways = gateways;
        this.receipts = receipts;
        this.deliveries = deliveries;
    }

    @Override
    public Class<CardDelivery> kind() {
        return CardDelivery.class;
    }

    @Override
    public Result handle(CardDelivery delivery, Claimed entry) {
        CardId id = new CardId(delivery.flow(), delivery.item(), delivery.member());
        Optional<FlowInstance> found = engine.find(delivery.flow());
        if (found.isEmpty()) {
            return new Result.Impossible("no record " + delivery.flow());
        }
        // Whoever holds work is soon named on everybody's cards.
        gateways.learnName(delivery.member());
        Optional<Rendered> rendered = view.render(Scene.of(engine, found.get(), delivery.member()), id);
        if (rendered.isEmpty()) {
            return new Result.Impossible("no part in it: " + id);
        }
        byte[] stored = entry.record();
        CardRecord shown = stored == null ? null : deliveries.readCard(stored);
        Optional<Gateways.Route> route = route(delivery.member(), shown);
        if (route.isEmpty()) {
            return unreachable(
                    rendered.get(),
                    new Result.Impossible("no connected account of " + delivery.member(), delivery.member()));
        }
        Result result = shown == null
                ? first(rendered.get(), route.get(), entry)
                : again(rendered.get(), route.get(), entry, shown);
        return unreachable(rendered.get(), result);
    }

    /** A card stays on the platform where it is, while that is connected; nothing is sent to somebody who is erased. */
    private Optional<Gateways.Route> route(MemberId member, @Nullable CardRecord shown) {
        if (gateways.isErased(member)) {
            return Optional.empty();
        }
        return Optional.ofNullable(shown)
                .flatMap(record -> Optional.ofNullable(record.to()))
                .flatMap(account -> gateways.route(Account.parse(account)))
                .or(() -> gateways.to(member));
    }

    /** Open work that cannot be shown is an incident; what is over is given up for good. */
    private static Result unreachable(Rendered now, Result result) {
        if (now.live() || !(result instanceof Result.Impossible impossible)) {
            return result;
        }
        LOG.warn("Card {} stays as it is: {}", now.id(), impossible.reason());
        return new Result.Shown(now.revision(), null);
    }

    private Result first(Rendered now, Gateways.Route route, Claimed entry) {
        // Closed before its card was ever sent: the person never knew of it. A try whose fate is unknown may have
        // shown it all the same: within the key's time the same key finds that message.
        CreateTry tried = sending.next(entry, 1);
        return now.live() || tried.mayHaveArrived()
                ? issue(now, route, entry, tried)
                : new Result.Shown(now.revision(), null);
    }

    private Result again(Rendered now, Gateways.Route route, Claimed entry, CardRecord shown) {
        if (now.live() && shown.isOld(engine.now())) {
            return anew(now, route, entry, shown);
        }
        boolean halfFilled = shown.isOpenForm(now.live(), now.partVersion());
        if (halfFilled || shown.contentHash().equals(now.fingerprint())) {
            return new Result.Shown(now.revision(), null);
        }
        Duration question = shown.questionComesWithin(engine.now());
        if (!question.isZero()) {
            return new Result.Retry(question, "a question may be on its way to the screen");
        }
        SendResult result = route.updateCard(shown.messageId(), now.card());
        if (result instanceof SendResult.Refused refused && refused.cause() == SendResult.Cause.MESSAGE_GONE) {
            return now.live() ? anew(now, route, entry, shown) : new Result.Shown(now.revision(), null);
        }
        return result instanceof SendResult.Sent
                ? withEarlier(now, route, entry, shown)
                : Sending.settled(result, entry, now.id().member());
    }

    /** A new message goes where the person is now: the account that got the old one may be gone. */
    private Result anew(Rendered now, Gateways.Route before, Claimed entry, CardRecord shown) {
        Gateways.Route route = gateways.to(now.id().member()).orElse(before);
        return issue(now, route, entry, sending.next(entry, shown.issue() + 1));
    }

    /** The same on the messages that carried the card before; one that cannot be updated any more is nobody's harm. */
    private Result withEarlier(Rendered now, Gateways.Route route, Claimed entry, CardRecord shown) {
        for (String message : shown.earlier()) {
            SendResult result = route.updateCard(message, now.card());
            if (result instanceof SendResult.Retry || result instanceof SendResult.Unknown) {
                return Sending.settled(result, entry, now.id().member());
            }
        }
        return new Result.Shown(now.revision(), shown.showing(now.fingerprint(), now.partVersion()));
    }

    private Result issue(Rendered now, Gateways.Route route, Claimed entry, CreateTry tried) {
        Work work = new Work(now.id().flow(), now.id().item());
        if (now.live()
                && !incidents.isWorthATry(new Trouble.Unreachable(now.id().member()), work)) {
            // Each rescan asks for it again, and where calls are paid for each refusal costs as much as a card.
            return new Result.Kept("its person cannot be reached, and it was tried lately");
        }
        String key = Sending.key("card/" + now.id(), tried.issue());
        SendResult result = route.sendCard(key, now.card());
        if (!(result instanceof SendResult.Sent(String messageId))) {
            return sending.created(
                    result, entry, tried, now.partVersion(), now.id().member());
        }
        CardRecord issued =
                receipts.issued(messageId, route.account(), tried.issue(), now.fingerprint(), now.partVersion());
        // A later version without any record of a message is the first sign that there was one.
        boolean unrecorded = tried.issue() == 1 && now.partVersion() > 1 && !tried.mayHaveArrived();
        Optional<Result> notYet = unrecorded || Sending.mayShowAnEarlierOne(now, tried)
                ? sending.corrected(route, messageId, now.card(), now.id().member(), entry, tried)
                : Optional.empty();
        return notYet.orElseGet(() -> new Result.Shown(now.revision(), issued));
    }
}
