package io.soprelay.ledger;

import static io.soprelay.testkit.Commits.bytes;
import static io.soprelay.testkit.Commits.commit;
import static io.soprelay.testkit.Commits.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.ledger.CommitResult.Committed;
import io.soprelay.ledger.CommitResult.Conflict;
import io.soprelay.ledger.CommitResult.Repeated;
import io.soprelay.ledger.CommitResult.StoredOutcome;
import io.soprelay.testkit.StoreUnderTest;
import io.soprelay.testkit.TestChain;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} keeps. */
public abstract class LedgerContract {

    private static final AggregateId ID = flow("a1");

    private Ledger ledger;

    protected abstract StoreUnderTest newStore();

    @BeforeEach
    void open() {
        ledger = newStore().ledger();
    }

    @Test
    void an_unknown_aggregate_has_version_zero_and_no_state() {
        assertThat(ledger.load(ID, "c1")).isEqualTo(Loaded.missing(null));
        assertThat(ledger.load(ID)).isEqualTo(Loaded.missing(null));
        assertThat(ledger.history(ID)).isEmpty();
    }

    @Test
    void versions_run_from_one_without_gaps() {
        assertThat(ledger.commit(commit(ID, "c1", 0))).isEqualTo(new Committed(1));
        assertThat(ledger.commit(commit(ID, "c2", 1))).isEqualTo(new Committed(2));
        assertThat(ledger.commit(commit(ID, "c3", Basis.ANY.version()))).isEqualTo(new Committed(3));
        Loaded loaded = ledger.load(ID, "c2");
        assertThat(loaded.version()).isEqualTo(3);
        assertThat(loaded.state()).isEqualTo(bytes("state of c3"));
        assertThat(loaded.outcome()).isEqualTo(new StoredOutcome("OK", 2));
        assertThat(ledger.load(ID).outcome()).isNull();
        assertThat(ledger.history(ID))
                .containsExactly(bytes("audit of c1"), bytes("audit of c2"), bytes("audit of c3"));
    }

    @Test
    void every_entry_and_the_state_are_sealed_whether_the_seal_before_was_known_or_not() {
        ledger.commit(commit(ID, "c1", Basis.NEW));
        ledger.commit(commit(ID, "c2", ledger.load(ID, "c2").basis()));
        ledger.commit(commit(ID, "c3", Basis.version(2)));
        ledger.commit(commit(ID, "c4", ledger.load(ID).basis()));
        ledger.commit(commit(
                ID,
                "c5",
                Objects.requireNonNull(ledger.loadAll(List.of(ID)).get(ID)).basis()));
        StoredHistory stored = ledger.inspect(ID);
        assertThat(TestChain.CHAIN.check(ID, stored)).isEqualTo(new HistoryVerdict(ID, 5, 5, List.of()));
        assertThat(stored.entries().stream().map(HistoryChain::opened)).containsExactlyElementsOf(ledger.history(ID));
        assertThat(stored.state()).isEqualTo(bytes("state of c5"));
        assertThat(ledger.sealCounts().get(ID.partition()).stored()).isEqualTo(5);
        assertThat(ledger.sealCounts().get(ID.partition()).seen()).isEqualTo(5);
    }

    @Test
    void entries_that_do_not_depend_on_each_other_have_no_chain() {
        AggregateId message = new AggregateId(AggregateId.Kind.INBOX, "x1");
        ledger.commit(commit(message, "c1", Basis.ANY));
        ledger.commit(commit(message, "c2", Basis.ANY));
        assertThat(TestChain.CHAIN.check(message, ledger.inspect(message)))
                .isEqualTo(new HistoryVerdict(message, 2, 0, List.of()));
        assertThat(ledger.sealCounts()).extracting(Ledger.SealCount::stored).containsOnly(0L);
    }

    @Test
    void what_was_refused_or_is_a_repeat_is_not_counted() {
        ledger.commit(commit(ID, "c1", Basis.NEW));
        ledger.commit(commit(ID, "c1", Basis.NEW));
        ledger.commit(commit(ID, "c2", Basis.NEW));
        assertThat(ledger.sealCounts().get(ID.partition()).stored()).isEqualTo(1);
        assertThat(TestChain.CHAIN.check(ID, ledger.inspect(ID)).isWhole()).isTrue();
    }

    @Test
    void a_key_comes_with_the_first_commit_stays_with_the_next_and_goes_with_the_one_that_drops_it() {
        RecordKey made = ledger.newKey(ID);
        assertThat(ledger.newKey(ID).stored()).isNotEqualTo(made.stored()).hasSize(RecordKey.STORED_BYTES);
        ledger.commit(keyed(ID, "c1", new Commit.KeyChange.Store(made)));
        ledger.commit(keyed(ID, "c2", new Commit.KeyChange.Keep()));
        for (Loaded loaded : loadedInEveryWay(ID)) {
            assertThat(Objects.requireNonNull(loaded.key()).secret())
                    .isEqualTo(made.secret())
                    .hasSize(64);
        }
        ledger.commit(keyed(ID, "c3", new Commit.KeyChange.Drop()));
        assertThat(loadedInEveryWay(ID))
                .allSatisfy(loaded -> assertThat(loaded.key()).isNull());
        assertThat(made.toString()).isEqualTo("RecordKey[***]");
    }

    @Test
    void a_commit_that_loses_the_race_leaves_no_key() {
        ledger.commit(commit(ID, "c1", Basis.NEW));
        Commit late = new Commit(
                ID,
                "c2",
                Basis.NEW,
                bytes("state"),
                bytes("audit"),
                "OK",
                true,
                List.of(),
                new Commit.KeyChange.Store(ledger.newKey(ID)));
        assertThat(ledger.commit(late)).isInstanceOf(CommitResult.Conflict.class);
        assertThat(ledger.load(ID).key()).isNull();
    }

    @Test
    void one_aggregates_key_is_no_others() {
        AggregateId other = flow("other");
        RecordKey made = ledger.newKey(ID);
        ledger.commit(keyed(ID, "c1", new Commit.KeyChange.Store(made)));
        ledger.commit(keyed(other, "c1", new Commit.KeyChange.Store(made)));
        assertThat(Objects.requireNonNull(ledger.load(other).key()).secret()).isNotEqualTo(made.secret());
    }

    private List<Loaded> loadedInEveryWay(AggregateId id) {
        return List.of(
                ledger.load(id),
                ledger.load(id, "c1"),
                Objects.requireNonNull(ledger.loadAll(List.of(id)).get(id)));
    }

    private Commit keyed(AggregateId id, String command, Commit.KeyChange change) {
        return new Commit(
                id, command, ledger.load(id).basis(), bytes("state"), bytes("audit"), "OK", true, List.of(), change);
    }

    @Test
    void all_aggregates_are_walked_through() {
        AggregateId message = new AggregateId(AggregateId.Kind.INBOX, "x1");
        assertThat(ledger.inspect(ID)).isEqualTo(new StoredHistory(0, null, null, List.of()));
        ledger.commit(commit(ID, "c1", Basis.NEW));
        ledger.commit(commit(message, "c1", Basis.ANY));
        Set<AggregateId> found = new HashSet<>();
        for (String cursor = Ledger.START; cursor != null; ) {
            Ledger.Aggregates page = ledger.aggregates(cursor);
            found.addAll(page.ids());
            cursor = page.next();
        }
        assertThat(found).containsExactlyInAnyOrder(ID, message);
    }

    @Test
    void a_record_that_ends_stands_in_the_list_of_ended_ones_until_it_is_released() {
        ledger.commit(commit(ID, "c1", 0));
        ledger.commit(ended(ID, "c2"));
        assertThat(ledger.live(ID.kind(), ID.partition())).isEmpty();
        assertThat(ledger.ended(ID.kind(), ID.partition())).isEqualTo(Map.of(ID.id(), 2L));
        ledger.release(ID.kind(), ID.partition(), Map.of(ID.id(), 2L));
        assertThat(ledger.ended(ID.kind(), ID.partition())).isEmpty();
        assertThat(ledger.load(ID).version()).isEqualTo(2);
    }

    @Test
    void what_was_committed_after_the_look_is_not_released() {
        ledger.commit(ended(ID, "c1"));
        ledger.commit(ended(ID, "c2"));
        ledger.release(ID.kind(), ID.partition(), Map.of(ID.id(), 1L, "never seen", 1L));
        assertThat(ledger.ended(ID.kind(), ID.partition())).isEqualTo(Map.of(ID.id(), 2L));
        ledger.release(ID.kind(), ID.partition(), Map.of(ID.id(), 2L));
        ledger.commit(ended(ID, "c3"));
        assertThat(ledger.ended(ID.kind(), ID.partition())).isEqualTo(Map.of(ID.id(), 3L));
    }

    @Test
    void only_records_end_watched() {
        AggregateId message = new AggregateId(AggregateId.Kind.INBOX, "x1");
        ledger.commit(ended(message, "c1"));
        assertThat(ledger.ended(message.kind(), message.partition())).isEmpty();
    }

    private static Commit ended(AggregateId id, String command) {
        return new Commit(id, command, Basis.ANY, bytes("state"), bytes("audit"), "OK", false, List.of());
    }

    @Test
    void a_repeated_command_changes_nothing_and_gets_its_first_outcome() {
        ledger.commit(commit(ID, "c1", 0));
        ledger.commit(commit(ID, "c2", 1));
        assertThat(ledger.commit(commit(ID, "c1", 0))).isEqualTo(new Repeated(new StoredOutcome("OK", 1)));
        assertThat(ledger.commit(commit(ID, "c1", 2))).isEqualTo(new Repeated(new StoredOutcome("OK", 1)));
        assertThat(ledger.commit(commit(ID, "c1", Basis.ANY.version())))
                .isEqualTo(new Repeated(new StoredOutcome("OK", 1)));
        assertThat(ledger.load(ID).version()).isEqualTo(2);
        assertThat(ledger.history(ID)).hasSize(2);
    }

    @Test
    void a_conflict_changes_nothing_and_is_not_remembered() {
        ledger.commit(commit(ID, "c1", 0));
        assertThat(ledger.commit(commit(ID, "c2", 0))).isEqualTo(new Conflict(1));
        assertThat(ledger.commit(commit(ID, "c2", 5))).isEqualTo(new Conflict(1));
        assertThat(ledger.load(ID, "c2").outcome()).isNull();
        assertThat(ledger.load(ID).state()).isEqualTo(bytes("state of c1"));
        assertThat(ledger.history(ID)).hasSize(1);
        assertThat(ledger.commit(commit(ID, "c2", 1))).isEqualTo(new Committed(2));
    }

    @Test
    void a_command_id_belongs_to_its_aggregate_even_inside_one_partition() {
        AggregateId member = new AggregateId(AggregateId.Kind.MEMBER, "p1");
        AggregateId inbox = new AggregateId(AggregateId.Kind.INBOX, "p1");
        assertThat(ledger.commit(commit(member, "delivery", 0))).isEqualTo(new Committed(1));
        assertThat(ledger.commit(commit(inbox, "delivery", 0))).isEqualTo(new Committed(1));
    }

    @Test
    void state_and_audit_are_opaque_bytes() {
        byte[] every = new byte[256];
        IntStream.range(0, 256).forEach(value -> every[value] = (byte) value);
        ledger.commit(new Commit(ID, "验收 | 提交:1", Basis.NEW, every, every, "已完成|1:2", false, List.of()));
        Loaded loaded = ledger.load(ID, "验收 | 提交:1");
        assertThat(loaded.state()).isEqualTo(every);
        assertThat(loaded.outcome()).isEqualTo(new StoredOutcome("已完成|1:2", 1));
        assertThat(ledger.history(ID)).containsExactly(every);
    }

    @Test
    void an_empty_state_and_an_empty_outcome_come_back_empty() {
        ledger.commit(new Commit(ID, "c1", Basis.NEW, new byte[0], new byte[0], "", false, List.of()));
        assertThat(ledger.load(ID, "c1").state()).isEmpty();
        assertThat(ledger.load(ID, "c1").outcome()).isEqualTo(new StoredOutcome("", 1));
    }

    @Test
    void ids_that_look_like_other_keys_stay_apart() {
        AggregateId odd = flow("a1:log");
        ledger.commit(commit(ID, "c1", 0));
        assertThat(ledger.load(odd).version()).isZero();
        assertThat(ledger.commit(commit(odd, "c1", 0))).isEqualTo(new Committed(1));
        assertThat(ledger.history(odd)).hasSize(1);
    }

    @Test
    void many_aggregates_come_in_the_order_asked() {
        List<AggregateId> ids =
                IntStream.range(0, 200).mapToObj(n -> flow("m" + n)).toList();
        ids.subList(0, 100).forEach(id -> ledger.commit(commit(id, "c", 0)));
        Map<AggregateId, Loaded> loaded = ledger.loadAll(ids);
        assertThat(loaded.keySet()).containsExactlyElementsOf(ids);
        assertThat(loaded.values().stream().filter(one -> one.version() == 1)).hasSize(100);
        assertThat(loaded.get(ids.get(150))).isEqualTo(Loaded.missing(null));
        assertThat(ledger.loadAll(List.of())).isEmpty();
    }

    @Test
    void the_live_list_follows_each_commit() {
        ledger.commit(commit(ID, "c1", 0));
        assertThat(ledger.live(AggregateId.Kind.FLOW, ID.partition())).containsExactly("a1");
        assertThat(ledger.live(AggregateId.Kind.MEMBER, ID.partition())).isEmpty();
        ledger.commit(new Commit(ID, "c2", Basis.version(1), bytes("s"), bytes("a"), "OK", false, List.of()));
        assertThat(ledger.live(AggregateId.Kind.FLOW, ID.partition())).isEmpty();
    }

    @Test
    void a_number_is_allotted_once_a_bearer() {
        assertThat(ledger.allotNumber("FH", "20261122", "flow1")).isEqualTo("FH-20261122-0001");
        assertThat(ledger.allotNumber("FH", "20261122", "flow2")).isEqualTo("FH-20261122-0002");
        assertThat(ledger.allotNumber("FH", "20261122", "flow1")).isEqualTo("FH-20261122-0001");
        assertThat(ledger.allotNumber("FH", "20261123", "flow1")).isEqualTo("FH-20261122-0001");
        assertThat(ledger.allotNumber("FH", "20261123", "flow3")).isEqualTo("FH-20261123-0001");
        assertThat(ledger.allotNumber("TH", "20261122", "flow1")).isEqualTo("TH-20261122-0001");
        assertThat(ledger.findNumber("FH-20261122-0002")).contains("flow2");
        assertThat(ledger.findNumber("TH-20261122-0001")).contains("flow1");
    }

    @Test
    void a_number_whose_asking_is_forgotten_is_found_and_given_to_nobody_else() {
        ledger.allotNumber("FH", "20261122", "flow1");
        ledger.allotNumber("FH", "20261122", "flow2");
        ledger.allotNumber("TH", "20261122", "flow3");
        ledger.forgetAsking(Map.of("FH-20261122-0001", "flow1", "TH-20261122-0001", "flow3"));
        ledger.forgetAsking(Map.of("XX-20261122-0001", "nobody"));
        ledger.forgetAsking(Map.of());

        assertThat(ledger.findNumber("FH-20261122-0001")).contains("flow1");
        assertThat(ledger.findNumber("TH-20261122-0001")).contains("flow3");
        assertThat(ledger.allotNumber("FH", "20261122", "flow2"))
                .as("not forgotten")
                .isEqualTo("FH-20261122-0002");
        assertThat(ledger.allotNumber("FH", "20261122", "flow1"))
                .as("forgotten")
                .isEqualTo("FH-20261122-0003");
    }

    @Test
    void an_unknown_or_malformed_number_is_nobodys() {
        ledger.allotNumber("FH", "20261122", "flow1");
        assertThat(List.of("FH-20261122-0009", "XX-20261122-0001", "", "-", "你好", "c:flow1", "FH-flow1"))
                .allSatisfy(number -> assertThat(ledger.findNumber(number)).isEmpty());
        assertThatThrownBy(() -> ledger.allotNumber("fh", "20261122", "f"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ledger.allotNumber("FH", "2026-11-22", "f"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_racing_commits_on_one_version_exactly_one_wins() throws Exception {
        ledger.commit(commit(ID, "first", 0));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 1; round <= 20; round++) {
                long version = round;
                List<Callable<CommitResult>> racers = IntStream.range(0, 8)
                        .<Callable<CommitResult>>mapToObj(
                                racer -> () -> ledger.commit(commit(ID, "r" + version + "-" + racer, version)))
                        .toList();
                List<CommitResult> results = threads.invokeAll(racers).stream()
                        .map(Future::resultNow)
                        .toList();
                assertThat(results).containsOnlyOnce(new Committed(version + 1));
                assertThat(results)
                        .filteredOn(new Conflict(version + 1)::equals)
                        .hasSize(7);
            }
        }
        assertThat(ledger.history(ID)).hasSize(21);
    }

    @Test
    void of_racing_repeats_of_one_command_exactly_one_is_applied() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CommitResult> results = threads
                    .invokeAll(IntStream.range(0, 16)
                            .<Callable<CommitResult>>mapToObj(
                                    racer -> () -> ledger.commit(commit(ID, "same", Basis.ANY.version())))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
            assertThat(results).containsOnlyOnce(new Committed(1));
            assertThat(results)
                    .filteredOn(new Repeated(new StoredOutcome("OK", 1))::equals)
                    .hasSize(15);
        }
    }
}
