package io.soprelay.engine;

import io.soprelay.flow.model.FlowId;
import io.soprelay.ledger.HistoryCheck;
import io.soprelay.ledger.HistoryReport;
import io.soprelay.ledger.HistoryVerdict;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks through all histories, one walk at a time however many ask. Each walk has a thread of its own; whoever asked for a
 * long one asks again for what it found. Safe for concurrent use.
 */
public final class HistoryRounds {
    private final HistoryCheck check;
    private final Consumer<HistoryReport> heard;
    private @Nullable CompletableFuture<HistoryReport> round;

    /** @param heard told of every finished walk, on the walk's thread */
    public HistoryRounds(HistoryCheck check, Consumer<HistoryReport> heard) {
        this.check = check;
        this.heard = heard;
    }

    /** The history of one record, at once. */
    public HistoryVerdict look(FlowId flow) {
        return check.look(FlowRecords.aggregate(flow));
    }

    /** Keeps how many acts there are without a walk. */
    public void remember() {
        check.remember();
    }

    /**
     * What the walk under way finds, or the one that nobody has asked about since it ended, or else a new one.
     *
     * @return empty if it takes longer than {@code patience}; it goes on then
     * @throws io.soprelay.ledger.LedgerUnavailableException if the store went away meanwhile
     */
    public Optional<HistoryReport> result(Duration patience) {
        CompletableFuture<HistoryReport> asked = round();
        try {
            HistoryReport report = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            told(asked);
            return Optional.of(report);
        } catch (TimeoutException stillWalking) {
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException failed) {
            told(asked);
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("A walk through the histories failed", failed.getCause());
        }
    }

    private synchronized CompletableFuture<HistoryReport> round() {
        if (round == null) {
            CompletableFuture<HistoryReport> fresh = new CompletableFuture<>();
            round = fresh;
            Thread.ofVirtual().name("histories").start(() -> walk(fresh));
        }
        return round;
    }

    private void walk(CompletableFuture<HistoryReport> fresh) {
        try {
            HistoryReport report = check.walk();
            heard.accept(report);
            fresh.complete(report);
        } catch (RuntimeException e) {
            fresh.completeExceptionally(e);
        }
    }

    private synchronized void told(CompletableFuture<HistoryReport> asked) {
        if (round == asked) {
            round = null;
        }
    }
}
