package io.soprelay.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting: for so long, or until something is there. */
final class Patience {
    private static final long LINE = TimeUnit.SECONDS.toNanos(40);

    private Patience() {}

    static void pause(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** @throws IOException after 40 seconds */
    static void await(String what, BooleanSupplier there) throws IOException {
        long end = System.nanoTime() + LINE;
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IOException("Waited in vain for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }
}
