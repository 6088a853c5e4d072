package io.soprelay.redis.server;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the data folder remembers of its server, so that the next start finds it alive.
 *
 * <p>Written before the server is started (then without a process) and again as soon as it exists. A start always takes
 * the port of the record first: should a server be alive that no record names, the two cannot both listen there.
 *
 * @param port on loopback
 * @param version newest that has written the files
 * @param mark null between the two writes
 */
record ServerRecord(
        int port, ServerVersion version, @Nullable ProcessMark mark) {

    private static final String FILE = "server.properties";

    static Path fileIn(Path folder) {
        return folder.resolve(FILE);
    }

    /**
     * The record of a folder, empty if it has none.
     *
     * @throws IOException if it cannot be read or is no record
     */
    static Optional<ServerRecord> read(Path folder) throws IOException {
        Path file = fileIn(folder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties facts = new Properties();
        try {
            facts.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
            int port = Integer.parseInt(facts.getProperty("port", ""));
            ServerVersion version = ServerVersion.in(facts.getProperty("version", ""))
                    .orElseThrow(() -> new IOException("it names no version"));
            String pid = facts.getProperty("pid");
            ProcessMark mark =
                    pid == null ? null : new ProcessMark(Long.parseLong(pid), facts.getProperty("started", ""));
            return Optional.of(new ServerRecord(port, version, mark));
        } catch (IllegalArgumentException e) {
            throw new IOException("it is no record of a server", e);
        }
    }

    void write(Path folder) throws IOException {
        Properties facts = new Properties();
        facts.setProperty("port", Integer.toString(port));
        facts.setProperty("version", version.toString());
        if (mark != null) {
            facts.setProperty("pid", Long.toString(mark.pid()));
            facts.setProperty("started", mark.started());
        }
        StringWriter text = new StringWriter();
        facts.store(text, "The redis-server of this folder; do not edit while it runs.");
        PrivateFiles.write(fileIn(folder), text.toString());
    }

    /** 0 between the two writes. */
    long pid() {
        return mark == null ? 0 : mark.pid();
    }

    boolean isAlive() {
        return mark != null && mark.isAlive();
    }
}
