package io.soprelay.chat;

import io.soprelay.chat.command.Gateways;
import io.soprelay.chat.command.Response;
import io.soprelay.chat.view.ItemView.Rendered;
import io.soprelay.chat.view.Words;
import io.soprelay.codec.Sha256;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Card;
import io.soprelay.im.GroupChat;
import io.soprelay.im.SendResult;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.CreateTry;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler.Result;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the outbox does with an outcome of the platform; the same for everything that is sent. What a platform has forgotten
 * the create key of, after an hour of unknown fate, may be seen twice, which is better than never.
 */
final class Sending {
    /** After about half a minute the person's wish to see a card counts more than tidy older messages. */
    private static final int TRIES_FOR_THE_OTHERS = 4;

    private static final Duration WAIT_MAX = Duration.ofSeconds(30);
    private static final Duration OUTAGE_WAIT = Duration.ofMinutes(5);
    private static final int TRIES_OF_TEN_MINUTES = 24;
    private static final int KEY_BYTES = 20;

    private final Gateways gateways;
    private final CardReceipts receipts;
    private final Deliveries deliveries;
    private final Words words;
    private final InstantSource clock;

    /** @param clock the machine's: create keys are the platform's business, which knows no business time */
    Sending(Gateways gateways, CardReceipts receipts, Deliveries deliveries, Words words, InstantSource clock) {
        this.gateways = gateways;
        this.receipts = receipts;
        this.deliveries = deliveries;
        this.words = words;
        this.clock = clock;
    }

    /**
     * Sends what has gathered for a person as one message. It gets its name before anything is sent, and keeps it however
     * much gathers until it has arrived: who comes after somebody who left no word repeats it under the same name. A try
     * that may have arrived said what had gathered by then: it is brought up to date, so that nothing that came since is
     * missing.
     *
     * @param upTo the version up to which it tells; names the message
     */
    Result gathered(MemberId to, Claimed entry, Card card, long upTo) {
        Optional<Gateways.Route> route = gateways.to(to);
        if (route.isEmpty()) {
            return nowhere(to);
        }
        int now = Math.toIntExact(upTo);
        byte[] memo = entry.memo();
        int name = memo == null ? 0 : deliveries.readTry(memo).partVersion();
        if (name == 0) {
            return new Result.Retry(
                    Duration.ZERO, "it has its name now", new CreateTry(1, null, now, entry.attempts()));
        }
        CreateTry tried = next(entry, 1).carrying(name);
        SendResult result =
                route.get().sendCard(key(entry.lane() + "/" + entry.id() + "/" + name, tried.issue()), card);
        if (!(result instanceof SendResult.Sent(String messageId))) {
            return created(result, entry, tried, name, to);
        }
        Optional<Result> notYet = tried.mayHaveArrived() && name != now
                ? corrected(route.get(), messageId, card, to, entry, tried)
                : Optional.empty();
        return notYet.map(later -> named(later, name)).orElseGet(() -> new Result.Shown(upTo, null));
    }

    private static Result named(Result later, int name) {
        return later instanceof Result.Retry(Duration after, String reason, CreateTry tried) && tried != null
                ? new Result.Retry(after, reason, tried.carrying(name))
                : later;
    }

    /** Sends a message of its own, once. */
    Result card(MemberId to, Claimed entry, Card card) {
        return gateways.to(to)
                .map(way -> respond(way, to, entry, new Response.Shown(card), null))
                .orElseGet(() -> nowhere(to));
    }

    /**
     * Answers where it was asked. In a group only what everybody there may read is said aloud; anything else goes to the
     * asker alone, and the group is told so.
     */
    Result answer(Delivery.Reply reply, Claimed entry, Response response) {
        Optional<Gateways.Route> found = gateways.to(reply.to(), reply.origin());
        if (found.isEmpty()) {
            return nowhere(reply.to());
        }
        Gateways.Route route = found.get().answering();
        Optional<GroupChat> group = group(reply, route);
        if (group.isEmpty()) {
            return respond(route, reply.to(), entry, response.alone(), reply.replyTo());
        }
        if (response instanceof Response.Aloud(Response words)) {
            return respond(route.inGroup(group.get()), reply.to(), entry, words, reply.replyTo());
        }
        // Without the message it answers: a reply would stand in the group.
        Result result = respond(route, reply.to(), entry, response.alone(), null);
        if (result instanceof Result.Done && !(response instanceof Response.Silent)) {
            String key = key(entry.lane() + "/" + entry.id() + "/group", 1);
            route.inGroup(group.get()).sendText(key, words.say("group.told-privately"), reply.replyTo());
        }
        return result;
    }

    private static Optional<GroupChat> group(Delivery.Reply reply, Gateways.Route route) {
        Delivery.Origin origin = reply.origin();
        return origin == null || origin.group() == null
                ? Optional.empty()
                : Optional.of(new GroupChat(route.gateway().platform(), origin.group()));
    }

    private static Result nowhere(MemberId to) {
        return new Result.Impossible("no connected account of " + to, to);
    }

    private Result respond(
            Gateways.Route way, MemberId asker, Claimed entry, Response response, @Nullable String replyTo) {
        CreateTry tried = next(entry, 1);
        String key = key(entry.lane() + "/" + entry.id() + "/" + asker, tried.issue());
        return switch (response) {
            case Response.Said said -> created(way.sendText(key, said.text(), replyTo), entry, tried, 0, asker);
            case Response.Shown shown -> created(way.sendCard(key, shown.card()), entry, tried, 0, asker);
            case Response.Aloud aloud -> throw new IllegalStateException("An answer is said aloud once");
            case Response.Opened(Rendered card)
            when entry.attempts() <= TRIES_FOR_THE_OTHERS && !receipts.isRight(card) ->
                new Result.Retry(wait(entry), "the card is brought up to date first", tried);
            case Response.Opened(Rendered card) -> opened(way, key, card, entry, tried);
            case Response.Silent silent -> new Result.Done();
        };
    }

    /** Trying again repeats no message; it only waits until nobody else works on the card. */
    private Result opened(Gateways.Route way, String key, Rendered card, Claimed entry, CreateTry tried) {
        SendResult result = way.sendCard(key, card.card());
        if (!(result instanceof SendResult.Sent(String messageId))) {
            return created(result, entry, tried, card.partVersion(), card.id().member());
        }
        Optional<Result> notYet = mayShowAnEarlierOne(card, tried) && !receipts.isOpenForm(messageId, card)
                ? corrected(way, messageId, card.card(), card.id().member(), entry, tried)
                : Optional.empty();
        return notYet.orElseGet(() -> receipts.opened(messageId, way.to(), card)
                ? new Result.Done()
                : new Result.Retry(
                        wait(entry),
                        "a delivery of the card is under way or waits to be repeated, or has shown something newer",
                        tried.unknown(card.partVersion(), clock.instant())));
    }

    /**
     * A repeated key answers with the message that an earlier try made, and that one shows what was true then. The same
     * form is left as it is, because it may be half filled by now: version 1 of a part is one form.
     */
    static boolean mayShowAnEarlierOne(Rendered now, CreateTry tried) {
        boolean sameForm = now.live() && (now.partVersion() == 1 || tried.partVersion() == now.partVersion());
        return !sameForm && tried.mayHaveArrived();
    }

    /**
     * Makes a message that an earlier try created show the card as it is now.
     *
     * @return what becomes of the entry if it does not; empty if it does
     */
    Optional<Result> corrected(
            Gateways.Route way, String messageId, Card now, MemberId member, Claimed entry, CreateTry tried) {
        SendResult update = way.updateCard(messageId, now);
        if (update instanceof SendResult.Sent) {
            return Optional.empty();
        }
        return Optional.of(
                update instanceof SendResult.Refused(SendResult.Cause cause, String detail)
                                && cause == SendResult.Cause.MESSAGE_GONE
                        ? new Result.Retry(
                                Duration.ZERO, detail, new CreateTry(tried.issue() + 1, null, 0, entry.attempts()))
                        : created(update, entry, tried, 0, member));
    }

    /** The try to create a message that this delivery is to make. */
    CreateTry next(Claimed entry, int firstIssue) {
        byte[] memo = entry.memo();
        return CreateTry.next(
                memo == null ? null : deliveries.readTry(memo), firstIssue, entry.attempts(), clock.instant());
    }

    /**
     * What becomes of an entry after a try to create its message.
     *
     * @param partVersion what the message carried; 0 if that is of no interest
     * @param to whose message it is
     */
    Result created(SendResult result, Claimed entry, CreateTry tried, int partVersion, MemberId to) {
        return switch (result) {
            case SendResult.Retry(Duration after, String reason, boolean asked) ->
                new Result.Retry(after, reason, tried);
            case SendResult.Unknown(String reason) ->
                new Result.Retry(wait(entry), reason, tried.unknown(partVersion, clock.instant()));
            default -> settled(result, entry, to);
        };
    }

    /**
     * What becomes of an entry after anything else. What the platform does not permit waits until an admin has set it
     * right there.
     */
    static Result settled(SendResult result, Claimed entry, MemberId to) {
        return switch (result) {
            case SendResult.Sent sent -> new Result.Done();
            case SendResult.Retry(Duration after, String reason, boolean asked) -> new Result.Retry(after, reason);
            case SendResult.Unknown(String reason) -> new Result.Retry(wait(entry), reason);
            case SendResult.Refused(SendResult.Cause cause, String detail) -> {
                String reason = cause + ": " + detail;
                yield switch (cause) {
                    case NOT_PERMITTED -> new Result.Retry(OUTAGE_WAIT, reason);
                    case UNREACHABLE -> new Result.Impossible(reason, to);
                    case MESSAGE_GONE, BAD_CONTENT, OTHER -> new Result.Impossible(reason);
                };
            }
        };
    }

    /**
     * 2, 4, 8 … seconds, at most half a minute: somebody is waiting when the platform is back. After about ten minutes
     * it is an outage and five minutes do.
     */
    static Duration wait(Claimed entry) {
        if (entry.attempts() > TRIES_OF_TEN_MINUTES) {
            return OUTAGE_WAIT;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(entry.attempts(), 9));
        return doubled.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : doubled;
    }

    /** 40 characters, the same for each try of one issue. */
    static String key(String what, int issue) {
        return Sha256.hex(what + "#" + issue, KEY_BYTES);
    }
}
