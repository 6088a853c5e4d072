package io.soprelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.ledger.AggregateId;
import io.soprelay.redis.SequenceMemory.Fall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bot remembers of its store from one start to the next. */
class SequenceFileTest {
    private static final List<Long> SEEN = LongStream.range(0, AggregateId.PARTITIONS)
            .map(each -> each * 3)
            .boxed()
            .toList();
    private static final SequenceMemory GONE_BACK =
            new SequenceMemory(SEEN, List.of(new Fall(17, 60, 51), new Fall(40, 130, 120)), 2);

    @TempDir
    Path folder;

    @Test
    void the_next_start_reads_what_was_written() {
        file().write(GONE_BACK);
        assertThat(file().read()).isEqualTo(GONE_BACK);
    }

    @Test
    void the_folder_is_made_and_nothing_else_is_left_in_it() {
        Path deeper = folder.resolve("data/redis");
        new SequenceFile(deeper).write(GONE_BACK);
        assertThat(deeper).isDirectoryContaining(path -> path.endsWith(SequenceFile.NAME));
        assertThat(deeper.toFile().list()).hasSize(1);
    }

    @Test
    void without_a_file_nothing_was_seen() {
        assertThat(file().read()).isEqualTo(SequenceMemory.NONE);
    }

    @Test
    void what_the_file_says_already_is_not_written_again() throws IOException {
        SequenceFile file = file();
        file.write(GONE_BACK);
        Files.delete(file.path());
        file.write(GONE_BACK);
        assertThat(file.path()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "format=2",
                "format=1\nseen=1,2,3\nfrozen=\ntold=0",
                "format=1\nseen=a\nfrozen=\ntold=0",
                "\u0000\u0000\u0000"
            })
    void a_file_that_cannot_be_read_stops_no_start(String text) throws IOException {
        Files.writeString(file().path(), text);
        assertThat(file().read()).isEqualTo(SequenceMemory.NONE);
    }

    @Test
    void a_place_that_cannot_be_written_to_stops_no_bot() throws IOException {
        Path taken = Files.createFile(folder.resolve("taken"));
        SequenceFile file = new SequenceFile(taken);
        file.write(GONE_BACK);
        assertThat(file.known()).isEqualTo(SequenceMemory.NONE);
    }

    private SequenceFile file() {
        return new SequenceFile(folder);
    }
}
