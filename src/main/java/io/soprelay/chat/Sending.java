package io.soprelay.chat;

import io.soprelay.chat.command.Gateways;
import io.soprelay.chat.command.Response;
import io.soprelay.chat.view.ItemView.Rendered;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Card;
import io.soprelay.im.SendResult;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.DeliveryHandler.Result;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the outbox does with an outcome of the platform; the same for everything that is sent. */
final class Sending {
    /**
     * Tries under one create key. With the waits below they span at least 55 minutes, the time in which the platform
     * recognises a repeated key; only then may a message whose fate is unknown be sent under another.
     */
    static final int TRIES_PER_ISSUE = 20;

    /** After about half a minute the person's wish to see a card counts more than tidy older messages. */
    private static final int TRIES_FOR_THE_OTHERS = 4;

    private static final Duration WAIT_MAX = Duration.ofMinutes(5);
    private static final int KEY_BYTES = 20;

    private final Gateways gateways;
    private final CardReceipts receipts;

    Sending(Gateways gateways, CardReceipts receipts) {
        this.gateways = gateways;
        this.receipts = receipts;
    }

    /** Sends a message of its own, once. */
    Result card(MemberId to, Claimed entry, Card card) {
        return respond(to, entry, new Response.Shown(card), null);
    }

    Result respond(MemberId to, Claimed entry, Response response, @Nullable String replyTo) {
        Optional<Gateways.Route> route = gateways.to(to);
        if (route.isEmpty()) {
            return new Result.Impossible("no connected account of " + to);
        }
        String key = key(entry.lane() + "/" + entry.id() + "/" + to, issue(1, entry));
        var gateway = route.get().gateway();
        var account = route.get().account();
        return switch (response) {
            case Response.Said said -> settled(gateway.sendText(account, key, said.text(), replyTo), entry);
            case Response.Shown shown -> settled(gateway.sendCard(account, key, shown.card()), entry);
            case Response.Opened(Rendered card)
            when entry.attempts() <= TRIES_FOR_THE_OTHERS && !receipts.isRight(card) ->
                new Result.Retry(wait(entry), "the card is brought up to date first");
            case Response.Opened(Rendered card) -> opened(gateway.sendCard(account, key, card.card()), card, entry);
            case Response.Silent silent -> new Result.Done();
        };
    }

    /** Trying again repeats no message; it only waits until nobody else works on the card. */
    private Result opened(SendResult result, Rendered card, Claimed entry) {
        return result instanceof SendResult.Sent sent && !receipts.opened(sent.messageId(), card)
                ? new Result.Retry(wait(entry), "a delivery of the card is under way")
                : settled(result, entry);
    }

    static Result settled(SendResult result, Claimed entry) {
        return switch (result) {
            case SendResult.Sent sent -> new Result.Done();
            case SendResult.Retry(Duration after, String reason) -> new Result.Retry(after, reason);
            case SendResult.Unknown(String reason) -> new Result.Retry(wait(entry), reason);
            case SendResult.Refused(SendResult.Cause cause, String detail) ->
                new Result.Impossible(cause + ": " + detail);
        };
    }

    /** 2, 4, 8 … seconds, at most five minutes. */
    static Duration wait(Claimed entry) {
        long seconds = 1L << Math.min(entry.attempts(), 9);
        return seconds > WAIT_MAX.toSeconds() ? WAIT_MAX : Duration.ofSeconds(seconds);
    }

    /** Which message this try may create, counted from {@code first}. */
    static int issue(int first, Claimed entry) {
        return first + Math.max(0, entry.attempts() - 1) / TRIES_PER_ISSUE;
    }

    /** 40 characters, the same for each try of one issue. */
    static String key(String what, int issue) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((what + "#" + issue).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
