package io.soprelay.redis;

import static io.soprelay.testkit.Commits.commit;
import static io.soprelay.testkit.Commits.flow;
import static io.soprelay.testkit.TestChain.CHAIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.HistoryCheck;
import io.soprelay.ledger.HistoryReport.Miscount;
import io.soprelay.ledger.HistoryVerdict.Flaw;
import io.soprelay.testkit.RedisUnderTest;
import io.soprelay.testkit.RememberedSeals;
import io.soprelay.testkit.TestRedis;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** Somebody with the store's password changes histories in Redis, and the counters that would give it away. */
class ChangedStoreTest {
    private static final AggregateId ID = flow("a1");
    private static final String STATE = "{p" + ID.partition() + "}:f:a1";
    private static final String LOG = "{p" + ID.partition() + "}:log:f:a1";
    private static final String SEALED = "{p" + ID.partition() + "}:sealed";

    private final RedisClient attacker = TestRedis.client();
    private final RememberedSeals memory = new RememberedSeals();
    private RedisStore store;
    private HistoryCheck check;

    @BeforeEach
    void three_acts() {
        TestRedis.flush();
        starts();
        for (int version = 0; version < 3; version++) {
            store.ledger()
                    .commit(commit(ID, "c" + version, store.ledger().load(ID).basis()));
        }
        assertThat(check.walk().isWhole()).isTrue();
    }

    /** A process that has seen nothing yet. */
    private void starts() {
        store = RedisStore.open(attacker, RedisUnderTest.PATIENT, CHAIN);
        check = new HistoryCheck(store.ledger(), CHAIN, memory, () -> {});
    }

    private List<Miscount> missed() {
        return check.walk().miscounts();
    }

    @Test
    void a_changed_entry_is_named() {
        byte[] entry = attacker.lindex(LOG.getBytes(UTF_8), 1);
        entry[entry.length - 1] = '!';
        attacker.lset(LOG.getBytes(UTF_8), 1, entry);
        assertThat(check.walk().broken())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.flaws()).containsExactly(new Flaw.Entry(2)));
    }

    @Test
    void a_log_without_a_state_and_a_state_without_a_log_are_found() {
        attacker.unlink(STATE);
        assertThat(check.look(ID).flaws()).contains(new Flaw.Count(0, 3), new Flaw.State());
        assertThat(check.walk().brokenCount()).isEqualTo(1);
        three_acts();
        attacker.unlink(LOG);
        assertThat(check.walk().broken())
                .singleElement()
                .satisfies(
                        verdict -> assertThat(verdict.flaws()).containsExactly(new Flaw.Count(3, 0), new Flaw.State()));
    }

    @Test
    void a_record_that_is_gone_with_its_counter_is_missed_by_a_process_that_saw_it() {
        attacker.unlink(STATE, LOG, SEALED);
        assertThat(missed()).containsExactly(new Miscount(ID.partition(), 3, 0));
    }

    @Test
    void it_is_missed_by_the_next_process_too() {
        attacker.unlink(STATE, LOG, SEALED);
        starts();
        assertThat(missed()).containsExactly(new Miscount(ID.partition(), 3, 0));
        assertThat(missed()).as("said once: from here on this is the store").isEmpty();
    }

    @Test
    void what_was_acknowledged_after_the_last_walk_is_remembered_without_one() {
        store.ledger().commit(commit(ID, "c3", store.ledger().load(ID).basis()));
        check.remember();
        attacker.unlink(STATE, LOG);
        attacker.set(SEALED, "3");
        starts();
        assertThat(missed()).containsExactly(new Miscount(ID.partition(), 4, 0));
    }

    @Test
    void a_counter_that_was_raised_or_lowered_does_not_fit() {
        attacker.set(SEALED, "7");
        assertThat(missed()).containsExactly(new Miscount(ID.partition(), 7, 3));
        attacker.set(SEALED, "1");
        assertThat(missed()).isNotEmpty();
    }

    @Test
    void what_is_missed_in_a_running_process_is_missed_also_after_the_next_act_and_said_once() {
        attacker.unlink(STATE, LOG, SEALED);
        store.ledger().commit(commit(ID, "again", Basis.NEW));
        assertThat(missed()).containsExactly(new Miscount(ID.partition(), 3, 1));
        check.remember();
        assertThat(missed()).isEmpty();
        for (int version = 1; version < 5; version++) {
            store.ledger()
                    .commit(commit(ID, "more" + version, store.ledger().load(ID).basis()));
        }
        assertThat(missed()).isEmpty();
        attacker.unlink(STATE, LOG, SEALED);
        assertThat(missed()).as("from here on it counts again").containsExactly(new Miscount(ID.partition(), 5, 0));
    }
}
