package io.soprelay.im.line;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Frames that are being handled, so that a connection is closed only after they were answered. Thread safe. */
public final class FramesUnderWay {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private int count;
    private boolean closed;

    /** Handles a frame on a thread of its own; false, and nothing happens, once this is closed. */
    public boolean handle(Runnable frame) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            count++;
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("frame").start(() -> {
            try {
                frame.run();
            } finally {
                ended();
            }
        });
        return true;
    }

    /** Lets no more frames in and waits until those under way have ended, at most {@code grace}. */
    public void close(Duration grace) {
        lock.lock();
        try {
            closed = true;
            long left = grace.toNanos();
            while (count > 0 && left > 0) {
                left = none.awaitNanos(left);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void ended() {
        lock.lock();
        try {
            count--;
            if (count == 0) {
                none.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
