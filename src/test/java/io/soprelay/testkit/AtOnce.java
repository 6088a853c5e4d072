package io.soprelay.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Something done by several threads that begin together, on a machine with one processor too. */
public final class AtOnce {
    private static final int THREADS = 4;

    private AtOnce() {}

    /** @return what came of 0, 1, 2 … */
    public static <T> List<T> each(int count, IntFunction<T> act) throws InterruptedException, ExecutionException {
        CyclicBarrier together = new CyclicBarrier(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<List<T>>> parts = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int from = count * thread / THREADS;
                int to = count * (thread + 1) / THREADS;
                parts.add(threads.submit(() -> {
                    together.await();
                    List<T> part = new ArrayList<>();
                    for (int i = from; i < to; i++) {
                        part.add(act.apply(i));
                    }
                    return part;
                }));
            }
            List<T> all = new ArrayList<>();
            for (Future<List<T>> part : parts) {
                all.addAll(part.get());
            }
            return all;
        }
    }
}
