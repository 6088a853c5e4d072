package io.soprelay.archive;

import static io.soprelay.testkit.Commits.bytes;
import static io.soprelay.testkit.Commits.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.ledger.Archived;
import io.soprelay.testkit.RememberedStubs;
import io.soprelay.testkit.TestChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a power cut left of a batch, and what the store knows of it: never acknowledged is cut off, the rest never. */
class TornArchiveTest {
    private static final int BATCH = 20;

    @TempDir
    Path folder;

    private final RememberedStubs stubs = new RememberedStubs();
    private ArchiveFolder archive;
    private ArchiveWriter writer;
    private Path segment;

    @BeforeEach
    void opens() {
        archive = new ArchiveFolder(folder, TestChain.CHAIN);
        writer = new ArchiveWriter(archive, stubs);
        segment = folder.resolve("segment-000001.archive");
    }

    @AfterEach
    void closes() {
        writer.close();
    }

    private static Archived record(int number) {
        return new Archived(flow("r" + number), 2, false, bytes("state"), null, List.of(bytes("entry")), List.of());
    }

    private List<String> batch(int from) throws ArchiveRefusedException {
        return writer.append(IntStream.range(from, from + BATCH)
                .mapToObj(TornArchiveTest::record)
                .toList());
    }

    private void flips(String place, int byteOfContent) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        bytes[(int) Place.parse(place).offset() + Segment.FRAME_BYTES + byteOfContent] ^= 1;
        Files.write(segment, bytes);
    }

    private void everythingFits() {
        assertThat(archive.flaws(stubs.head(), () -> {})).isEmpty();
    }

    @Test
    void a_page_that_is_missing_in_the_middle_of_an_untold_batch_does_not_stop_archiving() throws Exception {
        List<String> kept = batch(0);
        String head = Objects.requireNonNull(stubs.head());
        List<String> torn = batch(100);
        writer.close();
        flips(torn.get(3), 5);
        stubs.head(head);

        List<String> again = batch(100);
        assertThat(again.getFirst()).as("what was whole before the flaw stays").isNotEqualTo(torn.getFirst());
        assertThat(Place.parse(again.getFirst()).offset())
                .isEqualTo(Place.parse(torn.get(3)).offset());
        for (int at = 0; at < BATCH; at++) {
            assertThat(archive.read(flow("r" + at), 2, kept.get(at)).version()).isEqualTo(2);
            assertThat(archive.read(flow("r" + (100 + at)), 2, again.get(at)).version())
                    .isEqualTo(2);
        }
        everythingFits();
    }

    @Test
    void nor_in_the_very_first_batch_of_a_segment() throws Exception {
        writer.close();
        String[] beforeTheBatch = new String[1];
        RememberedStubs told = new RememberedStubs() {
            @Override
            public void head(String next) {
                if (beforeTheBatch[0] == null) {
                    beforeTheBatch[0] = next;
                }
                super.head(next);
            }
        };
        writer = new ArchiveWriter(archive, told);
        List<String> torn = batch(0);
        writer.close();
        flips(torn.get(3), 5);
        told.head(beforeTheBatch[0]);
        assertThat(batch(0)).hasSize(BATCH);
        assertThat(archive.flaws(told.head(), () -> {})).isEmpty();
    }

    @Test
    void what_was_cut_off_earlier_is_kept_beside_what_is_cut_off_later() throws Exception {
        for (int round = 0; round < 2; round++) {
            batch(100 * round);
            String head = Objects.requireNonNull(stubs.head());
            List<String> torn = batch(100 * round + 50);
            writer.close();
            flips(torn.get(3), 5);
            stubs.head(head);
        }
        batch(500);
        try (var files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().contains(".torn-"))).hasSize(2);
        }
        everythingFits();
    }

    @Test
    void nothing_is_cut_off_in_a_segment_that_the_store_does_not_know_of() throws Exception {
        List<String> places = batch(0);
        writer.close();
        byte[] good = Files.readAllBytes(segment);
        for (String head : List.of("somebody else wrote it", ArchiveHead.NONE.text())) {
            for (String place : List.of(places.getFirst(), places.getLast())) {
                byte[] changed = good.clone();
                changed[(int) Place.parse(place).offset() + 3] ^= 1; // of its length: nothing behind it is an entry
                Files.write(segment, changed);
                stubs.head(head);
                assertThatThrownBy(() -> batch(100))
                        .isInstanceOf(ArchiveRefusedException.class)
                        .hasMessageContaining("/audit verify");
                writer.close();
                assertThat(segment).hasBinaryContent(changed);
            }
        }
        Files.write(segment, good);
        assertThat(batch(100)).hasSize(BATCH);
        everythingFits();
    }

    @Test
    void a_folder_is_of_the_store_that_knows_its_name_or_of_one_that_knows_none() throws Exception {
        assertThat(writer.isOfThisStore()).as("there is no archive").isFalse();
        batch(0);
        assertThat(writer.isOfThisStore()).isTrue();
        RememberedStubs others = new RememberedStubs();
        others.claim("another folder");
        assertThat(new ArchiveWriter(archive, others).isOfThisStore()).isFalse();
        stubs.forget();
        assertThat(writer.isOfThisStore()).as("the store was emptied").isTrue();
    }

    @Test
    void an_archive_begins_anew_where_the_old_one_was_given_up() throws Exception {
        batch(0);
        writer.close();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        stubs.forget();
        batch(100);
        everythingFits();
        writer.close();
        assertThat(batch(200)).hasSize(BATCH);
        everythingFits();
    }
}
