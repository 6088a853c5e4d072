package io.soprelay.redis.server;

import io.soprelay.redis.server.EmbeddedRedisException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server wrote from one moment on, read to explain why it ended.
 *
 * @param program the server, which can also mend its files
 * @param from length of the log at that moment
 */
record ServerLog(Path folder, Path program, long from) {

    /** The last part is enough to explain an end, and a server that ends in a loop writes much. */
    private static final int TAIL_BYTES_MAX = 64 * 1024;

    /** Where a run begins, and where it begins to serve, in the logs of Redis and Valkey. */
    private static final String STARTED = "oO0Oo";

    private static final String SERVES = "Ready to accept connections";

    private static final List<String> PORT_TAKEN = List.of("Failed listening on port", "Could not create server TCP");
    private static final List<String> BROKEN = List.of(
            "append only file",
            "append-only file",
            "AOF",
            "Fatal error loading the DB",
            "RDB file",
            "Short read or OOM loading DB");

    static ServerLog from(Path folder, Path program) {
        Path file = folder.resolve(ServerConfig.LOG_FILE);
        try {
            return new ServerLog(folder, program, Files.exists(file) ? Files.size(file) : 0);
        } catch (IOException e) {
            return new ServerLog(folder, program, 0);
        }
    }

    /**
     * What a server that had served said last before it ended: its warnings since then, at most two, because the last one
     * often only says that it ends. Empty if it left no word, as one that was killed. A long log in whose last part no run
     * begins is all of the one that served.
     */
    static Optional<String> lastWords(Path folder) {
        List<String> log =
                text(folder.resolve(ServerConfig.LOG_FILE), 0).lines().toList();
        int served = 0;
        for (int line = 0; line < log.size(); line++) {
            served = log.get(line).contains(SERVES) ? line : served;
            served = log.get(line).contains(STARTED) ? log.size() : served;
        }
        List<String> warnings =
                warnings(log.subList(served, log.size()).stream()).toList();
        List<String> last = warnings.subList(Math.max(0, warnings.size() - 2), warnings.size());
        return last.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", last));
    }

    /** Why the server ended, as one sentence with its own last words. */
    EmbeddedRedisException explain(int port) {
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
                            .formatted(folder, words));
        }
        if (says(lines, List.of("RDB format version"))) {
            return new EmbeddedRedisException(
                    Reason.DATA_TOO_NEW,
                    ("The files in %s were written by a newer or another server than the one that shall read them: %s."
                                    + " Set relay.redis.executable to the server that wrote them.")
                            .formatted(folder, words));
        }
        if (says(lines, BROKEN)) {
            return new EmbeddedRedisException(
                    Reason.DATA_BROKEN,
                    ("redis-server refuses to load its files in %s: %s. Copy the folder away; then put a backup in its"
                                    + " place, or cut off what follows the damage with: %s; and start again.")
                            .formatted(folder, words, mendingCommand()));
        }
        return new EmbeddedRedisException(
                Reason.START_FAILED,
                "redis-server ended at its start in %s: %s. Look into %s."
                        .formatted(folder, words, folder.resolve(ServerConfig.LOG_FILE)));
    }

    /** Every server program is also the checking tool when it is called by that name, so no other is needed. */
    private String mendingCommand() {
        Path manifest = folder.resolve("appendonlydir").resolve("appendonly.aof.manifest");
        Path file = Files.exists(manifest) ? manifest : folder.resolve("appendonly.aof");
        return "bash -c 'exec -a redis-check-aof \"%s\" --fix \"%s\"'".formatted(program, file);
    }

    private static boolean says(List<String> lines, List<String> phrases) {
        return lines.stream().anyMatch(line -> phrases.stream().anyMatch(line::contains));
    }

    /** Warnings and errors of the log (level {@code #}), after what the program wrote before it had a log. */
    private List<String> lines() {
        return Stream.concat(
                        text(folder.resolve("redis.out"), 0).lines(),
                        warnings(text(folder.resolve(ServerConfig.LOG_FILE), from)
                                .lines()))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Without what is no reason to end: advice about the machine, and the line that it starts. */
    private static Stream<String> warnings(Stream<String> log) {
        return log.filter(line -> line.contains(" # "))
                .map(line -> line.substring(line.indexOf(" # ") + 3).strip())
                .filter(line -> !line.startsWith("WARNING") && !line.startsWith(STARTED));
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
