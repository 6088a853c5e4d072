package io.soprelay.im.simulator.story;

import java.io.Serial;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where a play waits before each act: for its time, and while it is paused. */
final class Gate {
    private static final Duration SLICE = Duration.ofMillis(100);

    /** The play was ended from outside. */
    static final class Stopped extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private final Pace pace;
    private boolean paused;
    private boolean stopped;

    Gate(Pace pace) {
        this.pace = pace;
    }

    void pause() {
        set(true, false);
    }

    void resume() {
        set(false, false);
    }

    /** For good. */
    void stop() {
        set(false, true);
    }

    boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits that long, pauses not counted.
     *
     * @throws Stopped when the play has been ended
     */
    void hold(Duration length) {
        Duration left = length;
        pass();
        while (left.isPositive()) {
            Duration slice = left.compareTo(SLICE) > 0 ? SLICE : left;
            pace.rest(slice);
            left = left.minus(slice);
            pass();
        }
    }

    private void pass() {
        lock.lock();
        try {
            while (paused && !stopped) {
                opened.awaitUninterruptibly();
            }
            if (stopped) {
                throw new Stopped();
            }
        } finally {
            lock.unlock();
        }
    }

    private void set(boolean toPaused, boolean toStopped) {
        lock.lock();
        try {
            paused = toPaused;
            stopped |= toStopped;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
