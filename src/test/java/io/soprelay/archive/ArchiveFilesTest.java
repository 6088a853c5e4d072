package io.soprelay.archive;

import static io.soprelay.testkit.Commits.bytes;
import static io.soprelay.testkit.Commits.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.ledger.Archived;
import io.soprelay.ledger.HistoryReport.ArchiveFlaw;
import io.soprelay.ledger.Lane;
import io.soprelay.testkit.LogLines;
import io.soprelay.testkit.RememberedStubs;
import io.soprelay.testkit.TestChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Segments: whatever is written comes back, whatever else stands there is found, whatever a crash leaves is cut off. */
class ArchiveFilesTest {
    private static final Path FIRST = Path.of("segment-000001.archive");
    private static final Path SECOND = Path.of("segment-000002.archive");
    private static final Path THIRD = Path.of("segment-000003.archive");

    @RegisterExtension
    final LogLines log = new LogLines(ArchiveWriter.class.getName());

    @TempDir
    Path folder;

    private final RememberedStubs stubs = new RememberedStubs();
    private final List<Archived> written = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private ArchiveFolder archive;
    private ArchiveWriter writer;

    @BeforeEach
    void opens() {
        archive = new ArchiveFolder(folder.resolve("archive"), TestChain.CHAIN);
        writer = small();
    }

    @AfterEach
    void closes() {
        writer.close();
    }

    /** Begins a new segment with nearly every entry. */
    private ArchiveWriter small() {
        return new ArchiveWriter(archive, stubs, 400);
    }

    private static Archived record(int number) {
        return new Archived(
                flow("r" + number),
                2,
                number % 2 == 0,
                bytes("state " + number),
                number % 3 == 0 ? null : bytes("seal " + number),
                List.of(bytes("begun " + number), bytes("ended " + number)),
                List.of(
                        new Archived.Kept(Lane.CARD, "card " + number, 7),
                        new Archived.Kept(Lane.HANDOVER, "todo " + number, 2)));
    }

    private void writes(int count) throws ArchiveRefusedException {
        for (int i = 0; i < count; i++) {
            Archived record = record(written.size() + 1);
            places.addAll(writer.append(List.of(record)));
            written.add(record);
        }
    }

    /** The bot is killed: what it had open is closed, and the next one begins. */
    private void dies() {
        writer.close();
        writer = small();
    }

    private Path at(Path segment) {
        return archive.path().resolve(segment);
    }

    private List<ArchiveFlaw> flaws() {
        return archive.flaws(stubs.head(), () -> {});
    }

    private void everythingIsThere() {
        for (int i = 0; i < written.size(); i++) {
            Archived found = archive.read(written.get(i).aggregate(), 2, places.get(i));
            assertThat(found).usingRecursiveComparison().isEqualTo(written.get(i));
        }
    }

    @Test
    void what_is_written_comes_back_byte_by_byte_from_as_many_segments_as_it_takes() throws Exception {
        writes(9);
        everythingIsThere();
        assertThat(at(THIRD)).exists();
        assertThat(flaws()).isEmpty();
        dies();
        writes(2);
        everythingIsThere();
        assertThat(flaws()).isEmpty();
        List<String> seen = new ArrayList<>();
        archive.each((record, place) -> seen.add(place));
        assertThat(seen).isEqualTo(places);
    }

    @Test
    void only_this_user_reads_it() throws Exception {
        writes(1);
        assertThat(Files.getPosixFilePermissions(at(FIRST))).hasSize(2);
        assertThat(Files.getPosixFilePermissions(archive.path())).hasSize(3);
    }

    @Test
    void every_flipped_byte_is_found() throws Exception {
        writes(7);
        int flips = 0;
        for (Path segment : List.of(FIRST, SECOND, THIRD)) {
            byte[] good = Files.readAllBytes(at(segment));
            for (int offset = 0; offset < good.length; offset++) {
                byte[] changed = good.clone();
                changed[offset] ^= (byte) (1 << offset % 8);
                Files.write(at(segment), changed);
                assertThat(flaws()).as("%s, byte %d", segment, offset).isNotEmpty();
                flips++;
            }
            Files.write(at(segment), good);
        }
        assertThat(flips).isGreaterThan(1_000);
        assertThat(flaws()).isEmpty();
    }

    @Test
    void every_truncation_is_found() throws Exception {
        writes(7);
        for (Path segment : List.of(FIRST, SECOND, THIRD)) {
            byte[] good = Files.readAllBytes(at(segment));
            for (int length = 0; length < good.length; length++) {
                Files.write(at(segment), Arrays.copyOf(good, length));
                assertThat(flaws()).as("%s, %d bytes left", segment, length).isNotEmpty();
            }
            Files.write(at(segment), good);
        }
    }

    @Test
    void every_dropped_doubled_and_swapped_entry_is_found() throws Exception {
        writer.close();
        writer = new ArchiveWriter(archive, stubs);
        writes(6);
        byte[] good = Files.readAllBytes(at(FIRST));
        List<Place> entries = places.stream().map(Place::parse).toList();
        int tried = 0;
        for (int one = 0; one < entries.size(); one++) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, entries.size()).boxed().toList());
            order.remove(one);
            assertThat(after(good, entries, order)).as("without %d", one).isNotEmpty();
            order.add(one, one);
            order.add(one, one);
            // Behind the last one nothing counts; the next writing cuts it off.
            assertThat(after(good, entries, order).isEmpty())
                    .as("%d twice", one)
                    .isEqualTo(one == 5);
            for (int other = 0; other < one; other++) {
                List<Integer> swapped = new ArrayList<>(
                        IntStream.range(0, entries.size()).boxed().toList());
                swapped.set(one, other);
                swapped.set(other, one);
                assertThat(after(good, entries, swapped))
                        .as("%d and %d", one, other)
                        .isNotEmpty();
                tried++;
            }
        }
        assertThat(tried).isEqualTo(15);
        assertThat(after(good, entries, IntStream.range(0, 6).boxed().toList())).isEmpty();
    }

    private List<ArchiveFlaw> after(byte[] good, List<Place> entries, List<Integer> order) throws IOException {
        try (var file = Files.newOutputStream(at(FIRST))) {
            file.write(good, 0, Segment.HEAD_BYTES);
            for (int entry : order) {
                Place place = entries.get(entry);
                file.write(good, (int) place.offset(), place.length());
            }
        }
        return flaws();
    }

    @Test
    void a_segment_that_is_gone_or_in_another_ones_place_is_found() throws Exception {
        writes(7);
        Path aside = folder.resolve("aside");
        for (Path gone : List.of(FIRST, SECOND, THIRD)) {
            Files.move(at(gone), aside);
            assertThat(flaws()).as("without %s", gone).isNotEmpty();
            Files.move(aside, at(gone));
        }
        Files.move(at(FIRST), aside);
        Files.move(at(SECOND), at(FIRST));
        Files.move(aside, at(SECOND));
        assertThat(flaws()).isNotEmpty();
    }

    @Test
    void what_a_crash_left_half_written_is_cut_off_with_a_line_in_the_log_wherever_it_ends() throws Exception {
        writes(2);
        Path last = at(Path.of(
                "segment-%06d.archive".formatted(Place.parse(places.getLast()).segment())));
        byte[] acknowledged = Files.readAllBytes(last);
        String head = Objects.requireNonNull(stubs.head());
        Archived unlucky = record(99);
        writer.close();
        writer = new ArchiveWriter(archive, stubs);
        writer.append(List.of(unlucky));
        writer.close();
        byte[] whole = Files.readAllBytes(last);
        int tried = 0;
        for (int length = acknowledged.length + 1; length < whole.length; length++) {
            Files.write(last, Arrays.copyOf(whole, length));
            stubs.head(head);
            assertThat(flaws()).as("nothing that counts is missing").isEmpty();
            writer = new ArchiveWriter(archive, stubs);
            String place = writer.append(List.of(unlucky)).getFirst();
            writer.close();
            assertThat(archive.read(unlucky.aggregate(), 2, place).state()).isEqualTo(unlucky.state());
            assertThat(flaws()).as("cut at %d", length).isEmpty();
            everythingIsThere();
            tried++;
        }
        assertThat(log.events())
                .hasSize(tried)
                .allSatisfy(line -> assertThat(line.getFormattedMessage()).contains("never acknowledged", "cut off"));
        assertThat(last.resolveSibling(last.getFileName() + ".torn-" + acknowledged.length))
                .exists();
    }

    @Test
    void zeros_that_a_power_cut_left_are_cut_off_too() throws Exception {
        writes(1);
        writer.close();
        byte[] acknowledged = Files.readAllBytes(at(FIRST));
        Files.write(at(FIRST), Arrays.copyOf(acknowledged, acknowledged.length + 500));
        writer = small();
        writes(1);
        everythingIsThere();
        assertThat(flaws()).isEmpty();
    }

    @Test
    void a_segment_whose_beginning_never_reached_the_disk_is_begun_again() throws Exception {
        writes(1);
        writer.close();
        for (byte[] left : List.of(new byte[0], new byte[30], new byte[Segment.HEAD_BYTES])) {
            Files.write(at(SECOND), left);
            writer = new ArchiveWriter(archive, stubs, 1);
            String place = writer.append(List.of(record(50))).getFirst();
            assertThat(Place.parse(place).segment()).isEqualTo(2);
            assertThat(flaws()).isEmpty();
            writer.close();
            Files.delete(at(SECOND));
            stubs.head(headOf(1));
        }
        everythingIsThere();
    }

    private String headOf(int segment) throws IOException {
        byte[] file = Files.readAllBytes(at(FIRST));
        Place last = Place.parse(places.getLast());
        byte[] seal = Arrays.copyOfRange(file, (int) last.offset() + 4, (int) last.offset() + Segment.FRAME_BYTES);
        return ArchiveHead.of(segment, file.length, seal).text();
    }

    @Test
    void an_entry_that_was_flushed_and_not_told_is_kept_and_the_next_one_follows_it() throws Exception {
        writes(1);
        String head = Objects.requireNonNull(stubs.head());
        writes(1);
        stubs.head(head);
        dies();
        writes(1);
        everythingIsThere();
        assertThat(flaws()).isEmpty();
        assertThat(log.events()).isEmpty();
    }

    @Test
    void damage_of_what_was_acknowledged_is_never_cut_off() throws Exception {
        writes(2);
        writer.close();
        Path last = at(Path.of(
                "segment-%06d.archive".formatted(Place.parse(places.getLast()).segment())));
        byte[] good = Files.readAllBytes(last);
        for (int offset = 0; offset < good.length; offset += 7) {
            byte[] changed = good.clone();
            changed[offset] ^= 1;
            Files.write(last, changed);
            writer = small();
            assertThatThrownBy(() -> writes(1))
                    .isInstanceOf(ArchiveRefusedException.class)
                    .hasMessageContaining("/audit verify");
            writer.close();
            assertThat(Files.readAllBytes(last)).isEqualTo(changed);
        }
    }

    @Test
    void one_bot_writes_at_a_time_and_the_next_goes_on_where_it_stopped() throws Exception {
        writes(2);
        try (ArchiveWriter other = small()) {
            assertThatThrownBy(() -> other.append(List.of(record(9))))
                    .isInstanceOfSatisfying(
                            ArchiveRefusedException.class,
                            refused -> assertThat(refused.isOthersTurn()).isTrue());
            writer.close();
            String place = other.append(List.of(record(9))).getFirst();
            assertThat(archive.read(flow("r9"), 2, place).version()).isEqualTo(2);
            assertThat(flaws()).isEmpty();
        }
    }

    @Test
    void a_store_has_one_archive() throws Exception {
        writes(1);
        ArchiveFolder elsewhere = new ArchiveFolder(folder.resolve("elsewhere"), TestChain.CHAIN);
        try (ArchiveWriter other = new ArchiveWriter(elsewhere, stubs)) {
            assertThatThrownBy(() -> other.append(List.of(record(9))))
                    .isInstanceOfSatisfying(
                            ArchiveRefusedException.class,
                            refused -> assertThat(refused.isOthersTurn()).isFalse())
                    .hasMessageContaining("relay.archive.dir");
        }
    }

    @Test
    void a_disk_that_refuses_is_said_and_written_to_again_when_it_is_well() throws Exception {
        Files.write(archive.path(), bytes("not a folder"));
        assertThatThrownBy(() -> writes(1))
                .isInstanceOf(ArchiveRefusedException.class)
                .hasMessageContaining("Nothing has left the store");
        assertThat(stubs.head()).isNull();
        Files.delete(archive.path());
        writes(1);
        everythingIsThere();
    }

    @Test
    void a_place_that_holds_something_else_is_not_taken_for_what_was_asked() throws Exception {
        writes(2);
        assertThatThrownBy(() -> archive.read(flow("r1"), 2, places.get(1)))
                .isInstanceOf(ArchiveUnreadableException.class)
                .hasMessageContaining("id=r2", "id=r1");
        assertThatThrownBy(() -> archive.read(flow("r1"), 3, places.get(0)))
                .isInstanceOf(ArchiveUnreadableException.class);
        for (String wrong : List.of("", "1", "1:80", "9:80:100", "1:80:99999", "1:81:100", "x:y:z")) {
            assertThatThrownBy(() -> archive.read(flow("r1"), 2, wrong))
                    .as(wrong)
                    .isInstanceOf(ArchiveUnreadableException.class);
        }
    }

    @Test
    void a_segment_of_the_first_format_is_read_for_ever() throws Exception {
        Files.createDirectories(archive.path());
        try (var golden = getClass().getResourceAsStream("/golden/archive-1.segment")) {
            Files.copy(golden, at(FIRST));
        }
        List<Archived> found = new ArrayList<>();
        archive.each((record, place) -> found.add(record));
        assertThat(found).usingRecursiveComparison().isEqualTo(List.of(record(1), record(2), record(3)));
        assertThat(archive.flaws(
                        Files.readString(Path.of("src/test/resources/golden/archive-1.head"))
                                .strip(),
                        () -> {}))
                .isEmpty();
    }
}
