package io.soprelay.redis.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * One atomic act in Redis: a Lua file with its includes joined and its contract read. Immutable and thread safe.
 *
 * <p>Called by SHA; a server that does not know it (restarted, failed over, flushed) gets the source once. That is safe
 * because a refused SHA has run nothing.
 */
public final class LuaScript {

    private final String name;
    private final String source;
    private final LuaContract contract;
    private final String sha;

    LuaScript(String name, String source) {
        this.name = name;
        this.source = source;
        this.contract = LuaContract.parse(name, source);
        this.sha = sha1(source);
    }

    /** File name without {@code .lua}. */
    public String name() {
        return name;
    }

    /** The text sent to the server: includes joined. */
    public String source() {
        return source;
    }

    /** What the header promises. */
    public LuaContract contract() {
        return contract;
    }

    /** Lower-case hex SHA-1 of {@link #source()}, as the server computes it. */
    public String sha() {
        return sha;
    }

    /**
     * Runs the script once.
     *
     * @return as Jedis decodes it: {@code byte[]}, {@code Long}, null or a {@code List} of these
     * @throws IllegalArgumentException if the counts do not fit the contract
     * @throws redis.clients.jedis.exceptions.JedisConnectionException the outcome is unknown
     */
    public Object run(UnifiedJedis redis, List<byte[]> keys, List<byte[]> arguments) {
        contract.requireFits(name, keys.size(), arguments.size());
        try {
            return redis.evalsha(sha.getBytes(StandardCharsets.US_ASCII), keys, arguments);
        } catch (JedisNoScriptException e) {
            return redis.eval(source.getBytes(StandardCharsets.UTF_8), keys, arguments);
        }
    }

    /**
     * Adds the call to a pipeline. A pipeline cannot fall back: if the response throws {@link JedisNoScriptException},
     * call {@link #load} and send that call again.
     *
     * @throws IllegalArgumentException if the counts do not fit the contract
     */
    public Response<Object> runIn(Pipeline pipeline, List<byte[]> keys, List<byte[]> arguments) {
        contract.requireFits(name, keys.size(), arguments.size());
        return pipeline.evalsha(sha.getBytes(StandardCharsets.US_ASCII), keys, arguments);
    }

    /** Makes the server know the script; repeating it does nothing. */
    public void load(UnifiedJedis redis) {
        redis.scriptLoad(source);
    }

    @Override
    public String toString() {
        return "LuaScript[" + name + " " + sha + "]";
    }

    private static String sha1(String source) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
