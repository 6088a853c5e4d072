package io.soprelay.archive;

import static io.soprelay.testkit.Commits.bytes;
import static io.soprelay.testkit.Commits.commit;
import static io.soprelay.testkit.Commits.flow;
import static io.soprelay.testkit.TestChain.CHAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Archived;
import io.soprelay.ledger.ArchivedException;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.HistoryCheck;
import io.soprelay.ledger.HistoryReport;
import io.soprelay.ledger.HistoryVerdict.Flaw;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.StoredHistory;
import io.soprelay.redis.RedisStore;
import io.soprelay.testkit.LogLines;
import io.soprelay.testkit.RedisUnderTest;
import io.soprelay.testkit.RememberedSeals;
import io.soprelay.testkit.TestRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A store and its archive are one ledger: who reads and commits does not know where a record is. On real Redis. */
class ArchivedLedgerTest {
    private static final AggregateId ID = flow("a1");
    private static final AggregateId OTHER = flow("a2");
    private static final String STATE = "{p%d}:f:a1".formatted(ID.partition());
    private static final String LOG = "{p%d}:log:f:a1".formatted(ID.partition());

    @RegisterExtension
    final LogLines log = new LogLines("io.soprelay.redis.RedisStubs");

    @TempDir
    Path folder;

    private final RememberedSeals memory = new RememberedSeals();
    private RedisStore store;
    private ArchiveFolder archive;
    private ArchiveWriter writer;
    private ArchivedLedger ledger;
    private HistoryCheck check;

    @BeforeEach
    void two_records_of_three_acts() {
        TestRedis.flush();
        store = RedisStore.open(TestRedis.client(), RedisUnderTest.PATIENT, CHAIN);
        archive = new ArchiveFolder(folder, CHAIN);
        writer = new ArchiveWriter(archive, store.stubs());
        ledger = new ArchivedLedger(store.ledger(), store.stubs(), archive);
        check = new HistoryCheck(
                ledger,
                CHAIN,
                memory,
                () -> {},
                () -> archive.flaws(store.stubs().head(), () -> {}));
        for (AggregateId id : List.of(ID, OTHER)) {
            for (int version = 0; version < 3; version++) {
                ledger.commit(commit(id, "c" + version, ledger.load(id).basis()));
            }
        }
        assertThat(check.walk().isWhole()).isTrue();
    }

    @AfterEach
    void closes() {
        writer.close();
    }

    private Archived copy(AggregateId id, Archived.Kept... kept) {
        StoredHistory stored = ledger.inspect(id);
        byte[] state = Objects.requireNonNull(stored.state());
        return new Archived(id, stored.version(), true, state, stored.seal(), stored.entries(), List.of(kept));
    }

    private String archives(AggregateId id, Archived.Kept... kept) throws ArchiveRefusedException {
        Archived copy = copy(id, kept);
        String place = writer.append(List.of(copy)).getFirst();
        assertThat(store.stubs().trim(copy, place)).isTrue();
        return place;
    }

    @Test
    void what_is_archived_reads_as_before_and_the_store_has_a_stub_of_it() throws Exception {
        Loaded before = ledger.load(ID);
        StoredHistory whole = ledger.inspect(ID);
        List<byte[]> history = ledger.history(ID);
        String place = archives(ID);

        assertThat(TestRedis.client().hgetAll(STATE)).isEqualTo(Map.of("v", "3", "a", place));
        assertThat(TestRedis.client().exists(LOG)).isFalse();
        assertThat(ledger.live(AggregateId.Kind.FLOW, ID.partition())).doesNotContain("a1");
        for (Loaded found : List.of(
                ledger.load(ID),
                ledger.load(ID, "c2"),
                Objects.requireNonNull(ledger.loadAll(List.of(OTHER, ID)).get(ID)))) {
            assertThat(found.version()).isEqualTo(3);
            assertThat(found.state()).isEqualTo(before.state());
            assertThat(found.seal()).isEqualTo(before.seal());
            assertThat(found.place()).isEqualTo(place);
        }
        assertThat(ledger.load(ID, "c2").outcome()).isNotNull();
        assertThat(Objects.requireNonNull(ledger.loadAll(List.of(OTHER)).get(OTHER))
                        .place())
                .isNull();
        assertThat(ledger.history(ID)).usingRecursiveComparison().isEqualTo(history);
        assertThat(ledger.inspect(ID))
                .usingRecursiveComparison()
                .ignoringFields("place")
                .isEqualTo(whole);
        assertThat(check.walk())
                .matches(HistoryReport::isWhole)
                .extracting(HistoryReport::sealed)
                .isEqualTo(6L);
    }

    @Test
    void a_commit_puts_it_back_first_and_is_applied_once() throws Exception {
        archives(ID);
        Loaded loaded = ledger.load(ID);
        assertThat(ledger.commit(commit(ID, "again", loaded.basis()))).isEqualTo(new CommitResult.Committed(4));
        assertThat(ledger.commit(commit(ID, "again", loaded.basis()))).isInstanceOf(CommitResult.Repeated.class);
        assertThat(TestRedis.client().hget(STATE, "a")).isNull();
        assertThat(TestRedis.client().llen(LOG)).isEqualTo(4);
        assertThat(ledger.live(AggregateId.Kind.FLOW, ID.partition())).contains("a1");
        assertThat(check.walk().isWhole()).isTrue();
        archives(ID);
        assertThat(ledger.load(ID).version()).isEqualTo(4);
        assertThat(check.walk().isWhole()).isTrue();
    }

    @Test
    void a_commit_that_was_decided_from_an_older_version_is_a_conflict_as_ever() throws Exception {
        archives(ID);
        assertThat(ledger.commit(commit(ID, "old", Basis.version(2)))).isEqualTo(new CommitResult.Conflict(3));
    }

    @Test
    void a_repeat_of_what_was_done_before_does_not_put_it_back() throws Exception {
        archives(ID);
        assertThat(ledger.commit(commit(ID, "c2", ledger.load(ID).basis()))).isInstanceOf(CommitResult.Repeated.class);
        assertThat(TestRedis.client().hget(STATE, "a")).isNotNull();
    }

    @Test
    void the_store_alone_says_where_it_is_and_changes_nothing() throws Exception {
        String place = archives(ID);
        assertThatThrownBy(() -> store.ledger().commit(commit(ID, "c3", Basis.version(3))))
                .isInstanceOfSatisfying(
                        ArchivedException.class,
                        stub -> assertThat(stub.place()).isEqualTo(place));
        assertThat(TestRedis.client().hgetAll(STATE)).isEqualTo(Map.of("v", "3", "a", place));
    }

    @Test
    void what_was_committed_to_since_it_was_copied_does_not_leave() throws Exception {
        Archived copy = copy(ID);
        String place = writer.append(List.of(copy)).getFirst();
        ledger.commit(commit(ID, "late", ledger.load(ID).basis()));
        assertThat(store.stubs().trim(copy, place)).isFalse();
        assertThat(ledger.load(ID).version()).isEqualTo(4);
        assertThat(ledger.load(ID).place()).isNull();
        assertThat(check.walk().isWhole()).isTrue();
    }

    @Test
    void a_second_copy_of_the_same_version_is_as_good() throws Exception {
        Archived copy = copy(ID);
        writer.append(List.of(copy));
        String second = writer.append(List.of(copy)).getFirst();
        String third = writer.append(List.of(copy)).getFirst();
        assertThat(store.stubs().trim(copy, second)).isTrue();
        assertThat(store.stubs().trim(copy, third)).as("a repeat").isTrue();
        assertThat(ledger.load(ID).place()).isEqualTo(second);
        assertThat(check.walk().isWhole()).isTrue();
    }

    @Test
    void of_two_that_put_it_back_one_does() throws Exception {
        String place = archives(ID);
        Archived archived = archive.read(ID, 3, place);
        assertThat(store.stubs().recall(archived, place)).isTrue();
        assertThat(store.stubs().recall(archived, place)).isFalse();
        assertThat(TestRedis.client().llen(LOG)).isEqualTo(3);
        assertThat(check.walk().isWhole()).isTrue();
    }

    @Test
    void how_far_a_card_was_shown_comes_back_and_which_message_it_is_does_not() throws Exception {
        String kept = "{p%d}:rec:c".formatted(ID.partition());
        store.schedules().answered(ID.partition(), Lane.CARD, "card", 7, null, bytes("om_1"));
        store.schedules().answered(ID.partition(), Lane.CARD, "others", 1, null, bytes("om_2"));
        archives(ID, new Archived.Kept(Lane.CARD, "card", 7));
        assertThat(TestRedis.client().hkeys(kept)).containsExactlyInAnyOrder("r:others", "s:others");
        ledger.commit(commit(ID, "again", ledger.load(ID).basis()));
        assertThat(TestRedis.client().hgetAll(kept))
                .containsEntry("s:card", "7")
                .doesNotContainKey("r:card");
    }

    @Test
    void what_was_learned_of_a_card_while_its_record_was_archived_stays() throws Exception {
        String kept = "{p%d}:rec:c".formatted(ID.partition());
        archives(ID, new Archived.Kept(Lane.CARD, "card", 7));
        store.schedules().answered(ID.partition(), Lane.CARD, "card", 9, null, bytes("om_2"));
        ledger.commit(commit(ID, "again", ledger.load(ID).basis()));
        assertThat(TestRedis.client().hgetAll(kept))
                .containsEntry("r:card", "om_2")
                .containsEntry("s:card", "9");
    }

    @Test
    void a_changed_byte_of_the_archive_is_found_by_the_walk_and_by_a_look_at_the_record() throws Exception {
        archives(ID);
        Path segment = folder.resolve("segment-000001.archive");
        byte[] good = Files.readAllBytes(segment);
        for (int at = Segment.HEAD_BYTES; at < good.length; at += 11) {
            byte[] changed = good.clone();
            changed[at] ^= 4;
            Files.write(segment, changed);
            assertThat(check.walk().archive()).as("byte %d", at).isNotEmpty();
        }
        byte[] cut = java.util.Arrays.copyOf(good, good.length - 1);
        Files.write(segment, cut);
        assertThat(check.look(ID).flaws()).contains(new Flaw.Count(3, 0));
        assertThatThrownBy(() -> ledger.load(ID)).isInstanceOf(ArchiveUnreadableException.class);
        Files.write(segment, good);
        assertThat(check.walk().isWhole()).isTrue();
    }

    @Test
    void a_stub_that_is_gone_or_leads_to_another_record_is_found() throws Exception {
        archives(ID);
        String other = archives(OTHER);
        TestRedis.client().hset(STATE, "a", other);
        assertThat(check.look(ID).isWhole()).isFalse();
        assertThatThrownBy(() -> ledger.load(ID)).isInstanceOf(ArchiveUnreadableException.class);
        TestRedis.client().unlink(STATE);
        assertThat(check.walk().miscounts()).isNotEmpty();
    }

    @Test
    void in_a_store_that_went_back_the_newer_version_counts_wherever_it_is() throws Exception {
        String place = archives(ID);
        Archived archived = archive.read(ID, 3, place);
        // The store holds the record as it was at version 1: an older copy was put in its place.
        TestRedis.client().unlink(STATE);
        ledger.commit(commit(ID, "begins", Basis.NEW));
        archive.each(store.stubs()::trim);
        assertThat(ledger.load(ID).version()).isEqualTo(3);
        assertThat(ledger.load(ID).place()).isEqualTo(place);
        // The other way round: the store is newer than the archive.
        ledger.commit(commit(ID, "goes on", ledger.load(ID).basis()));
        assertThat(store.stubs().trim(archived, place)).isFalse();
        assertThat(ledger.load(ID).version()).isEqualTo(4);
    }

    @Test
    void in_a_store_that_went_back_and_on_another_act_of_the_same_version_is_not_replaced() throws Exception {
        String place = archives(ID);
        Archived archived = archive.read(ID, 3, place);
        TestRedis.client().unlink(STATE);
        for (String act : List.of("begins", "goes on", "acknowledged")) {
            ledger.commit(commit(ID, act, ledger.load(ID).basis()));
        }
        assertThat(ledger.load(ID).version()).isEqualTo(3);

        assertThat(store.stubs().trim(archived, place)).isFalse();

        assertThat(ledger.load(ID).place()).isNull();
        assertThat(ledger.load(ID, "acknowledged").outcome()).isNotNull();
        assertThat(log.events())
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).contains("another version 3"));
    }

    @Test
    void a_program_that_knows_no_archive_may_go_on_until_something_is_archived() throws Exception {
        assertThat(TestRedis.client().hget("{relay}:format", "format")).isEqualTo("5");
        archives(ID);
        assertThat(TestRedis.client().hget("{relay}:format", "format")).isEqualTo("6");
        RedisStore.open(TestRedis.client(), RedisUnderTest.PATIENT, CHAIN);
        assertThat(TestRedis.client().hget("{relay}:format", "format")).isEqualTo("6");
    }

    @Test
    void the_store_knows_when_a_record_was_last_committed_to_in_business_time() throws Exception {
        store.time().advance(Duration.ofDays(9));
        AggregateId late = flow("late");
        ledger.commit(commit(late, "c", Basis.NEW));
        archives(ID);
        Map<AggregateId, Long> known = store.stubs().lastCommits(List.of(ID, OTHER, late, flow("nobody")));
        assertThat(known).containsOnlyKeys(OTHER, late);
        assertThat(Duration.ofMillis(known.getOrDefault(late, 0L) - known.getOrDefault(OTHER, 0L)))
                .isBetween(Duration.ofDays(9), Duration.ofDays(10));
        TestRedis.client().hdel("{p%d}:f:a2".formatted(OTHER.partition()), "t");
        assertThat(store.stubs().lastCommits(List.of(OTHER))).containsEntry(OTHER, 0L);
    }
}
