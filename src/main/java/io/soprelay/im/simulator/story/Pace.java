package io.soprelay.im.simulator.story;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How a play takes its time; a port, so that a test need not wait. */
@FunctionalInterface
public interface Pace {
    /** Waits on the machine's clock. */
    Pace REAL = length -> LockSupport.parkNanos(length.toNanos());

    /** Lets that much time pass; may come back early. At most 100 ms at a time are asked for. */
    void rest(Duration length);
}
