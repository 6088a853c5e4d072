package io.soprelay.ledger;

import static io.soprelay.testkit.Commits.commit;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.ledger.ScheduleChange.Hasten;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link Schedules} keeps of entries on business time, which tests can move. */
public abstract class TimerScheduleContract extends ScheduleSteps {

    @Test
    void a_hastened_timer_is_due_on_business_time() {
        store.time().advance(Duration.ofDays(1));
        add(Lane.TIMER, "t1", businessIn(HOUR));
        assertThat(claim(Lane.TIMER).entries()).isEmpty();
        store.ledger().commit(commit(ID, "c1", 0, new Hasten(Lane.TIMER, "t1")));
        assertThat(claimOne(Lane.TIMER).id()).isEqualTo("t1");
    }

    @Test
    void a_claim_says_how_long_an_entry_had_been_due() {
        add(Lane.TIMER, "t1", businessIn(HOUR));
        store.time().advance(Duration.ofMillis(HOUR + 3_000));
        assertThat(claimOne(Lane.TIMER).lateMillis()).isBetween(3_000L, 60_000L);
    }

    @Test
    void timers_run_and_are_leased_on_business_time() {
        add(Lane.TIMER, "t1", businessIn(2 * HOUR));
        add(Lane.NOTICE, "n1", 2 * HOUR);
        assertThat(claim(Lane.TIMER).entries()).isEmpty();
        assertThat(claim(Lane.TIMER).nextInMillis()).isBetween(2 * HOUR - 5_000, 2 * HOUR);
        store.time().advance(Duration.ofHours(2));
        store.elapseMillis(2);
        Claimed held = schedules
                .claim(P, Map.of(Lane.TIMER, 5, Lane.NOTICE, 5), LEASE)
                .entries()
                .getFirst();
        assertThat(held.id()).isEqualTo("t1");
        store.time().advance(Duration.ofMillis(LEASE));
        Claimed again = claimOne(Lane.TIMER);
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(schedules.retry(again, HOUR, null)).isTrue();
        store.time().advance(Duration.ofMillis(HOUR));
        assertThat(schedules.done(claimOne(Lane.TIMER))).isTrue();
        assertThat(claim(Lane.NOTICE).entries()).isEmpty();
    }
}
