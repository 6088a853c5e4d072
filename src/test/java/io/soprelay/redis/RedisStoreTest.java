package io.soprelay.redis;

import static io.soprelay.testkit.Commits.commit;
import static io.soprelay.testkit.Commits.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.BusinessTimeContract;
import io.soprelay.ledger.CardScheduleContract;
import io.soprelay.ledger.HistoryChain;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.LedgerContract;
import io.soprelay.ledger.RowsContract;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.SchedulesContract;
import io.soprelay.ledger.TimerScheduleContract;
import io.soprelay.redis.client.RedisConnections;
import io.soprelay.testkit.RedisUnderTest;
import io.soprelay.testkit.RespProxy;
import io.soprelay.testkit.StoreUnderTest;
import io.soprelay.testkit.TestChain;
import io.soprelay.testkit.TestRedis;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.RedisClient;

/** The real store keeps every contract, and what only it has: format, expiry on the server's clock, reloaded scripts. */
class RedisStoreTest {

    @Nested
    class LedgerTest extends LedgerContract {
        @Override
        protected StoreUnderTest newStore() {
            return RedisUnderTest.empty();
        }
    }

    @Nested
    class SchedulesTest extends SchedulesContract {
        @Override
        protected StoreUnderTest newStore() {
            return RedisUnderTest.empty();
        }
    }

    @Nested
    class CardScheduleTest extends CardScheduleContract {
        @Override
        protected StoreUnderTest newStore() {
            return RedisUnderTest.empty();
        }
    }

    @Nested
    class TimerScheduleTest extends TimerScheduleContract {
        @Override
        protected StoreUnderTest newStore() {
            return RedisUnderTest.empty();
        }
    }

    @Nested
    class RowsTest extends RowsContract {
        @Override
        protected StoreUnderTest newStore() {
            return RedisUnderTest.empty();
        }
    }

    @Nested
    class BusinessTimeTest extends BusinessTimeContract {
        @Override
        protected StoreUnderTest newStore() {
            return RedisUnderTest.empty();
        }
    }

    @Test
    void data_of_another_partition_count_or_format_is_refused_in_one_sentence() {
        TestRedis.flush();
        TestRedis.client().hset("{relay}:format", "partitions", "16");
        assertThatThrownBy(() -> RedisStore.open(TestRedis.client(), RedisUnderTest.PATIENT, TestChain.CHAIN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The data in Redis was written with partitions 16, this program needs 64:"
                        + " start the program that wrote it.");
        TestRedis.flush();
        RedisStore.open(TestRedis.client(), RedisUnderTest.PATIENT, TestChain.CHAIN);
        assertThat(TestRedis.client().hgetAll("{relay}:format"))
                .containsEntry("partitions", "64")
                .containsEntry("format", "5");
        TestRedis.client().hset("{relay}:format", "format", "9");
        assertThatThrownBy(() -> RedisStore.open(TestRedis.client(), RedisUnderTest.PATIENT, TestChain.CHAIN))
                .hasMessageContaining("format 9");
    }

    @ParameterizedTest
    @CsvSource({"1,5", "2,5", "3,5", "4,6"})
    void a_store_of_an_older_format_becomes_one_of_this_and_keeps_its_archive(String format, String raised) {
        TestRedis.flush();
        TestRedis.client().hset("{relay}:format", Map.of("partitions", "64", "format", format));
        RedisStore.open(TestRedis.client(), RedisUnderTest.PATIENT, TestChain.CHAIN);
        assertThat(TestRedis.client().hget("{relay}:format", "format")).isEqualTo(raised);
    }

    @Test
    void a_start_leaves_the_format_alone_that_another_program_may_be_raising() {
        RedisUnderTest.empty();
        try (RespProxy proxy = new RespProxy(TestRedis.server().address());
                RedisClient client = RedisConnections.open(
                        proxy.address(), TestRedis.server().password(), RedisUnderTest.PATIENT.client())) {
            RedisStore.open(client, RedisUnderTest.PATIENT, TestChain.CHAIN);
            assertThat(proxy.commands())
                    .anyMatch(command -> command.getFirst().equalsIgnoreCase("HMGET"))
                    .noneMatch(command -> command.contains("{relay}:format")
                            && List.of("HSET", "EVAL", "EVALSHA")
                                    .contains(command.getFirst().toUpperCase(Locale.ROOT)));
        }
    }

    @Test
    void an_older_format_is_raised_only_as_long_as_it_is_the_one_that_was_read() {
        RedisUnderTest.empty();
        TestRedis.client().hset("{relay}:format", "format", "6");
        ScriptReply late = new RedisDoor(TestRedis.client(), RedisUnderTest.PATIENT)
                .repeatable(
                        StoreScript.UPGRADE,
                        List.of(RedisKeys.format()),
                        List.of(RedisKeys.bytes("2"), RedisKeys.bytes("5")));
        assertThat(late.result()).isEqualTo(ScriptResult.CHANGED);
        assertThat(TestRedis.client().hget("{relay}:format", "format")).isEqualTo("6");
    }

    @Test
    void a_program_with_another_key_is_refused_in_one_sentence_and_the_key_is_not_in_the_store() {
        RedisUnderTest.empty();
        HistoryChain other = new HistoryChain(new byte[HistoryChain.KEY_BYTES]);
        assertThatThrownBy(() -> RedisStore.open(TestRedis.client(), RedisUnderTest.PATIENT, other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The histories in Redis are sealed with another key than this program has: give it the file"
                        + " history.key of the bot that made them, or set relay.redis.history-key.");
        assertThat(TestRedis.client().hgetAll("{relay}:format").values()).doesNotContain(TestChain.KEY);
    }

    @Test
    void a_walk_finds_every_aggregate_and_takes_no_other_key_for_one() {
        StoreUnderTest store = RedisUnderTest.empty();
        Set<AggregateId> made = new HashSet<>();
        for (AggregateId.Kind kind : AggregateId.Kind.values()) {
            for (Lane lane : Lane.values()) {
                AggregateId id = new AggregateId(kind, lane.code() + (kind == AggregateId.Kind.CALLS ? "1" : ""));
                store.ledger().commit(commit(id, "c", 0, new ScheduleChange.Add(lane, "x", 0, new byte[0])));
                made.add(id);
            }
        }
        // A lane's queue in the very partition where a month of calls of that name would be.
        AggregateId queue = new AggregateId(AggregateId.Kind.CALLS, "h");
        store.schedules()
                .restore(queue.partition(), List.of(new ScheduleChange.Add(Lane.HANDOVER, "x", 0, new byte[0])));
        for (int more = 0; more < 1_000; more++) {
            store.ledger().commit(commit(flow("f" + more), "c", 0));
            made.add(flow("f" + more));
        }
        Set<AggregateId> found = new HashSet<>();
        String cursor = Ledger.START;
        int pages = 0;
        while (cursor != null) {
            Ledger.Aggregates page = store.ledger().aggregates(cursor);
            found.addAll(page.ids());
            cursor = page.next();
            pages++;
        }
        assertThat(found).isEqualTo(made);
        assertThat(pages).isGreaterThan(1);
    }

    @Test
    void business_time_survives_a_new_start() {
        RedisUnderTest.empty().time().advance(Duration.ofDays(3));
        assertThat(RedisStore.open(TestRedis.client(), RedisUnderTest.PATIENT, TestChain.CHAIN)
                        .time()
                        .offset())
                .isEqualTo(Duration.ofDays(3));
    }

    @Test
    void each_commit_forgets_a_few_command_ids_that_are_too_old() {
        StoreUnderTest patient = RedisUnderTest.empty();
        for (int command = 0; command < 8; command++) {
            patient.ledger().commit(commit(flow("a"), "c" + command, command));
        }
        patient.elapseMillis(5);
        StoreLimits forgetful = new StoreLimits(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMillis(2));
        RedisStore store = RedisStore.open(TestRedis.client(), forgetful, TestChain.CHAIN);
        store.ledger().commit(commit(flow("a"), "n1", 8));
        assertThat(store.ledger().load(flow("a"), "c4").outcome()).isNull();
        assertThat(store.ledger().load(flow("a"), "c5").outcome()).isNotNull();
        assertThat(store.ledger().load(flow("a"), "n1").outcome()).isNotNull();
        store.ledger().commit(commit(flow("a"), "n2", 9));
        assertThat(store.ledger().load(flow("a"), "c7").outcome()).isNull();
        assertThat(store.ledger().load(flow("a")).version()).isEqualTo(10);
    }

    @Test
    void every_commit_raises_the_sequence_of_its_partition() {
        StoreUnderTest store = RedisUnderTest.empty();
        String key = "{p" + flow("a").partition() + "}:seq";
        store.ledger().commit(commit(flow("a"), "c1", 0));
        store.ledger().commit(commit(flow("a"), "c1", 0));
        store.ledger().commit(commit(flow("a"), "c2", 0));
        assertThat(TestRedis.client().get(key)).isEqualTo("1");
    }

    @Test
    void a_sequence_that_falls_is_told_once_by_the_next_commit() {
        RedisStore store = fresh();
        List<String> falls = new CopyOnWriteArrayList<>();
        store.sequences().onFall((partition, from, to) -> falls.add(from + " > " + to));
        for (int i = 0; i < 5; i++) {
            store.ledger().commit(commit(flow("a"), "c" + i, i));
        }
        TestRedis.client().set("{p" + flow("a").partition() + "}:seq", "2");

        store.ledger().commit(commit(flow("a"), "c5", 5));
        store.ledger().commit(commit(flow("a"), "c6", 6));

        await().untilAsserted(() -> assertThat(falls).containsExactly("5 > 3"));
    }

    @Test
    void a_sequence_that_falls_is_seen_by_the_next_look_although_nothing_commits() {
        RedisStore store = fresh();
        List<Integer> falls = new CopyOnWriteArrayList<>();
        store.sequences().onFall((partition, from, to) -> falls.add(partition));
        store.ledger().commit(commit(flow("a"), "c1", 0));
        TestRedis.client().del("{p" + flow("a").partition() + "}:seq");

        store.schedules().due(0);
        store.schedules().due(0);

        await().untilAsserted(() -> assertThat(falls).containsExactly(flow("a").partition()));
    }

    @Test
    void answers_out_of_order_are_no_fall() {
        RedisStore store = fresh();
        List<Integer> falls = new CopyOnWriteArrayList<>();
        store.sequences().onFall((partition, from, to) -> falls.add(partition));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 400; i++) {
                String command = "c" + i;
                threads.execute(() -> store.ledger().commit(commit(flow("a"), command, Basis.ANY.version())));
                if (i % 50 == 0) {
                    threads.execute(() -> store.schedules().due(0));
                }
            }
        }
        assertThat(store.sequences().seen(flow("a").partition())).isEqualTo(400);
        assertThat(falls).isEmpty();
    }

    @Test
    void nothing_is_leased_of_a_partition_that_went_back_before_the_fall_is_seen() {
        RedisStore store = fresh();
        int partition = flow("a").partition();
        for (int i = 0; i < 3; i++) {
            store.ledger()
                    .commit(commit(
                            flow("a"), "c" + i, i, new ScheduleChange.Add(Lane.CARD, "e" + i, 0, new byte[] {1})));
        }
        TestRedis.client().set("{p" + partition + "}:seq", "1");
        assertThat(store.sequences().isFrozen(partition)).isFalse();

        assertThat(store.schedules()
                        .claim(partition, Map.of(Lane.CARD, 5), 1000)
                        .entries())
                .isEmpty();

        assertThat(store.sequences().isFrozen(partition)).isTrue();
        assertThat(store.schedules()
                        .claim(partition, Map.of(Lane.CARD, 5), 1000)
                        .entries())
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.attempts()).isOne());
    }

    @Test
    void a_store_that_is_older_than_what_is_remembered_is_frozen_before_anybody_asks() {
        RedisStore before = fresh();
        for (int i = 0; i < 5; i++) {
            before.ledger().commit(commit(flow("a"), "c" + i, i));
        }
        before.ledger().commit(commit(flow("b"), "c", 0));
        SequenceMemory remembered = before.sequences().memory(0);
        TestRedis.client().set("{p" + flow("a").partition() + "}:seq", "2");

        SequenceWatch after = RedisStore.open(TestRedis.client(), RedisUnderTest.PATIENT, TestChain.CHAIN, remembered)
                .sequences();

        assertThat(after.isFrozen(flow("a").partition())).isTrue();
        assertThat(after.frozen()).isOne();
        assertThat(after.said()).isEqualTo("p" + flow("a").partition() + ": 5 > 2");
    }

    @Test
    void an_empty_store_where_one_was_remembered_is_frozen_and_one_never_seen_before_is_not() {
        RedisStore before = fresh();
        before.ledger().commit(commit(flow("a"), "c", 0));
        SequenceMemory remembered = before.sequences().memory(0);
        TestRedis.flush();

        assertThat(RedisStore.open(TestRedis.client(), RedisUnderTest.PATIENT, TestChain.CHAIN, remembered)
                        .sequences()
                        .frozen())
                .isOne();
        assertThat(fresh().sequences().frozen()).isZero();
    }

    @Test
    void what_the_store_acknowledged_is_remembered_and_never_more() {
        RedisStore store = fresh();
        int partition = flow("a").partition();
        for (int i = 0; i < 4; i++) {
            store.ledger().commit(commit(flow("a"), "c" + i, i));
            store.ledger().commit(commit(flow("a"), "refused" + i, 100));
            assertThat(store.sequences().memory(0).seen().get(partition)).isEqualTo(i + 1L);
        }
    }

    private static RedisStore fresh() {
        TestRedis.flush();
        return RedisStore.open(TestRedis.client(), RedisUnderTest.PATIENT, TestChain.CHAIN);
    }
}
