package io.soprelay.redis;

import io.soprelay.ledger.LedgerUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** What a failure of the client means for the caller. */
final class RedisFailures {

    /**
     * A script's own error carries the server's code inside its text, so it is looked for anywhere. That too many are
     * connected has no code of its own.
     */
    private static final Pattern REFUSED = Pattern.compile("\\b(OOM|READONLY|MISCONF|LOADING|BUSY|MASTERDOWN|NOREPLICAS"
            + "|TRYAGAIN|CLUSTERDOWN|MOVED|ASK|NOAUTH|WRONGPASS|NOPERM|max number of clients reached)\\b");

    /** Jedis hands the name of its cause on inside the message; people read these sentences. */
    private static final Pattern EXCEPTION_NAME = Pattern.compile("\\b(?:[a-z]+\\.)+\\w*(?:Exception|Error): ");

    private RedisFailures() {}

    /** How a failure is treated. */
    enum Kind {
        /** The connection broke after something was sent: the act may have been applied. */
        LOST,
        /** No connection was made: nothing was sent. */
        ABSENT,
        /** The server answered that it cannot serve for now: nothing was applied. */
        PASSING,
        /** The server or the pool is full: nothing was applied, and a repeat at once would only add load. */
        FULL
    }

    /** @throws IllegalStateException if it is no failure of the store but a defect of ours */
    static Kind kindOf(String act, JedisException failure) {
        if (failure instanceof JedisConnectionException) {
            return neverConnected(failure) ? Kind.ABSENT : Kind.LOST;
        }
        if (causedBy(failure, NoSuchElementException.class)) {
            return Kind.FULL;
        }
        if (!(failure instanceof JedisDataException)) {
            return Kind.LOST;
        }
        Matcher refused = REFUSED.matcher(String.valueOf(failure.getMessage()));
        if (!refused.find()) {
            throw new IllegalStateException("Redis refused " + act, failure);
        }
        return switch (refused.group(1)) {
            case "OOM", "MISCONF", "NOAUTH", "WRONGPASS", "NOPERM", "max number of clients reached" -> Kind.FULL;
            default -> Kind.PASSING;
        };
    }

    static LedgerUnavailableException unavailable(String act, JedisException failure, boolean maybeApplied) {
        String reason =
                EXCEPTION_NAME.matcher(String.valueOf(failure.getMessage())).replaceAll("");
        return new LedgerUnavailableException("Redis is away for %s: %s".formatted(act, reason), maybeApplied, failure);
    }

    /** Jedis tries every address of a host and hangs the failures of these tries on an exception without a cause. */
    private static boolean neverConnected(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean tried = Arrays.stream(cause.getSuppressed()).anyMatch(IOException.class::isInstance);
            if (tried || cause instanceof ConnectException) {
                return true;
            }
        }
        return false;
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
