package io.soprelay.im.line;

import io.soprelay.im.line.Connection.End;
import io.soprelay.im.line.Connector.LineRefusedException;
import io.soprelay.im.line.LineState.Phase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection open. It believes nothing the software under it says about being alive: a connection is well
 * while frames come in. A silent one is pinged and, after the set silence, replaced; an ended one is replaced; one that is
 * old or announces its end is replaced before it ends, so that nothing is sent to nobody. After a loss the first try comes
 * within seconds, then tries get rarer, with jitter, so that a thousand bots do not come back in one moment. So they do
 * while connections open and end at once.
 *
 * <p>Problems are logged once each, not once a try.
 */
public final class LineKeeper implements Line {
    private static final Logger LOG = LoggerFactory.getLogger(LineKeeper.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);

    private final String name;
    private final Connector connector;
    private final LinePace pace;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private @Nullable Thread keeper;
    private boolean stopped;
    private boolean signalled;
    private volatile @Nullable Connection current;
    /** Connections that another one has taken the place of and that still answer. */
    private final Set<Connection> leaving = ConcurrentHashMap.newKeySet();
    /** When {@link #current} was opened; of the keeper's thread, as the two below. */
    private Instant openedAt = Instant.MIN;

    private @Nullable Connection judged;
    /** Connections in a row that ended, or announced their end, almost as soon as they were open. */
    private int soonEnded;

    private volatile LineState state = LineState.stopped();

    /**
     * @param name how the log calls the line
     * @param clock the machine's clock
     */
    public LineKeeper(String name, Connector connector, LinePace pace, InstantSource clock) {
        this.name = name;
        this.connector = connector;
        this.pace = pace;
        this.clock = clock;
    }

    @Override
    public void start() {
        lock.lock();
        try {
            if (keeper == null && !stopped) {
                phase(Phase.CONNECTING);
                // No virtual thread: software under it blocks inside monitors, which would hold up all others.
                keeper = Thread.ofPlatform().daemon().name("line " + name).start(this::keep);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        Thread running;
        lock.lock();
        try {
            running = keeper;
            if (running != null && !stopped) {
                // While the lock is held: the keeper sees the flag only after this, and then waits for answers in
                // peace.
                running.interrupt();
            }
            stopped = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
        if (running != null) {
            try {
                running.join(STOP_PATIENCE);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
        state = new LineState(
                Phase.STOPPED, null, null, state.opened(), state.drops(), state.problem(), state.problemAt());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public LineState state() {
        LineState known = state;
        Connection open = current;
        return open == null || !known.isConnected()
                ? known
                : new LineState(
                        known.phase(),
                        known.connectedSince(),
                        open.lastFrame(),
                        known.opened(),
                        known.drops(),
                        known.problem(),
                        known.problemAt());
    }

    private void keep() {
        int failures = 0;
        boolean first = true;
        while (!isStopped()) {
            if (!first) {
                rest(state.phase() == Phase.REFUSED ? pace.refusedTry() : pace.waitBefore(failures));
            }
            first = false;
            Connection opened = isStopped() ? null : tryOpen(Phase.CONNECTING);
            if (opened == null) {
                failures++;
                continue;
            }
            connected(opened);
            watch();
            failures = Math.max(0, soonEnded - 1);
        }
        Connection last = current;
        current = null;
        // The interrupt has ended what was waited for; what is answered now is not to be cut off by it.
        boolean unused = Thread.interrupted();
        if (last != null) {
            last.close(pace.grace());
        }
        leaving.forEach(old -> old.close(pace.grace()));
    }

    /**
     * The platform goes on sending over a connection for a moment after it has another: a press that came then would be
     * answered by nobody, and the platform does not send presses again.
     */
    private void leave(Connection old) {
        leaving.add(old);
        Thread.ofVirtual().start(() -> {
            Instant until = clock.instant().plus(pace.grace());
            lock.lock();
            try {
                for (Duration left = pace.grace(); !stopped && left.isPositive(); ) {
                    boolean unused = news.await(left.toNanos(), TimeUnit.NANOSECONDS);
                    left = Duration.between(clock.instant(), until);
                }
            } catch (InterruptedException neverDone) {
                Thread.currentThread().interrupt();
            } finally {
                lock.unlock();
            }
            old.close(pace.grace());
            leaving.remove(old);
        });
    }

    /** Returns when the connection in use has ended and none has taken its place. */
    private void watch() {
        int failures = 0;
        boolean silent = false;
        Instant successorAt = clock.instant().plus(pace.maxAge());
        while (!isStopped()) {
            Connection open = current;
            if (open == null || open.end() == End.ENDED) {
                lost(open);
                return;
            }
            Instant now = clock.instant();
            Instant deadAt = open.lastFrame().plus(pace.maxSilence());
            boolean silentNow = !now.isBefore(deadAt);
            if (silentNow != silent) {
                silent = silentNow;
                fellSilent(silent);
                successorAt = silent ? now : successorAt;
            }
            if (open.end() == End.ANNOUNCED && judged != open) {
                judge(open);
                successorAt = soonEnded <= 1 ? now : now.plus(jittered(pace.waitBefore(soonEnded - 1)));
            }
            if (now.isBefore(successorAt)) {
                open.ping();
                await(shortest(
                        silent ? pace.pingEvery() : Duration.between(now, deadAt),
                        Duration.between(now, successorAt),
                        pace.pingEvery()));
                continue;
            }
            Connection successor = tryOpen(silent ? Phase.CONNECTING : Phase.CONNECTED);
            if (successor == null) {
                Duration wait = state.phase() == Phase.REFUSED ? pace.refusedTry() : pace.waitBefore(failures);
                failures++;
                successorAt = clock.instant().plus(jittered(wait));
                continue;
            }
            connected(successor);
            if (silent) {
                Thread.ofVirtual().start(() -> open.close(Duration.ZERO));
            } else {
                leave(open);
            }
            failures = 0;
            silent = false;
            successorAt = clock.instant().plus(pace.maxAge());
        }
    }

    /** Whoever is turned out at once every time must not knock every second. */
    private void judge(Connection ended) {
        if (judged != ended) {
            judged = ended;
            boolean soon = Duration.between(openedAt, clock.instant()).compareTo(pace.provenAfter()) < 0;
            soonEnded = soon ? soonEnded + 1 : 0;
        }
    }

    /** A silent connection stays until the next one is open: it may be the platform that has nothing to say. */
    private void fellSilent(boolean silent) {
        if (silent) {
            problem("The connection was silent for " + pace.maxSilence() + " and is taken for dead");
            dropped();
        } else {
            phase(Phase.CONNECTED);
        }
    }

    private @Nullable Connection tryOpen(Phase meanwhile) {
        phase(meanwhile);
        try {
            return connector.open(this::wake);
        } catch (LineRefusedException refused) {
            problem(String.valueOf(refused.getMessage()));
            phase(meanwhile == Phase.CONNECTED ? meanwhile : Phase.REFUSED);
        } catch (IOException failed) {
            problem(String.valueOf(failed.getMessage()));
        } catch (InterruptedException stopping) {
            // Only stop() interrupts; the loop sees it.
            return null;
        } catch (RuntimeException defect) {
            LOG.error("The {} line failed in a way nobody foresaw", name, defect);
            problem(defect.getClass().getSimpleName());
        }
        return null;
    }

    private void connected(Connection opened) {
        boolean news = !state.isConnected();
        current = opened;
        openedAt = clock.instant();
        state = new LineState(
                Phase.CONNECTED,
                clock.instant(),
                opened.lastFrame(),
                state.opened() + 1,
                state.drops(),
                state.problem(),
                state.problemAt());
        if (news) {
            LOG.info("The {} line is connected", name);
        }
    }

    private void lost(@Nullable Connection ended) {
        problem("The connection was closed from the other side, or broke");
        if (state.phase() == Phase.CONNECTED) {
            dropped();
        }
        current = null;
        state = new LineState(
                Phase.CONNECTING, null, null, state.opened(), state.drops(), state.problem(), state.problemAt());
        if (ended != null) {
            judge(ended);
            // A broken socket takes its time to be closed; the next connection does not wait for it.
            Thread.ofVirtual().start(() -> ended.close(Duration.ZERO));
        }
    }

    private void dropped() {
        state = new LineState(
                Phase.CONNECTING,
                state.connectedSince(),
                state.lastFrame(),
                state.opened(),
                state.drops() + 1,
                state.problem(),
                state.problemAt());
    }

    private void problem(String sentence) {
        if (!sentence.equals(state.problem()) || state.isConnected()) {
            LOG.warn("The {} line: {}", name, sentence);
        }
        state = new LineState(
                state.phase(),
                state.connectedSince(),
                state.lastFrame(),
                state.opened(),
                state.drops(),
                sentence,
                clock.instant());
    }

    private void phase(Phase phase) {
        if (state.phase() != phase) {
            state = new LineState(
                    phase,
                    state.connectedSince(),
                    state.lastFrame(),
                    state.opened(),
                    state.drops(),
                    state.problem(),
                    state.problemAt());
        }
    }

    private void rest(Duration wait) {
        Instant until = clock.instant().plus(jittered(wait));
        while (!isStopped()) {
            Duration left = Duration.between(clock.instant(), until);
            if (!left.isPositive()) {
                return;
            }
            await(left);
        }
    }

    /** Between half of it and all of it. */
    private static Duration jittered(Duration wait) {
        return Duration.ofNanos(
                (long) (wait.toNanos() * ThreadLocalRandom.current().nextDouble(0.5, 1.0)));
    }

    private static Duration shortest(Duration first, Duration second, Duration third) {
        Duration two = first.compareTo(second) < 0 ? first : second;
        return two.compareTo(third) < 0 ? two : third;
    }

    private void wake() {
        lock.lock();
        try {
            signalled = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A look that comes too early is harmless, so nobody loops here. */
    @SuppressWarnings("WaitNotInLoop")
    private void await(Duration longest) {
        lock.lock();
        try {
            if (!stopped && !signalled && longest.isPositive()) {
                boolean unused = news.await(longest.toNanos(), TimeUnit.NANOSECONDS);
            }
            signalled = false;
        } catch (InterruptedException stopping) {
            // Only stop() interrupts, and it has said so in the flag.
            signalled = false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }
}
