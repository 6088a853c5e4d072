package io.soprelay.redis.server;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after a running server: one that died is started again, with a growing pause while that fails. */
final class ServerWatcher implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerWatcher.class);

    /** A look costs one small read; people wait for the server meanwhile. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private static final Duration BACK_OFF_MAX = Duration.ofSeconds(10);

    /** 60 s of quiet (in looks): the next death is a new story and starts with the shortest pause. */
    private static final int QUIET_LOOKS = 300;

    /** 200 ms doubled six times is beyond the longest pause. */
    private static final int DOUBLINGS_MAX = 6;

    private final BooleanSupplier alive;
    private final Runnable restart;
    private final Supplier<Optional<String>> lastWords;
    private final Pause pause;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final ReentrantLock turn = new ReentrantLock();
    private int failures;
    private int quietLooks;
    private volatile @Nullable String problem;
    private volatile @Nullable String lately;

    /**
     * @param restart throws {@link EmbeddedRedisException} if it does not succeed
     * @param lastWords what the server that has ended said of it; empty if nothing
     */
    ServerWatcher(BooleanSupplier alive, Runnable restart, Supplier<Optional<String>> lastWords, Pause pause) {
        this.alive = alive;
        this.restart = restart;
        this.lastWords = lastWords;
        this.pause = pause;
    }

    @Override
    public void run() {
        try {
            while (!stopped.get()) {
                pause.pause(look());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once and restarts if needed; returns how long to wait before the next look. */
    Duration look() {
        turn.lock();
        try {
            if (stopped.get()) {
                return LOOK_EVERY;
            }
            if (alive.getAsBoolean()) {
                quietLooks++;
                if (quietLooks >= QUIET_LOOKS) {
                    failures = 0;
                    lately = null;
                }
                return LOOK_EVERY;
            }
            quietLooks = 0;
            failures++;
            String ended = "redis-server has ended"
                    + lastWords.get().map(" (%s)"::formatted).orElse("");
            lately = failures == 1 ? ended : ended + ", as the " + (failures - 1) + " before it";
            LOG.warn("{}; starting it again", ended);
            restart(ended);
            return backOff();
        } finally {
            turn.unlock();
        }
    }

    private void restart(String ended) {
        problem = ended + " and is being started again.";
        try {
            restart.run();
            problem = null;
            LOG.info("redis-server runs again");
        } catch (RuntimeException e) {
            problem = e.getMessage();
            LOG.error("redis-server could not be started again: {}", e.getMessage());
        }
    }

    /** 200 ms, then twice as long after each further death, at most 10 s. */
    private Duration backOff() {
        Duration grown = LOOK_EVERY.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
        return grown.compareTo(BACK_OFF_MAX) > 0 ? BACK_OFF_MAX : grown;
    }

    /** Why the server is down; empty while it runs. */
    Optional<String> problem() {
        String known = problem;
        return Optional.ofNullable(known);
    }

    /** How it ended, though it runs again; empty after a minute of quiet. One that dies at each write answers in between. */
    Optional<String> lately() {
        String known = lately;
        return Optional.ofNullable(known);
    }

    /** Ends the watch, after a restart that is under way; true for the first caller. */
    boolean stop() {
        turn.lock();
        try {
            return stopped.compareAndSet(false, true);
        } finally {
            turn.unlock();
        }
    }
}
