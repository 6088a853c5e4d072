package io.soprelay.im.door;

import io.micrometer.core.instrument.MeterRegistry;
import io.soprelay.im.Platform;
import java.util.Locale;

/**
 * Counts what came of each call of a platform: {@code relay.feishu.callback} and {@code relay.dingtalk.callback}, tag
 * {@code outcome}, whichever transport it came over. Thread safe.
 */
public final class CallbackCounters {
    private final MeterRegistry meters;
    private final String meter;

    public CallbackCounters(MeterRegistry meters, Platform platform) {
        this.meters = meters;
        this.meter = "relay." + platform.name().toLowerCase(Locale.ROOT) + ".callback";
    }

    public void count(Outcome outcome) {
        meters.counter(meter, "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** How often this happened since the start. */
    public long value(Outcome outcome) {
        return (long) meters.counter(meter, "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .count();
    }

    /** What came of a callback. */
    public enum Outcome {
        /** Handed in and answered. */
        HANDLED,
        /** The platform's check of our address, answered. */
        CHALLENGE,
        /** Verified, but of a kind the bot does not read; acknowledged. */
        UNRECOGNISED,
        /** The inbox could not commit; the platform was told to send again, or the person to press again. */
        UNAVAILABLE,
        /** The inbox took longer than the budget; the person was told to press again. */
        LATE,
        /** The inbox failed in a way nobody foresaw. */
        FAILED,
        /** An answer's card was not fit to be sent; the person saw the toast only. */
        CARD_REFUSED,
        /** More than 64 KB. */
        TOO_LARGE,
        /** No signature, and not a challenge either. */
        UNSIGNED,
        /** A signature that does not fit. */
        FORGED,
        /** Outside the window of freshness. */
        STALE,
        /** Signed, but not decryptable, not JSON, too deep or without what its kind must have. */
        MALFORMED,
        /** The verification token differs. */
        WRONG_TOKEN,
        /** Sent for another app. */
        OTHER_APP,
        /** Sent by another company. */
        OTHER_TENANT
    }
}
