package io.soprelay.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A closed loop: so many callers share a fixed amount of work, each beginning the next piece when its last one ended. */
final class Callers {
    private final int count;

    Callers(int count) {
        this.count = count;
    }

    /** One piece of the work. */
    interface Piece {
        void run(int index) throws Exception;
    }

    /**
     * Runs all pieces on virtual threads.
     *
     * @return seconds from the first piece's start to the last one's end
     * @throws IllegalStateException if a piece failed; the others stop at their next piece
     */
    double run(int pieces, Piece piece) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> callers = new ArrayList<>();
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                callers.add(threads.submit(() -> {
                    for (int at = next.getAndIncrement(); at < pieces; at = next.getAndIncrement()) {
                        try {
                            piece.run(at);
                        } catch (Exception | Error failed) {
                            next.set(pieces);
                            throw failed;
                        }
                    }
                    return null;
                }));
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        callers.forEach(Callers::check);
        return seconds;
    }

    private static void check(Future<?> caller) {
        try {
            caller.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A caller failed: " + failed.getCause(), failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", stopping);
        }
    }
}
