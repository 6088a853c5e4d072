package io.soprelay;

import io.soprelay.engine.RescanRounds;
import io.soprelay.outbox.OutboxRelay;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/** Starts delivering once everything is wired, and visits one partition at a time for what is missing. */
final class RelayLife implements SmartLifecycle {
    /** The first presses after a start come before the first look for what is missing. */
    private static final Duration FIRST_VISIT = Duration.ofSeconds(1);

    private final OutboxRelay relay;
    private final RescanRounds rounds;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rescan").daemon(true).factory());
    private volatile boolean running;

    RelayLife(OutboxRelay relay, RescanRounds rounds) {
        this.relay = relay;
        this.rounds = rounds;
    }

    @Override
    public void start() {
        running = true;
        relay.start();
        visitAfter(FIRST_VISIT);
    }

    private void visitAfter(Duration wait) {
        try {
            ticker.schedule(() -> visitAfter(rounds.visitNext()), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            // Nothing is left out: the next start begins with a whole round.
        }
    }

    /** The store holds less than it did: a whole round soon. */
    void hurry() {
        rounds.hurry();
    }

    /** Stops before the web server does, so that nothing new is claimed while presses are still answered. */
    @Override
    public void stop() {
        running = false;
        ticker.shutdownNow();
        relay.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
