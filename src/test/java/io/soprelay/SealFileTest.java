package io.soprelay;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.ledger.AggregateId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealFileTest {
    private static final long[] NONE = new long[AggregateId.PARTITIONS];

    @TempDir
    private Path folder;

    @Test
    void counts_come_back_as_they_were_and_nothing_is_remembered_before() {
        long[] counts = LongStream.range(0, AggregateId.PARTITIONS).toArray();
        assertThat(new SealFile(folder.resolve("new")).read()).isEqualTo(NONE);
        new SealFile(folder.resolve("new")).write(counts);
        assertThat(new SealFile(folder.resolve("new")).read()).isEqualTo(counts);
    }

    @Test
    void a_file_that_cannot_be_read_stops_nothing() throws IOException {
        for (String text : new String[] {"", "1,2,3", "a lot", "\0"}) {
            Files.writeString(folder.resolve(SealFile.NAME), text);
            assertThat(new SealFile(folder).read()).isEqualTo(NONE);
        }
    }

    @Test
    void a_folder_that_cannot_be_written_stops_nothing() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        SealFile seals = new SealFile(file);
        seals.write(NONE);
        assertThat(seals.read()).isEqualTo(NONE);
    }
}
