package io.soprelay.redis.server;

import io.soprelay.redis.server.EmbeddedRedisException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a server wrote from one moment on, read to explain why it ended.
 *
 * @param from length of the log at that moment
 */
record ServerLog(Path folder, long from) {

    /** The last part is enough to explain an end, and a server that ends in a loop writes much. */
    private static final int TAIL_BYTES_MAX = 64 * 1024;

    private static final List<String> PORT_TAKEN = List.of("Failed listening on port", "Could not create server TCP");
    private static final List<String> BROKEN = List.of(
            "append only file",
            "append-only file",
            "AOF",
            "Fatal error loading the DB",
            "RDB format version",
            "RDB file",
            "Short read or OOM loading DB");

    static ServerLog from(Path folder) {
        Path file = folder.resolve(ServerConfig.LOG_FILE);
        try {
            return new ServerLog(folder, Files.exists(file) ? Files.size(file) : 0);
        } catch (IOException e) {
            return new ServerLog(folder, 0);
        }
    }

    /** Why the server ended, as one sentence with its own last words. */
    EmbeddedRedisException explain(Path dataFolder, int port) {
        List<String> lines = lines();
        String words = lines.isEmpty() ? "it left no word" : "\"" + lines.getLast() + "\"";
        if (says(lines, PORT_TAKEN)) {
            return new EmbeddedRedisException(
                    Reason.PORT_TAKEN, "Port %d on 127.0.0.1 was taken by another program.".formatted(port));
        }
        if (says(lines, List.of("Permission denied", "Read-only file system", "No space left"))) {
            return new EmbeddedRedisException(
                    Reason.FOLDER_UNUSABLE,
                    ("redis-server cannot write to the data folder %s: %s. Make it writable for this user and give the"
                                    + " disk space, or set relay.redis.data-dir to another folder.")
                            .formatted(dataFolder, words));
        }
        if (says(lines, BROKEN)) {
            return new EmbeddedRedisException(
                    Reason.DATA_BROKEN,
                    ("redis-server refuses to load its files in %s: %s. Copy the folder away, then mend the file with"
                                    + " redis-check-aof --fix (it cuts off what follows the damage) or put a backup in"
                                    + " its place, and start again.")
                            .formatted(dataFolder, words));
        }
        return new EmbeddedRedisException(
                Reason.START_FAILED,
                "redis-server ended at its start in %s: %s. Look into %s."
                        .formatted(dataFolder, words, dataFolder.resolve(ServerConfig.LOG_FILE)));
    }

    private static boolean says(List<String> lines, List<String> phrases) {
        return lines.stream().anyMatch(line -> phrases.stream().anyMatch(line::contains));
    }

    /** Warnings and errors of the log (level {@code #}), after what the program wrote before it had a log. */
    private List<String> lines() {
        return Stream.concat(
                        text(folder.resolve("redis.out"), 0).lines(),
                        text(folder.resolve(ServerConfig.LOG_FILE), from)
                                .lines()
                                .filter(line -> line.contains(" # "))
                                .map(line -> line.substring(line.indexOf(" # ") + 3)))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .filter(line -> !line.startsWith("WARNING") && !line.startsWith("oO0Oo"))
                .toList();
    }

    private static String text(Path file, long from) {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(Math.max(from, Files.size(file) - TAIL_BYTES_MAX));
            return new String(in.readNBytes(TAIL_BYTES_MAX), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
