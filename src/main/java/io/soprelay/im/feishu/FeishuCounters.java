package io.soprelay.im.feishu;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts what came of each callback: {@code relay.feishu.callback}, tag {@code outcome}. Thread safe. */
public final class FeishuCounters {
    private static final String METER = "relay.feishu.callback";

    private final MeterRegistry meters;

    public FeishuCounters(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(Outcome outcome) {
        meters.counter(METER, "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** How often this happened since the start. */
    public long value(Outcome outcome) {
        return (long) meters.counter(METER, "outcome", outcome.name().toLowerCase(Locale.ROOT))
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
