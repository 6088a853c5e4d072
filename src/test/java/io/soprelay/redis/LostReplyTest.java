package io.soprelay.redis;

import static io.soprelay.testkit.Commits.bytes;
import static io.soprelay.testkit.Commits.commit;
import static io.soprelay.testkit.Commits.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.CommitResult.Committed;
import io.soprelay.ledger.CommitResult.Conflict;
import io.soprelay.ledger.CommitResult.Repeated;
import io.soprelay.ledger.CommitResult.StoredOutcome;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.ledger.ScheduleChange.Add;
import io.soprelay.redis.client.RedisConnections;
import io.soprelay.testkit.RedisUnderTest;
import io.soprelay.testkit.RespProxy;
import io.soprelay.testkit.RespProxy.Fault;
import io.soprelay.testkit.StoreUnderTest;
import io.soprelay.testkit.TestChain;
import io.soprelay.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.RedisClient;

/** A real server behind a connection that breaks: an act is applied once and its answer is the same as ever. */
class LostReplyTest {

    private static final AggregateId ID = flow("a1");
    private static final StoreLimits LIMITS =
            new StoreLimits(Duration.ofMillis(400), Duration.ofMillis(1_200), Duration.ofHours(72));

    private final StoreUnderTest direct = RedisUnderTest.empty();
    private RespProxy proxy;
    private RedisClient client;
    private RedisStore store;

    @BeforeEach
    void open() {
        proxy = new RespProxy(TestRedis.server().address());
        client = RedisConnections.open(proxy.address(), TestRedis.server().password(), LIMITS.client());
        store = RedisStore.open(client, LIMITS, TestChain.CHAIN);
        store.ledger().load(ID, "scripts are known from here on");
    }

    @AfterEach
    void close() {
        client.close();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_commit_whose_answer_is_lost_is_applied_once_and_looks_like_any_other(Fault fault) {
        store.ledger().commit(commit(ID, "c1", 0));
        List<Long> heard = new CopyOnWriteArrayList<>();
        store.schedules().onDue((partition, inMillis) -> heard.add(inMillis));
        proxy.breakNext("EVALSHA", fault, 1);
        assertThat(store.ledger().commit(commit(ID, "c2", 1, new Add(Lane.NOTICE, "n", 0, bytes("hello")))))
                .isEqualTo(new Committed(2));
        assertThat(heard).containsExactly(0L);
        assertThat(direct.ledger().history(ID)).hasSize(2);
        assertThat(direct.schedules().backlog()).containsEntry(Lane.NOTICE, 1L);
        assertThat(store.ledger().commit(commit(ID, "c2", 1))).isEqualTo(new Repeated(new StoredOutcome("OK", 2)));
    }

    @Test
    void a_repeat_after_a_lost_answer_is_still_told_from_anothers_commit() {
        direct.ledger().commit(commit(ID, "c1", 0));
        proxy.breakNext("EVALSHA", Fault.CUT_AFTER, 1);
        assertThat(store.ledger().commit(commit(ID, "c1", 0))).isEqualTo(new Repeated(new StoredOutcome("OK", 1)));
        proxy.breakNext("EVALSHA", Fault.CUT_AFTER, 1);
        assertThat(store.ledger().commit(commit(ID, "c2", 0))).isEqualTo(new Conflict(1));
    }

    @Test
    void an_answer_that_stays_lost_is_an_unknown_outcome_within_the_budget() {
        proxy.breakNext("EVALSHA", Fault.SILENCE, 100);
        long start = System.nanoTime();
        assertThatThrownBy(() -> store.ledger().commit(commit(ID, "c1", 0)))
                .isInstanceOfSatisfying(
                        LedgerUnavailableException.class,
                        away -> assertThat(away.outcomeUnknown()).isTrue());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_800));
        proxy.breakNext("NONE", Fault.SILENCE, 1);
        assertThat(store.ledger().commit(commit(ID, "c1", 0))).isEqualTo(new Repeated(new StoredOutcome("OK", 1)));
        assertThat(direct.ledger().history(ID)).hasSize(1);
    }

    @Test
    void a_server_that_is_not_there_has_a_known_outcome() {
        proxy.close();
        client.getPool().clear();
        // The first call may still meet a connection that was waiting to be accepted when the server went.
        assertThatThrownBy(() -> store.ledger().commit(commit(ID, "c1", 0)))
                .isInstanceOf(LedgerUnavailableException.class);
        client.getPool().clear();
        assertThatThrownBy(() -> store.ledger().commit(commit(ID, "c1", 0)))
                .isInstanceOfSatisfying(
                        LedgerUnavailableException.class,
                        away -> assertThat(away.outcomeUnknown()).isFalse());
    }

    @Test
    void a_late_answer_never_reaches_another_command() {
        direct.ledger().commit(commit(ID, "c1", 0));
        direct.ledger().commit(commit(flow("a2"), "other", 0));
        proxy.breakNext("EVALSHA", Fault.SILENCE, 1);
        assertThat(store.ledger().load(ID, "c1").state()).isEqualTo(bytes("state of c1"));
        assertThat(store.ledger().load(flow("a2"), "x").state()).isEqualTo(bytes("state of other"));
    }

    @Test
    void a_moved_clock_and_an_allotted_number_are_not_doubled_by_a_lost_answer() {
        proxy.breakNext("EVALSHA", Fault.CUT_AFTER, 1);
        store.ledger().allotNumber("FH", "20261122", "warm");
        proxy.breakNext("EVALSHA", Fault.CUT_AFTER, 1);
        assertThat(store.ledger().allotNumber("FH", "20261122", "f1")).isEqualTo("FH-20261122-0002");
        proxy.breakNext("EVALSHA", Fault.CUT_AFTER, 1);
        store.time().advance(Duration.ofHours(1));
        assertThat(store.time().offset()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void a_claim_whose_answer_is_lost_is_not_sent_again_and_comes_back_after_its_lease() {
        store.schedules().restore(3, List.of(new Add(Lane.NOTICE, "n", 0, bytes(""))));
        store.schedules().claim(4, Map.of(Lane.NOTICE, 1), 1);
        proxy.breakNext("EVALSHA", Fault.CUT_AFTER, 1);
        assertThatThrownBy(() -> store.schedules().claim(3, Map.of(Lane.NOTICE, 1), 50))
                .isInstanceOf(LedgerUnavailableException.class);
        direct.elapseMillis(60);
        assertThat(store.schedules().claim(3, Map.of(Lane.NOTICE, 1), 1_000).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.attempts()).isEqualTo(2));
    }

    @Test
    void scripts_the_server_forgot_are_loaded_again() {
        TestRedis.client().scriptFlush();
        assertThat(store.ledger().commit(commit(ID, "c1", 0, new Add(Lane.NOTICE, "n", 0, bytes("")))))
                .isEqualTo(new Committed(1));
        TestRedis.client().scriptFlush();
        assertThat(store.schedules().due(0)).containsOnlyKeys(ID.partition());
    }

    @Test
    void a_click_costs_one_read_and_one_script() {
        store.ledger().load(ID, "warm");
        store.ledger().commit(commit(ID, "c1", 0, new Add(Lane.NOTICE, "n1", 0, bytes(""))));
        proxy.forget();
        store.time().now();
        Basis basis = store.ledger().load(ID, "c2").basis();
        store.ledger().commit(commit(ID, "c2", basis, new Add(Lane.NOTICE, "n2", 0, bytes(""))));
        assertThat(proxy.commands()).extracting(List::getFirst).containsExactly("EVALSHA", "EVALSHA");
    }
}
