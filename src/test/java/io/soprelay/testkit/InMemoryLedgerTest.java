package io.soprelay.testkit;

import static io.soprelay.testkit.Commits.commit;
import static io.soprelay.testkit.Commits.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.ledger.BusinessTimeContract;
import io.soprelay.ledger.CardScheduleContract;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.LedgerContract;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.ledger.RowsContract;
import io.soprelay.ledger.SchedulesContract;
import io.soprelay.ledger.TimerScheduleContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The fake keeps every contract of the store it stands for, and its switches do what they say. */
class InMemoryLedgerTest {

    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final InMemoryLedger store = new InMemoryLedger(clock);

    @Nested
    class LedgerTest extends LedgerContract {
        @Override
        protected StoreUnderTest newStore() {
            return StoreUnderTest.inMemory();
        }
    }

    @Nested
    class SchedulesTest extends SchedulesContract {
        @Override
        protected StoreUnderTest newStore() {
            return StoreUnderTest.inMemory();
        }
    }

    @Nested
    class CardScheduleTest extends CardScheduleContract {
        @Override
        protected StoreUnderTest newStore() {
            return StoreUnderTest.inMemory();
        }
    }

    @Nested
    class TimerScheduleTest extends TimerScheduleContract {
        @Override
        protected StoreUnderTest newStore() {
            return StoreUnderTest.inMemory();
        }
    }

    @Nested
    class RowsTest extends RowsContract {
        @Override
        protected StoreUnderTest newStore() {
            return StoreUnderTest.inMemory();
        }
    }

    @Nested
    class BusinessTimeTest extends BusinessTimeContract {
        @Override
        protected StoreUnderTest newStore() {
            return StoreUnderTest.inMemory();
        }
    }

    @Test
    void a_command_id_is_forgotten_after_72_hours() {
        store.commit(commit(flow("a"), "c1", 0));
        clock.tick(Duration.ofHours(72).minusMillis(1));
        store.commit(commit(flow("a"), "c2", 1));
        assertThat(store.load(flow("a"), "c1").outcome()).isNotNull();
        clock.tick(Duration.ofMillis(1));
        store.commit(commit(flow("a"), "c3", 2));
        assertThat(store.load(flow("a"), "c1").outcome()).isNull();
        assertThat(store.load(flow("a"), "c2").outcome()).isNotNull();
    }

    @Test
    void an_absent_store_changes_nothing() {
        store.setAway(true);
        assertThatThrownBy(() -> store.commit(commit(flow("a"), "c1", 0)))
                .isInstanceOfSatisfying(
                        LedgerUnavailableException.class,
                        away -> assertThat(away.outcomeUnknown()).isFalse());
        store.setAway(false);
        assertThat(store.load(flow("a")).version()).isZero();
    }

    @Test
    void a_lost_reply_is_an_applied_commit_with_unknown_outcome() {
        store.loseNextReply();
        assertThatThrownBy(() -> store.commit(commit(flow("a"), "c1", 0)))
                .isInstanceOfSatisfying(
                        LedgerUnavailableException.class,
                        away -> assertThat(away.outcomeUnknown()).isTrue());
        assertThat(store.commit(commit(flow("a"), "c1", 0))).isInstanceOf(CommitResult.Repeated.class);
    }
}
