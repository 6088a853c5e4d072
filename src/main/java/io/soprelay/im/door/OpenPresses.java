package io.soprelay.im.door;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Messages whose card is being pressed. A platform refuses an update that meets a press, or lets the card flip back to what
 * it was, so an update waits until the answer has been on the screen for a moment. Safe for concurrent use.
 */
public final class OpenPresses {
    /** From the written answer until the app shows it; updates sent within a second were seen to flip back. */
    public static final Duration SETTLING = Duration.ofSeconds(1);

    /** How long an update waits before it looks again while the answer is still being made. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Beyond this many the ended ones are thrown out; a bot that is pressed a hundred times a second has as many. */
    private static final int REMEMBERED_MAX = 300;

    /** @param unanswered presses under way */
    private record Open(int unanswered, Instant calmAt) {
        private boolean isCalm(Instant now) {
            return unanswered == 0 && !calmAt.isAfter(now);
        }
    }

    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private final InstantSource clock;

    /** @param clock the machine's clock */
    public OpenPresses(InstantSource clock) {
        this.clock = clock;
    }

    public void begin(String messageId) {
        if (open.size() > REMEMBERED_MAX) {
            Instant now = clock.instant();
            open.values().removeIf(press -> press.isCalm(now));
        }
        open.merge(messageId, new Open(1, Instant.MIN), (known, one) -> new Open(known.unanswered + 1, known.calmAt));
    }

    /** Every {@link #begin} needs its end, whatever came of the press. */
    public void end(String messageId) {
        Instant calmAt = clock.instant().plus(SETTLING);
        open.computeIfPresent(messageId, (id, press) -> new Open(press.unanswered - 1, calmAt));
    }

    /** @return how long an update of the message should wait before it tries; empty for not at all */
    public Optional<Duration> wait(String messageId) {
        Open press = open.get(messageId);
        Instant now = clock.instant();
        if (press == null || press.isCalm(now)) {
            return Optional.empty();
        }
        return Optional.of(press.unanswered > 0 ? LOOK_AGAIN : Duration.between(now, press.calmAt));
    }
}
