package io.soprelay.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.ForwardingLedger;
import io.soprelay.ledger.Ledger;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Times every commit: {@code relay.commit}, tag {@code result}. A conflict is a race that is decided again; away means
 * that the store could not say what became of it.
 */
public final class MeteredLedger extends ForwardingLedger {
    /** What a commit is expected to take, and what somebody would feel. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(1)
    };

    private enum Result {
        COMMITTED,
        REPEATED,
        CONFLICT,
        AWAY
    }

    private final Map<Result, Timer> commits = new EnumMap<>(Result.class);

    public MeteredLedger(Ledger ledger, MeterRegistry meters) {
        super(ledger);
        for (Result result : Result.values()) {
            commits.put(
                    result,
                    Timer.builder("relay.commit")
                            .description("Commits to the store")
                            .tag("result", result.name().toLowerCase(Locale.ROOT))
                            .serviceLevelObjectives(BOUNDS)
                            .register(meters));
        }
    }

    @Override
    public CommitResult commit(Commit commit) {
        long began = System.nanoTime();
        Result seen = Result.AWAY;
        try {
            CommitResult result = super.commit(commit);
            seen = switch (result) {
                case CommitResult.Committed committed -> Result.COMMITTED;
                case CommitResult.Repeated repeated -> Result.REPEATED;
                case CommitResult.Conflict conflict -> Result.CONFLICT;
            };
            return result;
        } finally {
            Objects.requireNonNull(commits.get(seen)).record(Duration.ofNanos(System.nanoTime() - began));
        }
    }
}
