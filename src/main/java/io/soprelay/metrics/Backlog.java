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
 * How many entries wait: {@code relay.waiting}, tag {@code lane}; timers of the far future included. Read from the store
 * when somebody asks for the numbers, at most every ten seconds; not a number while the store is away.
 */
public final class Backlog {
    private static final Duration KEPT_FOR = Duration.ofSeconds(10);

    private final Schedules schedules;
    private final InstantSource clock;
    private Map<Lane, Long> known = Map.of();
    private Instant readAt = Instant.EPOCH;

    private Backlog(Schedules schedules, InstantSource clock) {
        this.schedules = schedules;
        this.clock = clock;
    }

    /** @param clock the machine's clock */
    public static void register(Schedules schedules, InstantSource clock, MeterRegistry meters) {
        Backlog backlog = new Backlog(schedules, clock);
        for (Lane lane : Lane.values()) {
            Gauge.builder("relay.waiting", () -> backlog.of(lane))
                    .description("Entries that wait in the store")
                    .tag("lane", lane.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }

    private synchronized double of(Lane lane) {
        Instant now = clock.instant();
        if (now.isAfter(readAt.plus(KEPT_FOR))) {
            try {
                known = schedules.backlog();
                readAt = now;
            } catch (LedgerUnavailableException away) {
                known = Map.of();
            }
        }
        Long waiting = known.get(lane);
        return waiting == null ? Double.NaN : waiting;
    }
}
