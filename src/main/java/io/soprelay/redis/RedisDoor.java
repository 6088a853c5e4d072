package io.soprelay.redis;

import io.soprelay.redis.client.LuaScript;
import io.soprelay.redis.client.LuaScripts;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * The one way to the server: runs scripts and reads, sends a lost one again within the budget, and says what a failure
 * means. The client destroys the connection whose answer was lost, so a late answer meets nobody.
 */
final class RedisDoor {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration PAUSE_MAX = Duration.ofMillis(160);

    private final RedisClient redis;
    private final StoreLimits limits;
    private final Map<StoreScript, LuaScript> scripts = new EnumMap<>(StoreScript.class);
    private final String process = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    private final AtomicLong calls = new AtomicLong();

    RedisDoor(RedisClient redis, StoreLimits limits) {
        this.redis = redis;
        this.limits = limits;
        LuaScripts files = LuaScripts.fromClasspath();
        for (StoreScript script : StoreScript.values()) {
            scripts.put(script, files.named(script.file()));
        }
    }

    /** Names one call, so that a script knows a repeat of it from another call of the same kind. */
    String nonce() {
        return process + Long.toHexString(calls.incrementAndGet());
    }

    /**
     * Runs a script that may be sent twice: repeats of the same arguments must change nothing.
     *
     * @throws io.soprelay.ledger.LedgerUnavailableException when the budget is used up or the server is full
     */
    ScriptReply repeatable(StoreScript script, List<byte[]> keys, List<byte[]> arguments) {
        return withinBudget(script.file(), () -> reply(script, keys, arguments));
    }

    /** Runs a script whose repeat would mean something else: it is sent once. */
    ScriptReply once(StoreScript script, List<byte[]> keys, List<byte[]> arguments) {
        try {
            return reply(script, keys, arguments);
        } catch (JedisException e) {
            throw RedisFailures.unavailable(
                    script.file(), e, RedisFailures.kindOf(script.file(), e) == RedisFailures.Kind.LOST);
        }
    }

    /** Reads outside scripts. */
    <T> T read(String what, Function<RedisClient, T> read) {
        return withinBudget(what, () -> read.apply(redis));
    }

    /** Sends many reads in one go. A script in it that the server does not know is loaded and all are sent again. */
    <T> T pipelined(String what, Function<Pipeline, Supplier<T>> fill) {
        return withinBudget(what, () -> {
            try {
                return send(fill);
            } catch (JedisNoScriptException unknown) {
                scripts.values().forEach(script -> script.load(redis));
                return send(fill);
            }
        });
    }

    /** The script itself, for pipelines. */
    LuaScript script(StoreScript script) {
        return Objects.requireNonNull(scripts.get(script));
    }

    private <T> T send(Function<Pipeline, Supplier<T>> fill) {
        try (Pipeline pipeline = redis.pipelined()) {
            Supplier<T> result = fill.apply(pipeline);
            pipeline.sync();
            return result.get();
        }
    }

    private ScriptReply reply(StoreScript script, List<byte[]> keys, List<byte[]> arguments) {
        return ScriptReply.of(script, script(script).run(redis, keys, arguments));
    }

    private <T> T withinBudget(String act, Supplier<T> call) {
        long deadline = System.nanoTime() + limits.answerBudget().toNanos();
        long pause = FIRST_PAUSE.toNanos();
        boolean maybeApplied = false;
        while (true) {
            try {
                return call.get();
            } catch (JedisException e) {
                RedisFailures.Kind kind = RedisFailures.kindOf(act, e);
                maybeApplied |= kind == RedisFailures.Kind.LOST;
                long latestStart = deadline - limits.answerTimeout().toNanos();
                if (kind == RedisFailures.Kind.FULL || System.nanoTime() + pause > latestStart) {
                    throw RedisFailures.unavailable(act, e, maybeApplied);
                }
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, PAUSE_MAX.toNanos());
        }
    }
}
