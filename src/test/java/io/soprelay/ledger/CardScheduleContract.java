package io.soprelay.ledger;

import static io.soprelay.testkit.Commits.bytes;
import static io.soprelay.testkit.Commits.commit;
import static io.soprelay.testkit.Commits.flow;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.ledger.ScheduleChange.Add;
import io.soprelay.ledger.ScheduleChange.Cancel;
import io.soprelay.ledger.ScheduleChange.Raise;
import io.soprelay.ledger.Schedules.Answered;
import io.soprelay.testkit.Commits;
import io.soprelay.testkit.StoreUnderTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Schedules} keeps for entries that coalesce: wanted and shown revisions, answers, records. */
public abstract class CardScheduleContract {

    private static final AggregateId ID = flow("a1");
    private static final int P = ID.partition();
    private static final long HOUR = 3_600_000;
    private static final long LEASE = 10_000;

    private StoreUnderTest store;
    private Schedules schedules;
    private int commits;

    protected abstract StoreUnderTest newStore();

    @BeforeEach
    void open() {
        store = newStore();
        schedules = store.schedules();
    }

    private void raise(long wanted, long delay) {
        store.ledger()
                .commit(commit(
                        ID,
                        "c" + commits++,
                        Basis.ANY.version(),
                        new Raise(Lane.CARD, "k", wanted, delay, bytes("at " + wanted))));
    }

    private List<Claimed> claim() {
        return schedules.claim(P, Map.of(Lane.CARD, 10), LEASE).entries();
    }

    private Claimed claimOne() {
        List<Claimed> entries = claim();
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }

    private boolean answered(long shown, String record) {
        byte[] read = schedules.record(P, Lane.CARD, "k").orElse(null);
        return schedules.answered(P, Lane.CARD, "k", shown, read, bytes(record)) == Answered.KEPT;
    }

    private String record() {
        return schedules.record(P, Lane.CARD, "k").map(Commits::text).orElse("none");
    }

    private long waiting() {
        return schedules.backlog().getOrDefault(Lane.CARD, -1L);
    }

    @Test
    void raises_of_one_card_are_one_entry_at_the_highest_revision() {
        raise(1, 0);
        raise(3, 0);
        raise(2, 0);
        Claimed entry = claimOne();
        assertThat(entry.wanted()).isEqualTo(3);
        assertThat(entry.payload()).isEqualTo(bytes("at 3"));
    }

    @Test
    void a_raise_pulls_an_idle_entry_forward_but_never_back() {
        raise(1, HOUR);
        assertThat(claim()).isEmpty();
        raise(2, 0);
        raise(3, HOUR);
        assertThat(claimOne().wanted()).isEqualTo(3);
    }

    @Test
    void a_raise_that_wants_nothing_newer_changes_nothing() {
        raise(5, HOUR);
        raise(5, 0);
        raise(4, 0);
        assertThat(claim()).isEmpty();
    }

    @Test
    void a_raise_leaves_a_leased_entry_where_it_is_and_the_receipt_makes_it_due() {
        raise(1, 0);
        Claimed held = claimOne();
        raise(2, 0);
        assertThat(claim()).isEmpty();
        List<Long> heard = new CopyOnWriteArrayList<>();
        schedules.onDue((partition, inMillis) -> heard.add(inMillis));
        assertThat(schedules.shown(held, 1, bytes("message 1"))).isTrue();
        assertThat(heard).containsExactly(0L);
        Claimed again = claimOne();
        assertThat(again.wanted()).isEqualTo(2);
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.record()).isEqualTo(bytes("message 1"));
        assertThat(schedules.shown(again, 2, bytes("message 2"))).isTrue();
        assertThat(waiting()).isZero();
        assertThat(record()).isEqualTo("message 2");
    }

    @Test
    void a_raise_pulls_forward_an_entry_whose_lease_ran_out() {
        raise(1, 0);
        Claimed held = claimOne();
        assertThat(schedules.retry(held, HOUR, null)).isTrue();
        raise(2, 0);
        assertThat(claimOne().attempts()).isEqualTo(2);
    }

    @Test
    void the_record_outlives_the_entry() {
        raise(1, 0);
        schedules.shown(claimOne(), 1, bytes("message 1"));
        raise(2, 0);
        assertThat(claimOne().record()).isEqualTo(bytes("message 1"));
        schedules.restore(P, List.of(new Cancel(Lane.CARD, "k")));
        assertThat(record()).isEqualTo("message 1");
    }

    @Test
    void showing_without_a_record_keeps_the_record_before() {
        raise(1, 0);
        schedules.shown(claimOne(), 1, null);
        assertThat(record()).isEqualTo("none");
        raise(1, 0);
        assertThat(waiting()).isZero();
        raise(2, 0);
        schedules.shown(claimOne(), 2, bytes("message 2"));
        raise(3, 0);
        Claimed entry = claimOne();
        assertThat(entry.record()).isEqualTo(bytes("message 2"));
        schedules.shown(entry, 3, null);
        assertThat(record()).isEqualTo("message 2");
    }

    @Test
    void showing_more_than_was_wanted_settles_it_too() {
        raise(1, 0);
        assertThat(schedules.shown(claimOne(), 4, bytes("newer"))).isTrue();
        assertThat(waiting()).isZero();
    }

    @Test
    void done_does_not_lose_a_raise_that_came_meanwhile() {
        raise(1, 0);
        Claimed held = claimOne();
        raise(2, 0);
        assertThat(schedules.done(held)).isTrue();
        assertThat(schedules.done(claimOne())).isTrue();
        assertThat(waiting()).isZero();
        raise(2, 0);
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void an_answer_inside_its_window_costs_no_delivery() {
        raise(1, 5_000);
        assertThat(answered(1, "answer 1")).isTrue();
        assertThat(waiting()).isZero();
        assertThat(record()).isEqualTo("answer 1");
    }

    @Test
    void an_answer_to_less_than_is_wanted_makes_the_entry_due() {
        raise(1, 5_000);
        raise(2, 5_000);
        assertThat(claim()).isEmpty();
        assertThat(answered(1, "answer 1")).isTrue();
        Claimed entry = claimOne();
        assertThat(entry.wanted()).isEqualTo(2);
        assertThat(entry.record()).isEqualTo(bytes("answer 1"));
    }

    @Test
    void an_answer_does_not_touch_a_leased_entry() {
        raise(1, 0);
        Claimed held = claimOne();
        assertThat(answered(1, "answer 1")).isFalse();
        assertThat(record()).isEqualTo("none");
        assertThat(schedules.shown(held, 1, bytes("delivery"))).isTrue();
        assertThat(record()).isEqualTo("delivery");
    }

    @Test
    void an_answer_settles_no_entry_whose_memo_still_waits() {
        raise(1, 0);
        schedules.retry(claimOne(), HOUR, bytes("may have arrived"));
        assertThat(answered(1, "answer 1")).isFalse();
        assertThat(record()).isEqualTo("none");
        raise(2, 0);
        Claimed again = claimOne();
        assertThat(again.memo()).isEqualTo(bytes("may have arrived"));
        schedules.shown(again, 2, bytes("delivery"));
        assertThat(answered(2, "answer 2")).isTrue();
    }

    @Test
    void an_answer_writes_over_no_record_that_it_was_not_made_from_and_a_repeat_is_the_same() {
        assertThat(schedules.answered(P, Lane.CARD, "k", 1, null, bytes("first")))
                .isEqualTo(Answered.KEPT);
        assertThat(schedules.answered(P, Lane.CARD, "k", 1, null, bytes("first")))
                .isEqualTo(Answered.KEPT);
        assertThat(schedules.answered(P, Lane.CARD, "k", 1, null, bytes("other")))
                .isEqualTo(Answered.CHANGED);
        assertThat(schedules.answered(P, Lane.CARD, "k", 2, bytes("older"), bytes("other")))
                .isEqualTo(Answered.CHANGED);
        assertThat(record()).isEqualTo("first");
        assertThat(schedules.answered(P, Lane.CARD, "k", 1, bytes("first"), bytes("second")))
                .isEqualTo(Answered.KEPT);
        assertThat(record()).isEqualTo("second");
    }

    @Test
    void an_answer_after_the_lease_ran_out_makes_its_token_stale() {
        raise(2, 0);
        Claimed late = schedules.claim(P, Map.of(Lane.CARD, 1), 0).entries().getFirst();
        assertThat(answered(1, "answer 1")).isTrue();
        assertThat(schedules.shown(late, 2, bytes("late"))).isFalse();
        assertThat(claimOne().wanted()).isEqualTo(2);
    }

    @Test
    void an_answer_without_an_entry_is_kept_and_its_revision_needs_no_delivery() {
        assertThat(answered(3, "answer 3")).isTrue();
        assertThat(record()).isEqualTo("answer 3");
        raise(3, 0);
        raise(2, 0);
        assertThat(waiting()).isZero();
        raise(4, 0);
        assertThat(claimOne().record()).isEqualTo(bytes("answer 3"));
    }

    @Test
    void an_older_answer_never_replaces_a_newer_record() {
        assertThat(answered(3, "answer 3")).isTrue();
        assertThat(answered(2, "answer 2")).isFalse();
        assertThat(record()).isEqualTo("answer 3");
        assertThat(answered(3, "answer 3 again")).isTrue();
        assertThat(record()).isEqualTo("answer 3 again");
    }

    @Test
    void a_look_says_what_waits_and_what_was_shown() {
        raise(2, 0);
        schedules.shown(claimOne(), 1, bytes("message"));
        schedules.answered(P, Lane.CARD, "answered", 4, null, bytes("answer"));
        assertThat(schedules.standing(P, Lane.CARD, List.of("k", "answered", "unknown")))
                .containsOnlyKeys("k", "answered", "unknown")
                .hasEntrySatisfying("k", one -> {
                    assertThat(one.waits()).isTrue();
                    assertThat(one.shown()).isEqualTo(1);
                    assertThat(one.record()).isEqualTo(bytes("message"));
                })
                .hasEntrySatisfying("answered", one -> {
                    assertThat(one.waits()).isFalse();
                    assertThat(one.shown()).isEqualTo(4);
                })
                .containsEntry("unknown", new Schedules.Standing(false, 0, null));
        assertThat(schedules.standing(P, Lane.CARD, List.of())).isEmpty();
    }

    @Test
    void what_was_shown_is_kept_even_if_the_entry_was_lost_meanwhile() {
        raise(2, 0);
        Claimed held = claimOne();
        schedules.restore(P, List.of(new Cancel(Lane.CARD, "k")));
        assertThat(schedules.shown(held, 2, bytes("sent"))).isFalse();
        assertThat(record()).isEqualTo("sent");
        raise(2, 0);
        assertThat(waiting()).isZero();
    }

    @Test
    void a_late_receipt_of_a_lost_entry_replaces_nothing_newer_and_nobody_elses() {
        raise(2, 0);
        Claimed late = claimOne();
        schedules.restore(P, List.of(new Cancel(Lane.CARD, "k")));
        answered(3, "answer 3");
        assertThat(schedules.shown(late, 2, bytes("late"))).isFalse();
        assertThat(record()).isEqualTo("answer 3");
        raise(5, 0);
        assertThat(schedules.shown(late, 4, bytes("late"))).isFalse();
        assertThat(record()).isEqualTo("answer 3");
    }

    @Test
    void a_memo_waits_for_the_next_holder_and_ends_with_what_it_was_about() {
        raise(1, 0);
        schedules.retry(claimOne(), 0, bytes("first try"));
        Claimed second = claimOne();
        assertThat(second.memo()).isEqualTo(bytes("first try"));
        schedules.retry(second, 0, null);
        Claimed third = claimOne();
        assertThat(third.memo()).isEqualTo(bytes("first try"));
        raise(2, 0);
        schedules.shown(third, 1, bytes("message"));
        Claimed next = claimOne();
        assertThat(next.memo()).isNull();
        schedules.retry(next, 0, bytes("again"));
        schedules.shown(claimOne(), 2, bytes("message"));
        raise(3, 0);
        assertThat(claimOne().memo()).isNull();
    }

    @Test
    void a_rescan_restores_what_is_missing_and_only_that() {
        raise(2, 0);
        schedules.shown(claimOne(), 2, bytes("message"));
        Raise same = new Raise(Lane.CARD, "k", 2, 0, bytes("rescan"));
        schedules.restore(P, List.of(same));
        assertThat(waiting()).isZero();
        raise(3, HOUR);
        schedules.restore(P, List.of(new Raise(Lane.CARD, "k", 3, 0, bytes("rescan"))));
        assertThat(claim()).isEmpty();
        schedules.restore(
                P,
                List.of(
                        new Raise(Lane.CARD, "other", 1, 0, bytes("restored")),
                        new Add(Lane.CARD, "plain", 0, bytes("restored"))));
        assertThat(claim()).extracting(Claimed::id).containsExactlyInAnyOrder("other", "plain");
    }
}
