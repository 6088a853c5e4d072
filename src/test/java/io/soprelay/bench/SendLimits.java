package io.soprelay.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Feishu's documented limits in sliding windows: 50 a second and 1,000 a minute for each API, 5 a second for each person. */
final class SendLimits {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int API_PER_SECOND = 50;
    private static final int API_PER_MINUTE = 1_000;
    private static final int PERSON_PER_SECOND = 5;

    private final Map<String, Deque<Long>> windows = new HashMap<>();
    private final LongSupplier nanos;

    SendLimits(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @return how many seconds to wait, 0 if the call is within the limits and was counted */
    synchronized long api(String api) {
        long wait = wait("second " + api, SECOND, API_PER_SECOND);
        wait = Math.max(wait, wait("minute " + api, MINUTE, API_PER_MINUTE));
        if (wait == 0) {
            count("second " + api);
            count("minute " + api);
        }
        return wait;
    }

    /** @param id a person, or the message that is updated */
    synchronized long receiver(String id) {
        long wait = wait("receiver " + id, SECOND, PERSON_PER_SECOND);
        if (wait == 0) {
            count("receiver " + id);
        }
        return wait;
    }

    private long wait(String name, long window, int most) {
        Deque<Long> calls = windows.computeIfAbsent(name, any -> new ArrayDeque<>());
        long now = nanos.getAsLong();
        while (!calls.isEmpty() && now - calls.getFirst() >= window) {
            calls.removeFirst();
        }
        return calls.size() < most ? 0 : Math.ceilDiv(window - (now - calls.getFirst()), SECOND);
    }

    private void count(String name) {
        windows.computeIfAbsent(name, any -> new ArrayDeque<>()).addLast(nanos.getAsLong());
    }
}
