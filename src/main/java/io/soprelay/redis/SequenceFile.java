package io.soprelay.redis;

import io.soprelay.redis.server.PrivateFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link SequenceMemory} in one small file of the data folder, so that a start on an older copy of the store notices it.
 * Written whole or not at all. Whoever deletes it while the bot is stopped takes the store for what it is. One thread.
 */
public final class SequenceFile {
    /** In the folder that is given. */
    public static final String NAME = "sequences";

    private static final Logger LOG = LoggerFactory.getLogger(SequenceFile.class);
    private static final String FORMAT = "1";

    private final Path file;
    private SequenceMemory written = SequenceMemory.NONE;
    private boolean failing;

    /** @param folder is made with the first writing if it is missing */
    public SequenceFile(Path folder) {
        file = folder.resolve(NAME);
    }

    public Path path() {
        return file;
    }

    /** What was written last; nothing if there is no file, or one that cannot be read, which is said in the log. */
    public SequenceMemory read() {
        try {
            written = parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException firstStart) {
            written = SequenceMemory.NONE;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} cannot be read ({}): whether the store went back before this start is not known", file, e);
        }
        return written;
    }

    /** What the file says, as far as it was read or written here. */
    public SequenceMemory known() {
        return written;
    }

    /** Does nothing if that is what the file says. A disk that refuses is said in the log, once until it is well again. */
    public void write(SequenceMemory memory) {
        if (memory.equals(written)) {
            return;
        }
        try {
            PrivateFiles.write(file, text(memory));
            written = memory;
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("{} cannot be written ({}): a store that goes back is not noticed by the next start", file, e);
            }
            failing = true;
        }
    }

    private static String text(SequenceMemory memory) {
        String frozen = memory.frozen().stream()
                .sorted(Comparator.comparingInt(SequenceMemory.Fall::partition))
                .map(fall -> fall.partition() + ":" + fall.from() + ":" + fall.to())
                .collect(Collectors.joining(","));
        return """
                # The highest commit of each partition that this bot has seen in its store.
                # Delete this file while the bot is stopped to take an older store for what it is.
                format=%s
                seen=%s
                frozen=%s
                told=%d
                """.formatted(FORMAT, joined(memory.seen()), frozen, memory.told());
    }

    private static String joined(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** @throws IllegalArgumentException if it is no such file, or of a newer release */
    private static SequenceMemory parse(String text) throws IOException {
        Properties found = new Properties();
        found.load(new StringReader(text));
        if (!FORMAT.equals(found.getProperty("format"))) {
            throw new IllegalArgumentException("format " + found.getProperty("format"));
        }
        List<Long> seen = values(found, "seen").stream().map(Long::valueOf).toList();
        List<SequenceMemory.Fall> frozen =
                values(found, "frozen").stream().map(SequenceFile::fall).toList();
        return new SequenceMemory(seen, frozen, Integer.parseInt(found.getProperty("told", "")));
    }

    private static List<String> values(Properties found, String name) {
        return Arrays.stream(found.getProperty(name, "").split(","))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static SequenceMemory.Fall fall(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("frozen " + text);
        }
        return new SequenceMemory.Fall(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }
}
