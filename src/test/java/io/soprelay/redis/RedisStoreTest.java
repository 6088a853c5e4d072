package io.soprelay.redis;

import static io.soprelay.testkit.Commits.commit;
import static io.soprelay.testkit.Commits.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.ledger.BusinessTimeContract;
import io.soprelay.ledger.CardScheduleContract;
import io.soprelay.ledger.LedgerContract;
import io.soprelay.ledger.RowsContract;
import io.soprelay.ledger.SchedulesContract;
import io.soprelay.testkit.RedisUnderTest;
import io.soprelay.testkit.StoreUnderTest;
import io.soprelay.testkit.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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
        assertThatThrownBy(() -> RedisStore.open(TestRedis.client(), RedisUnderTest.PATIENT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The data in Redis was written with partitions 16, this program needs 64:"
                        + " start the program that wrote it.");
        TestRedis.flush();
        RedisStore.open(TestRedis.client(), RedisUnderTest.PATIENT);
        assertThat(TestRedis.client().hgetAll("{relay}:format"))
                .containsEntry("partitions", "64")
                .containsEntry("format", "1");
        TestRedis.client().hset("{relay}:format", "format", "2");
        assertThatThrownBy(() -> RedisStore.open(TestRedis.client(), RedisUnderTest.PATIENT))
                .hasMessageContaining("format 2");
    }

    @Test
    void business_time_survives_a_new_start() {
        RedisUnderTest.empty().time().advance(Duration.ofDays(3));
        assertThat(RedisStore.open(TestRedis.client(), RedisUnderTest.PATIENT)
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
        RedisStore store = RedisStore.open(TestRedis.client(), forgetful);
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
}
