package io.soprelay.testkit;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.CommitResult.StoredOutcome;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command ids of one partition of {@link InMemoryLedger}; not thread safe. */
final class InMemoryCommands {
    private static final Duration KEPT = Duration.ofHours(72);
    private static final int FORGOTTEN_PER_COMMIT = 5;

    private final Map<String, Remembered> seen = new LinkedHashMap<>();

    private record Remembered(StoredOutcome outcome, long atMillis) {}

    @Nullable
    StoredOutcome outcome(AggregateId aggregate, String commandId) {
        Remembered before = seen.get(scoped(aggregate, commandId));
        return before == null ? null : before.outcome;
    }

    void remember(AggregateId aggregate, String commandId, StoredOutcome outcome, long nowMillis) {
        // In the order in which they came, and time runs forward: the first that is kept ends the search.
        Iterator<Remembered> oldest = seen.values().iterator();
        for (int forgotten = 0;
                forgotten < FORGOTTEN_PER_COMMIT
                        && oldest.hasNext()
                        && oldest.next().atMillis <= nowMillis - KEPT.toMillis();
                forgotten++) {
            oldest.remove();
        }
        seen.put(scoped(aggregate, commandId), new Remembered(outcome, nowMillis));
    }

    private static String scoped(AggregateId aggregate, String commandId) {
        return aggregate.kind().code() + ":" + aggregate.id() + "|" + commandId;
    }
}
