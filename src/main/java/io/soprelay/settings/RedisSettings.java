package io.soprelay.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the system of record lives ({@code relay.redis.*}).
 *
 * <p>The constructor throws {@link IllegalArgumentException} with the property, the range and the value found. A binder
 * may leave out any component (null): it then takes its default, so the defaults stand here and nowhere else.
 *
 * @param mode {@code embedded} (default; a real redis-server that the bot starts) or {@code standalone};
 *     {@code sentinel} and {@code cluster} are known but refused for now
 * @param nodes {@code host:port}, or {@code rediss://host:port} for TLS; exactly one for {@code standalone}, none for {@code
 *     embedded}
 * @param password of an external server; the embedded server makes its own
 * @param masterName of a Sentinel set, empty if none
 * @param dataDir folder of the embedded server and of the history key, default {@code data/redis}; with another server also
 *     what the bot remembers of it
 * @param executable redis-server or valkey-server to start; null: the newest on the PATH, else the bundled one
 * @param appendfsync of the embedded server: {@code always} (default; nothing acknowledged is lost in a power cut) or
 *     {@code everysec} (faster, may lose two seconds)
 * @param ca certificates, PEM, one of which the server's must come from; null: what Java trusts. Only with {@code rediss://}
 * @param historyKey seals histories: 64 hexadecimal digits, the same for every bot on one store; empty (default): the
 *     first start makes one and keeps it as {@code history.key} in {@code dataDir}
 */
public record RedisSettings(
        String mode,
        List<String> nodes,
        Secret password,
        String masterName,
        Path dataDir,
        @Nullable Path executable,
        String appendfsync,
        @Nullable Path ca,
        Secret historyKey) {

    private static final List<String> MODES = List.of("embedded", "standalone", "sentinel", "cluster");
    private static final List<String> FSYNC_POLICIES = List.of("always", "everysec");

    public RedisSettings {
        mode = Objects.requireNonNullElse(mode, "embedded");
        nodes = List.copyOf(Objects.requireNonNullElse(nodes, List.of()));
        password = Objects.requireNonNullElse(password, Secret.NONE);
        masterName = Objects.requireNonNullElse(masterName, "");
        dataDir = Objects.requireNonNullElse(dataDir, Path.of("data", "redis"));
        appendfsync = Objects.requireNonNullElse(appendfsync, "always");
        historyKey = Objects.requireNonNullElse(historyKey, Secret.NONE);
        requireOneOf("relay.redis.mode", MODES, mode);
        requireOneOf("relay.redis.appendfsync", FSYNC_POLICIES, appendfsync);
        if (mode.equals("sentinel") || mode.equals("cluster")) {
            throw new IllegalArgumentException(
                    "relay.redis.mode %s is not available yet; use embedded or standalone".formatted(mode));
        }
        if (mode.equals("embedded") && !nodes.isEmpty()) {
            throw new IllegalArgumentException(
                    "relay.redis.nodes must be empty when relay.redis.mode is embedded, but was " + nodes);
        }
        if (mode.equals("standalone") && nodes.size() != 1) {
            throw new IllegalArgumentException(
                    "relay.redis.nodes must hold exactly one host:port when relay.redis.mode is standalone, but was "
                            + nodes);
        }
        boolean tls = nodes.stream().map(RedisNode::parse).anyMatch(RedisNode::tls);
        if (ca != null && !tls) {
            throw new IllegalArgumentException(
                    "relay.redis.ca is for a server with TLS: write rediss://host:port in relay.redis.nodes, but there was "
                            + nodes);
        }
        if (historyKey.isPresent() && !historyKey.reveal().matches("[0-9a-f]{64}")) {
            // What was found is not said: it is a secret, or nearly one.
            throw new IllegalArgumentException("relay.redis.history-key must have 64 digits 0-9 a-f, but had "
                    + historyKey.reveal().length() + " characters");
        }
    }

    /** The embedded server with its data in {@code data/redis}, flushed to disk at each write. */
    public static RedisSettings defaults() {
        return embedded(Path.of("data", "redis"));
    }

    /** The embedded server with its data in {@code dataDir} and every other default. */
    public static RedisSettings embedded(Path dataDir) {
        return new RedisSettings("embedded", List.of(), Secret.NONE, "", dataDir, null, "always", null, Secret.NONE);
    }

    /** Whether the bot starts and owns the server. */
    public boolean isEmbedded() {
        return mode.equals("embedded");
    }

    /**
     * Where the external server is.
     *
     * @throws java.util.NoSuchElementException for the embedded one
     */
    public RedisNode node() {
        return RedisNode.parse(nodes.getFirst());
    }

    private static void requireOneOf(String property, List<String> allowed, String found) {
        if (!allowed.contains(found)) {
            throw new IllegalArgumentException(
                    "%s must be one of %s, but was %s".formatted(property, String.join(", ", allowed), found));
        }
    }
}
