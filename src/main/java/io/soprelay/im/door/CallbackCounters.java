package io.soprelay.im.door;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.soprelay.im.Platform;
import java.time.Duration;
import java.util.Locale;

/**
 * Counts what came of each call of a platform: {@code relay.feishu.callback} and {@code relay.dingtalk.callback}, tag
 * {@code outcome}, whichever transport it came over; and times the answers to presses, {@code relay.feishu.answer} and
 * {@code relay.dingtalk.answer}. Thread safe.
 */
public final class CallbackCounters {
    /** DingTalk has answers in 2 s, Feishu in 3; a person notices 100 ms. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofMillis(1400),
        Duration.ofMillis(2500)
    };

    private final MeterRegistry meters;
    private final String meter;
    private final Timer answers;

    public CallbackCounters(MeterRegistry meters, Platform platform) {
        this.meters = meters;
        this.meter = "relay." + platform.name().toLowerCase(Locale.ROOT) + ".callback";
        this.answers = Timer.builder("relay." + platform.name().toLowerCase(Locale.ROOT) + ".answer")
                .description("From a press's arrival until its answer had left")
                .serviceLevelObjectives(BOUNDS)
                .register(meters);
        for (Outcome outcome : Outcome.values()) {
            meters.counter(meter, "outcome", outcome.name().toLowerCase(Locale.ROOT));
        }
    }

    public void count(Outcome outcome) {
        meters.counter(meter, "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** A press was answered; whatever the answer said. */
    public void answered(Duration took) {
        answers.record(took);
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
        /** No signature that fits, and more of that than anybody's check of our address needs; not looked into. */
        TOO_MANY,
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
