package io.soprelay.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.ledger.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/**
 * How many entries wait: {@code relay.waiting}, tag {@code lane}, timers of the far future included; and how long the
 * oldest has been due that nobody has begun with: {@code relay.overdue}, which grows if nothing leaves at all. Read
 * from the store when somebody asks for the numbers, at most every ten seconds; not a number while the store is away.
 * Whether it answered is {@code relay.store.ready}: a bot that nobody presses commits nothing, so its commits do not tell.
 */
public final class Backlog {
    private static final Duration KEPT_FOR = Duration.ofSeconds(10);

    private final Schedules schedules;
    private final InstantSource clock;
    private Map<Lane, Long> waiting = Map.of();
    private Map<Lane, Long> overdue = Map.of();
    private boolean ready;
    private Instant askedAt = Instant.EPOCH;

    private Backlog(Schedules schedules, InstantSource clock) {
        this.schedules = schedules;
        this.clock = clock;
    }

    /** @param clock the machine's clock */
    public static void register(Schedules schedules, InstantSource clock, MeterRegistry meters) {
        Backlog backlog = new Backlog(schedules, clock);
        for (Lane lane : Lane.values()) {
            String key = lane.name().toLowerCase(Locale.ROOT);
            Gauge.builder("relay.waiting", () -> backlog.waiting(lane))
                    .description("Entries that wait in the store")
                    .tag("lane", key)
                    .register(meters);
            Gauge.builder("relay.overdue", () -> backlog.overdue(lane))
                    .description("How long the oldest entry has been due that nobody has begun with")
                    .baseUnit("seconds")
                    .tag("lane", key)
                    .register(meters);
        }
        Gauge.builder("relay.store.ready", () -> backlog.answers() ? 1 : 0)
                .description("Whether the store answers")
                .register(meters);
    }

    private synchronized double waiting(Lane lane) {
        read();
        Long entries = waiting.get(lane);
        return entries == null ? Double.NaN : entries;
    }

    private synchronized double overdue(Lane lane) {
        read();
        Long millis = overdue.get(lane);
        return millis == null ? Double.NaN : millis / 1e3;
    }

    private synchronized boolean answers() {
        read();
        return ready;
    }

    /** A store that is away is asked as rarely: each try takes a second, and whoever collects numbers waits for all. */
    private void read() {
        Instant now = clock.instant();
        if (!now.isAfter(askedAt.plus(KEPT_FOR))) {
            return;
        }
        askedAt = now;
        try {
            waiting = schedules.backlog();
            overdue = schedules.overdue();
            ready = true;
        } catch (LedgerUnavailableException away) {
            waiting = Map.of();
            overdue = Map.of();
            ready = false;
        }
    }
}
