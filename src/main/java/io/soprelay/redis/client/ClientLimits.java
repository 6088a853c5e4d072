package io.soprelay.redis.client;

import java.time.Duration;

/**
 * Bounds of the Redis client.
 *
 * @param connectionsMax connections in the pool, 1 to 1,000
 * @param borrowWaitMax how long a caller waits for a free connection, 1 ms to 1 min
 * @param socketTimeout how long a command may take before its outcome counts as unknown, 1 ms to 1 min
 */
public record ClientLimits(int connectionsMax, Duration borrowWaitMax, Duration socketTimeout) {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    /**
     * 16 connections (the server works in one thread: more connections only add latency), 500 ms wait, 1 s for a
     * command.
     */
    public static final ClientLimits DEFAULTS = new ClientLimits(16, Duration.ofMillis(500), Duration.ofSeconds(1));

    public ClientLimits {
        if (connectionsMax < 1 || connectionsMax > 1_000) {
            throw new IllegalArgumentException("connectionsMax must be between 1 and 1000, but was " + connectionsMax);
        }
        requireInRange("borrowWaitMax", borrowWaitMax);
        requireInRange("socketTimeout", socketTimeout);
    }

    /** The same limits with another command timeout. */
    public ClientLimits withSocketTimeout(Duration timeout) {
        return new ClientLimits(connectionsMax, borrowWaitMax, timeout);
    }

    private static void requireInRange(String name, Duration found) {
        if (found.toMillis() < 1 || found.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("%s must be between 1ms and 1m, but was %s".formatted(name, found));
        }
    }
}
