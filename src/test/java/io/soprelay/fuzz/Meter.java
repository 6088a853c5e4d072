package io.soprelay.fuzz;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What feeding an input costs this thread: time on the processor and memory, so that other work does not count. */
final class Meter {
    /** What an input may cost on a machine of today with warm code: the promise, held by {@code scripts/fuzz}. */
    static final Duration CPU_MAX = Duration.ofMillis(50);
    /**
     * What it may cost in {@code scripts/test}: there the code is cold and the machine anybody's, so only what grows out of
     * hand is told from what is slow.
     */
    static final Duration CPU_MAX_COLD = Duration.ofSeconds(1);

    static final long BYTES_MAX = 64L << 20;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** The first time may pay for the compiler or the collector; what is slow thrice more is slow. */
    private static final int AGAIN = 3;

    private final Target target;
    private final Duration cpuMax;

    Meter(Target target, Duration cpuMax) {
        this.target = target;
        this.cpuMax = cpuMax;
    }

    /**
     * Feeds an input and judges it.
     *
     * @return its outcome
     * @throws Costly if it is too dear, each time
     */
    String feed(byte[] input) throws Exception {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long cpu = THREADS.getCurrentThreadCpuTime();
        String outcome = target.feed(input);
        long took = THREADS.getCurrentThreadCpuTime() - cpu;
        long used = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        for (int i = 0; i < AGAIN && (took > cpuMax.toNanos() || used > BYTES_MAX); i++) {
            bytes = THREADS.getCurrentThreadAllocatedBytes();
            cpu = THREADS.getCurrentThreadCpuTime();
            outcome = target.feed(input);
            took = Math.min(took, THREADS.getCurrentThreadCpuTime() - cpu);
            used = Math.min(used, THREADS.getCurrentThreadAllocatedBytes() - bytes);
        }
        if (took > cpuMax.toNanos() || used > BYTES_MAX) {
            throw new Costly("%d ms on the processor, %d KB".formatted(took / 1_000_000, used >> 10));
        }
        return outcome;
    }

    /** An input takes longer than it may, or more than 64 MB. */
    static final class Costly extends Exception {
        private static final long serialVersionUID = 1L;

        Costly(String figures) {
            super(figures);
        }
    }
}
