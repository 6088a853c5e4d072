package io.soprelay;

import io.soprelay.archive.ArchiveWriter;
import io.soprelay.engine.ArchiveRounds;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/** Lets the rounds of the archive go on while the bot runs, one page after the other. */
final class ArchiveLife implements SmartLifecycle {
    /** A start has other work first. */
    private static final Duration FIRST_VISIT = Duration.ofSeconds(5);

    private static final Duration STOP_MAX = Duration.ofSeconds(5);

    private final ArchiveRounds rounds;
    private final ArchiveWriter writer;
    private final Duration firstVisit;
    private final ScheduledThreadPoolExecutor ticker = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("archive").daemon(true).factory());
    private volatile boolean running;

    /** @param after the retention */
    ArchiveLife(ArchiveRounds rounds, ArchiveWriter writer, Duration after) {
        // Else a stop would wait for the next visit.
        ticker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.rounds = rounds;
        this.writer = writer;
        this.firstVisit = after.compareTo(FIRST_VISIT) < 0 ? after : FIRST_VISIT;
    }

    @Override
    public void start() {
        running = true;
        visitAfter(firstVisit);
    }

    private void visitAfter(Duration wait) {
        try {
            ticker.schedule(() -> visitAfter(rounds.visitNext()), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            // The next start goes on.
        }
    }

    /** Is not interrupted: a file that is being written would be closed by it. */
    @Override
    public void stop() {
        running = false;
        ticker.shutdown();
        try {
            if (ticker.awaitTermination(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                writer.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
