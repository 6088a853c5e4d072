package io.soprelay.redis.server;

import io.soprelay.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the child server is told, through a file: nothing secret stands on its command line.
 *
 * <p>Two users share the password. {@code default} is the product's: everything but dangerous commands (no CONFIG, DEBUG,
 * FLUSHALL, KEYS, SHUTDOWN). {@link #KEEPER} belongs to this package: it can look, ask one setting and stop the server,
 * and touches no key.
 *
 * @param folder absolute
 * @param port on loopback
 * @param appendfsync {@code always}, {@code everysec}; tests may say {@code no}
 */
record ServerConfig(Path folder, int port, Secret password, String appendfsync) {

    /** The user that starts, checks and stops the server. */
    static final String KEEPER = "keeper";

    static final String PID_FILE = "redis.pid";
    static final String LOG_FILE = "redis.log";

    /**
     * Commands in the category dangerous that the product needs: connection names, facts, sorting, writing the file anew
     * without what was erased. Whole kinds of values that it does not have are closed: some advisories live in their
     * commands (docs/advisories.md).
     */
    private static final String DEFAULT_RULES = "+@all -@dangerous -@hyperloglog -@geo -@pubsub -@stream -@bitmap"
            + " +info +client +role +sort +bgrewriteaof";

    private static final String KEEPER_RULES = "resetkeys -@all +ping +info +config|get +shutdown";

    /**
     * The configuration file.
     *
     * @param detach whether the server puts itself into the background, for systems without {@code setsid}
     */
    String render(boolean detach) {
        String hash = "#" + sha256(password);
        return String.join(
                "\n",
                "# Written at each start; changes are lost.",
                "bind 127.0.0.1",
                "port " + port,
                "protected-mode yes",
                "daemonize " + (detach ? "yes" : "no"),
                "dir " + quoted(folder),
                "pidfile " + quoted(folder.resolve(PID_FILE)),
                "logfile " + quoted(folder.resolve(LOG_FILE)),
                "databases 1",
                "save \"\"",
                "appendonly yes",
                "appendfsync " + appendfsync,
                "aof-load-truncated yes",
                "maxmemory-policy noeviction",
                "user default reset on " + hash + " allkeys allchannels " + DEFAULT_RULES,
                "user " + KEEPER + " reset on " + hash + " " + KEEPER_RULES,
                "");
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String sha256(Secret secret) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(secret.reveal().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
