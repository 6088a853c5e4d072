package io.soprelay.im.dingtalk;

import io.soprelay.im.Finding;
import io.soprelay.im.SendResult;
import io.soprelay.im.SendResult.Cause;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What each refusal means, by its {@code code}: the platform's error table. A status says nothing here: 403 may be a missing
 * permission, a limit or a used up month.
 */
final class DingTalkErrors {
    /** The card was made by an earlier try. */
    static final String ALREADY_EXISTS = "param.cardAlreadyExist";
    /** Content moderation refuses the words. */
    static final String UNSAFE = "param.contentUnsafe";

    /** A permission point is missing, as the legacy host says it. */
    private static final String LEGACY_PERMISSION = "60011";

    private static final Set<String> TEMPLATE = Set.of("param.templateNotExist", "param.templateUnpublished");

    private static final int SERVER_ERROR = 500;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration BUSY_WAIT = Duration.ofSeconds(2);
    private static final Duration BROKEN_WAIT = Duration.ofSeconds(5);

    private static final Map<String, Fault> FAULTS = faults();
    private static final Map<String, Cause> CAUSES = causes();

    private DingTalkErrors() {}

    /** What the caller of the API has to do about a code, before anybody else hears of it. */
    enum Fault {
        /** The token is bad or too old: fetch another, once. */
        TOKEN_REFUSED,
        /** This app calls this API too often in a second. */
        APP_THROTTLED,
        /** This app calls this API too often in a minute. */
        MINUTE_THROTTLED,
        /** Everybody calls this API too often. */
        API_HOT,
        /** The company's calls of this month are used up. */
        MONTH_SPENT,
        /** This address called too often: silence for five minutes. */
        BANNED,
        /** The platform is busy. */
        BUSY,
        /** None of these. */
        OTHER
    }

    static Fault fault(String code) {
        return FAULTS.getOrDefault(bare(code), Fault.OTHER);
    }

    /** Turns a reply that is not a success into the sender's result. */
    static SendResult failure(DingTalkReply reply) {
        return switch (reply) {
            case DingTalkReply.Answer answer -> answered(answer);
            case DingTalkReply.HeldBack(Duration wait, String reason) -> SendResult.Retry.unasked(wait, reason);
            case DingTalkReply.NoAnswer(boolean mayHaveArrived, String reason) ->
                mayHaveArrived ? new SendResult.Unknown(reason) : new SendResult.Retry(BROKEN_WAIT, reason);
            case DingTalkReply.Unreadable(int status, var ignored) -> unreadable(status);
            case DingTalkReply.TooLarge(String reason) -> new SendResult.Unknown(reason);
            case DingTalkReply.File ignored -> new SendResult.Unknown("a file in place of an answer");
        };
    }

    private static SendResult answered(DingTalkReply.Answer answer) {
        if (answer.isDone()) {
            return new SendResult.Unknown("done, but without what it should return: " + answer.detail());
        }
        if (TEMPLATE.contains(answer.code())) {
            return new SendResult.Refused(
                    Cause.NOT_PERMITTED,
                    "the card template of relay.dingtalk.task-template-id is not there or not published; publish it and"
                            + " link it to the app as cards/dingtalk/task-template.md says. " + answer.detail());
        }
        Fault fault = fault(answer.code());
        if (fault != Fault.OTHER && fault != Fault.TOKEN_REFUSED) {
            return new SendResult.Retry(Objects.requireNonNullElse(answer.waitFor(), BUSY_WAIT), answer.detail());
        }
        Cause cause = CAUSES.get(bare(answer.code()));
        if (cause == null && answer.httpStatus() >= SERVER_ERROR) {
            return new SendResult.Retry(BROKEN_WAIT, "HTTP " + answer.httpStatus() + ", " + answer.detail());
        }
        return new SendResult.Refused(cause == null ? Cause.OTHER : cause, answer.detail());
    }

    /** What a code reveals that an admin has to repair in the console. */
    static Optional<Finding.Kind> finding(String code) {
        if (TEMPLATE.contains(code)) {
            return Optional.of(Finding.Kind.TEMPLATE);
        }
        return Optional.ofNullable(
                switch (bare(code)) {
                    case "invalidClientIdOrSecret" -> Finding.Kind.CREDENTIALS;
                    case "AccessTokenPermissionDenied", LEGACY_PERMISSION -> Finding.Kind.PERMISSION;
                    case "IpNotInWhiteList" -> Finding.Kind.ADDRESS;
                    case "ApiCountLimitForOrg", "90020" -> Finding.Kind.QUOTA;
                    default -> null;
                });
    }

    private static SendResult unreadable(int status) {
        if (status == NOT_FOUND) {
            return new SendResult.Refused(Cause.OTHER, "not available here (HTTP 404)");
        }
        if (status == TOO_MANY_REQUESTS) {
            return new SendResult.Retry(BUSY_WAIT, "HTTP 429");
        }
        return status >= SERVER_ERROR
                ? new SendResult.Retry(BROKEN_WAIT, "HTTP " + status)
                : new SendResult.Unknown("an answer that cannot be read (HTTP " + status + ")");
    }

    /** {@code Forbidden.AccessDenied.X} is X. */
    private static String bare(String code) {
        return code.startsWith("Forbidden.") ? code.substring(code.lastIndexOf('.') + 1) : code;
    }

    private static Map<String, Fault> faults() {
        Map<String, Fault> faults = new HashMap<>();
        put(faults, Fault.TOKEN_REFUSED, "InvalidAuthentication", "40014", "42001");
        put(faults, Fault.APP_THROTTLED, "QpsLimitForAppkeyAndApi", "90018", "qps.exceed.limit");
        put(faults, Fault.MINUTE_THROTTLED, "QpmLimitForAppkeyAndApi");
        put(faults, Fault.API_HOT, "QpsLimitForApi", "90002");
        put(faults, Fault.MONTH_SPENT, "ApiCountLimitForOrg", "90020");
        put(faults, Fault.BANNED, DingTalkApi.BANNED);
        put(faults, Fault.BUSY, "systemBusy", "system.busy", "88");
        return Map.copyOf(faults);
    }

    private static Map<String, Cause> causes() {
        Map<String, Cause> causes = new HashMap<>();
        put(causes, Cause.UNREACHABLE, "param.userIdNotExist", "param.openSpaceIdInvalid", "60121");
        put(causes, Cause.MESSAGE_GONE, "param.cardNotExist");
        put(causes, Cause.BAD_CONTENT, UNSAFE, "param.cardPublicDataEmpty", "param.cardDataAndPrivateDataBothEmpty");
        // A permission point, the address of this machine, the id and secret of the app.
        put(
                causes,
                Cause.NOT_PERMITTED,
                "AccessTokenPermissionDenied",
                LEGACY_PERMISSION,
                "IpNotInWhiteList",
                "invalidClientIdOrSecret",
                "InvalidAuthentication");
        return Map.copyOf(causes);
    }

    private static <M> void put(Map<String, M> table, M meaning, String... codes) {
        for (String code : codes) {
            table.put(code, meaning);
        }
    }
}
