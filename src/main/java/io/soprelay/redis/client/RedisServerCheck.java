package io.soprelay.redis.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Whether a server may hold the system of record, asked once at start.
 *
 * @param version as the server states it, such as {@code 7.2.4}
 * @param warnings one sentence each, empty when nothing acknowledged can be lost
 */
public record RedisServerCheck(String version, List<String> warnings) {

    /** Oldest version whose commands the scripts use. */
    private static final int MAJOR_MIN = 6;

    private static final int MINOR_MIN = 2;

    public RedisServerCheck {
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads INFO.
     *
     * @throws IllegalStateException with one sentence if the server is older than 6.2, evicts keys, is a replica or a
     *     cluster node
     * @throws redis.clients.jedis.exceptions.JedisException if the server does not answer
     */
    public static RedisServerCheck of(UnifiedJedis redis) {
        return judge(redis.info(), appendfsync(redis));
    }

    static RedisServerCheck judge(String facts, String appendfsync) {
        Map<String, String> info = parse(facts);
        String version = info.getOrDefault("redis_version", "unknown");
        requireVersion(version);
        String eviction = info.getOrDefault("maxmemory_policy", "unknown");
        if (!eviction.equals("noeviction")) {
            throw new IllegalStateException(("Redis may throw away records: its maxmemory-policy is %s, only noeviction"
                            + " is allowed. Set it with CONFIG SET maxmemory-policy noeviction and in its"
                            + " configuration file.")
                    .formatted(eviction));
        }
        if (info.getOrDefault("role", "master").equals("slave")) {
            throw new IllegalStateException(
                    "Redis is a replica, which cannot be written to. Point relay.redis.nodes at its master.");
        }
        if (info.getOrDefault("cluster_enabled", "0").equals("1")) {
            throw new IllegalStateException("Redis is a node of a cluster, but relay.redis.mode is standalone."
                    + " Use a server with cluster-enabled no.");
        }
        return new RedisServerCheck(version, persistenceWarnings(info, appendfsync));
    }

    private static void requireVersion(String version) {
        String[] parts = version.split("\\.", -1);
        boolean numeric = parts.length >= 2 && parts[0].matches("\\d{1,4}") && parts[1].matches("\\d{1,4}");
        int major = numeric ? Integer.parseInt(parts[0]) : 0;
        int minor = numeric ? Integer.parseInt(parts[1]) : 0;
        if (major < MAJOR_MIN || (major == MAJOR_MIN && minor < MINOR_MIN)) {
            throw new IllegalStateException(
                    "Redis must be version 6.2 or newer, but was %s. Upgrade the server.".formatted(version));
        }
    }

    private static List<String> persistenceWarnings(Map<String, String> info, String appendfsync) {
        List<String> warnings = new ArrayList<>();
        if (!info.getOrDefault("aof_enabled", "0").equals("1")) {
            warnings.add("Redis keeps no append-only file: every record since its last snapshot is lost when it stops."
                    + " Set appendonly yes and appendfsync always.");
            return warnings;
        }
        if (appendfsync.equals("everysec")) {
            warnings.add("Redis flushes its append-only file once a second: up to two seconds of acknowledged work are"
                    + " lost in a power cut. Set appendfsync always.");
        } else if (appendfsync.equals("no")) {
            warnings.add("Redis leaves flushing its append-only file to the operating system: acknowledged work of half"
                    + " a minute can be lost in a power cut. Set appendfsync always.");
        }
        if (info.getOrDefault("aof_last_write_status", "ok").equals("err")) {
            warnings.add("Redis could not write its append-only file lately. Look at the disk it writes to.");
        }
        return warnings;
    }

    /** Empty when CONFIG is denied, as on the embedded server and on most hosted ones. */
    private static String appendfsync(UnifiedJedis redis) {
        try {
            return redis.configGet("appendfsync").getOrDefault("appendfsync", "");
        } catch (JedisDataException denied) {
            return "";
        }
    }

    private static Map<String, String> parse(String info) {
        Map<String, String> facts = new HashMap<>();
        info.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#")) {
                facts.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return facts;
    }
}
