package io.soprelay;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.SealMemory;
import io.soprelay.redis.server.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the counts of sealed commits beside the key, in one line. A file that cannot be used is said in the log. */
final class SealFile implements SealMemory {
    static final String NAME = "history.counts";

    private static final Logger LOG = LoggerFactory.getLogger(SealFile.class);

    private final Path file;

    SealFile(Path folder) {
        file = folder.resolve(NAME);
    }

    @Override
    public long[] read() {
        if (!Files.exists(file)) {
            return new long[AggregateId.PARTITIONS];
        }
        try {
            long[] counts = Arrays.stream(Files.readString(file).strip().split(","))
                    .mapToLong(Long::parseLong)
                    .toArray();
            if (counts.length == AggregateId.PARTITIONS) {
                return counts;
            }
            LOG.warn("{} has {} numbers, not {}: nothing is remembered", file, counts.length, AggregateId.PARTITIONS);
        } catch (IOException | NumberFormatException e) {
            LOG.warn("{} cannot be read ({}): nothing is remembered", file, e.toString());
        }
        return new long[AggregateId.PARTITIONS];
    }

    /** Replaces the file whole. */
    @Override
    public void write(long[] counts) {
        String line = Arrays.stream(counts).mapToObj(Long::toString).collect(Collectors.joining(","));
        try {
            PrivateFiles.write(file, line + "\n");
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be written ({}): what is taken out of the store before the next start is not missed",
                    file,
                    e.toString());
        }
    }
}
