package io.soprelay.im.feishu;

import io.soprelay.im.Finding;
import io.soprelay.im.SendResult;
import io.soprelay.im.SendResult.Cause;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What each failure of a send means for whoever wanted it sent: the platform's error table. */
final class FeishuErrors {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int NOT_FOUND = 404;
    private static final int BAD_CARD = 230099;
    /** Inside a bad-card refusal: the picture's key is not known (any more). */
    static final int BAD_IMAGE_KEY = 200570;

    private static final Duration THROTTLED_WAIT = Duration.ofSeconds(2);
    private static final Duration BROKEN_WAIT = Duration.ofSeconds(5);

    private static final Set<Integer> THROTTLED =
            Set.of(99991400, 230020, 11232, 11233, 11247, 230049, 1000004, 1000005);
    /** A card in the middle of somebody's press; free again in a moment. */
    private static final Set<Integer> CARD_BUSY = Set.of(11310, 200810);

    /** The access token is missing, expired or not yet known everywhere; the call was not carried out. */
    static final Set<Integer> TOKEN_REFUSED = Set.of(99991663, 99991671, 99991664, 99991661, 99991668);

    private static final Map<Integer, Cause> CAUSES = causes();

    private FeishuErrors() {}

    /** Turns a reply that is not a success into the sender's result. */
    static SendResult failure(FeishuReply reply) {
        return switch (reply) {
            case FeishuReply.Answer answer -> answered(answer);
            case FeishuReply.HeldBack(Duration wait) -> SendResult.Retry.unasked(wait, "inside our own limits");
            case FeishuReply.NoAnswer(boolean mayHaveArrived, String reason) ->
                mayHaveArrived ? new SendResult.Unknown(reason) : new SendResult.Retry(BROKEN_WAIT, reason);
            case FeishuReply.Unreadable(int status) -> unreadable(status);
            case FeishuReply.TooLarge(String reason) -> new SendResult.Unknown(reason);
            case FeishuReply.File ignored -> new SendResult.Unknown("a file in place of an answer");
        };
    }

    private static SendResult answered(FeishuReply.Answer answer) {
        if (answer.isDone()) {
            return new SendResult.Unknown("done, but without what it should return: " + answer.detail());
        }
        boolean busy = answer.code() == BAD_CARD && CARD_BUSY.contains(answer.innerCode());
        if (answer.httpStatus() == TOO_MANY_REQUESTS
                || THROTTLED.contains(answer.code())
                || CARD_BUSY.contains(answer.code())
                || busy) {
            return new SendResult.Retry(Objects.requireNonNullElse(answer.waitFor(), THROTTLED_WAIT), answer.detail());
        }
        if (answer.httpStatus() >= SERVER_ERROR || TOKEN_REFUSED.contains(answer.code())) {
            return new SendResult.Retry(BROKEN_WAIT, "HTTP " + answer.httpStatus() + ", " + answer.detail());
        }
        return new SendResult.Refused(CAUSES.getOrDefault(answer.code(), Cause.OTHER), answer.detail());
    }

    /** What a code reveals that an admin has to repair in the console. */
    static Optional<Finding.Kind> finding(int code) {
        return Optional.ofNullable(
                switch (code) {
                    case 10003, 10014 -> Finding.Kind.CREDENTIALS;
                    case 99991672 -> Finding.Kind.PERMISSION;
                    case 230006 -> Finding.Kind.BOT_OFF;
                    case 99991401 -> Finding.Kind.ADDRESS;
                    default -> null;
                });
    }

    private static SendResult unreadable(int status) {
        if (status == NOT_FOUND) {
            return new SendResult.Refused(Cause.OTHER, "not available here (HTTP 404)");
        }
        if (status == TOO_MANY_REQUESTS) {
            return new SendResult.Retry(THROTTLED_WAIT, "HTTP 429");
        }
        return status >= SERVER_ERROR
                ? new SendResult.Retry(BROKEN_WAIT, "HTTP " + status)
                : new SendResult.Unknown("an answer that cannot be read (HTTP " + status + ")");
    }

    private static Map<Integer, Cause> causes() {
        Map<Integer, Cause> causes = new HashMap<>();
        // Unknown or foreign open_id, outside the availability range, resigned, muted, blocked.
        put(causes, Cause.UNREACHABLE, 99992351, 99992361, 230034, 230013, 230029, 230053, 230035);
        // Recalled, deleted, older than 14 days, group dissolved.
        put(causes, Cause.MESSAGE_GONE, 230011, 230110, 230031, 232009);
        // Too long, sensitive word, data leak prevention, card invalid.
        put(causes, Cause.BAD_CONTENT, 230025, 230022, 230028, BAD_CARD);
        // Scope missing, bot off or unpublished, bot not in the group, cross-tenant, connected group, secret chat,
        // wrong app secret.
        put(causes, Cause.NOT_PERMITTED, 99991672, 230006, 230002, 230038, 230054, 230075, 10003, 10014);
        return Map.copyOf(causes);
    }

    private static void put(Map<Integer, Cause> causes, Cause cause, int... codes) {
        for (int code : codes) {
            causes.put(code, cause);
        }
    }
}
