package io.soprelay.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.RecordKey;
import io.soprelay.ledger.StoredHistory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Times every commit: {@code relay.commit}, tag {@code result}. A conflict is a race that is decided again; away means
 * that the store could not say what became of it.
 */
public final class MeteredLedger implements Ledger {
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

    private final Ledger ledger;
    private final Map<Result, Timer> commits = new EnumMap<>(Result.class);

    public MeteredLedger(Ledger ledger, MeterRegistry meters) {
        this.ledger = ledger;
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
            CommitResult result = ledger.commit(commit);
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

    @Override
    public RecordKey newKey(AggregateId aggregate) {
        return ledger.newKey(aggregate);
    }

    @Override
    public Loaded load(AggregateId aggregate, String commandId) {
        return ledger.load(aggregate, commandId);
    }

    @Override
    public Loaded load(AggregateId aggregate) {
        return ledger.load(aggregate);
    }

    @Override
    public Map<AggregateId, Loaded> loadAll(List<AggregateId> aggregates) {
        return ledger.loadAll(aggregates);
    }

    @Override
    public List<byte[]> history(AggregateId aggregate) {
        return ledger.history(aggregate);
    }

    @Override
    public StoredHistory inspect(AggregateId aggregate) {
        return ledger.inspect(aggregate);
    }

    @Override
    public Aggregates aggregates(String cursor) {
        return ledger.aggregates(cursor);
    }

    @Override
    public List<SealCount> sealCounts() {
        return ledger.sealCounts();
    }

    @Override
    public boolean rewrite() {
        return ledger.rewrite();
    }

    @Override
    public Rewriting rewriting() {
        return ledger.rewriting();
    }

    @Override
    public List<String> live(AggregateId.Kind kind, int partition) {
        return ledger.live(kind, partition);
    }

    @Override
    public Map<String, Long> ended(AggregateId.Kind kind, int partition) {
        return ledger.ended(kind, partition);
    }

    @Override
    public void release(AggregateId.Kind kind, int partition, Map<String, Long> versions) {
        ledger.release(kind, partition, versions);
    }

    @Override
    public String allotNumber(String prefix, String day, String commandId, String flowId) {
        return ledger.allotNumber(prefix, day, commandId, flowId);
    }

    @Override
    public Optional<String> findNumber(String number) {
        return ledger.findNumber(number);
    }
}
