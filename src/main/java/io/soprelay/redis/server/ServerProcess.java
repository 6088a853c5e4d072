package io.soprelay.redis.server;

import java.time.Duration;
import java.util.function.Consumer;
import redis.clients.jedis.exceptions.JedisException;

/** One running server: the process and the door to it. */
record ServerProcess(ProcessMark mark, ServerDoor door, ServerVersion version) {

    /** Flushing the append-only file to a slow disk takes seconds, not more. */
    private static final int SHUTDOWN_STEPS_MAX = 1_000;

    private static final int SIGNAL_STEPS_MAX = 500;
    private static final Duration STEP = Duration.ofMillis(10);

    boolean isAlive() {
        return mark.isAlive();
    }

    /** Stops it by SHUTDOWN, else by SIGTERM (which also writes out), else by SIGKILL; returns when it is gone. */
    void stop(Pause pause) {
        if (!isAlive()) {
            return;
        }
        try {
            door.shutDown();
        } catch (JedisException refused) {
            signal(ProcessHandle::destroy);
        }
        if (!goneWithin(SHUTDOWN_STEPS_MAX, pause)) {
            signal(ProcessHandle::destroy);
            if (!goneWithin(SIGNAL_STEPS_MAX, pause)) {
                signal(ProcessHandle::destroyForcibly);
                goneWithin(SIGNAL_STEPS_MAX, pause);
            }
        }
    }

    private boolean goneWithin(int steps, Pause pause) {
        for (int step = 0; step < steps && isAlive(); step++) {
            pause.orGiveUp(STEP);
        }
        return !isAlive();
    }

    private void signal(Consumer<ProcessHandle> act) {
        if (isAlive()) {
            ProcessHandle.of(mark.pid()).ifPresent(act);
        }
    }
}
