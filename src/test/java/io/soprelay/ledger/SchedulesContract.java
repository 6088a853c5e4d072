package io.soprelay.ledger;

import static io.soprelay.testkit.Commits.bytes;
import static io.soprelay.testkit.Commits.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.soprelay.ledger.ScheduleChange.Add;
import io.soprelay.ledger.ScheduleChange.BringBack;
import io.soprelay.ledger.ScheduleChange.Cancel;
import io.soprelay.ledger.ScheduleChange.Hasten;
import io.soprelay.ledger.ScheduleChange.Raise;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Schedules} keeps, entries of any lane; {@link CardScheduleContract} has the coalescing ones, {@link
 * TimerScheduleContract} those on business time.
 */
public abstract class SchedulesContract extends ScheduleSteps {

    @Test
    void a_commit_takes_its_changes_with_it_and_a_conflict_takes_none() {
        store.ledger().commit(commit(ID, "c1", 0, new Add(Lane.NOTICE, "n1", 0, bytes("hello"))));
        store.ledger().commit(commit(ID, "c2", 0, new Add(Lane.NOTICE, "n2", 0, bytes("lost"))));
        store.ledger().commit(commit(ID, "c1", 1, new Add(Lane.NOTICE, "n3", 0, bytes("repeated"))));
        Claimed entry = claimOne(Lane.NOTICE);
        assertThat(entry.id()).isEqualTo("n1");
        assertThat(entry.payload()).isEqualTo(bytes("hello"));
        assertThat(entry.partition()).isEqualTo(P);
        assertThat(entry.attempts()).isEqualTo(1);
        assertThat(entry.wanted()).isZero();
        assertThat(entry.record()).isNull();
    }

    @Test
    void a_claimed_entry_is_nobody_elses_until_its_lease_runs_out() {
        add(Lane.NOTICE, "n1", 0);
        schedules.claim(P, Map.of(Lane.NOTICE, 1), 40);
        assertThat(claim(Lane.NOTICE).entries()).isEmpty();
        store.elapseMillis(45);
        Claimed again = claimOne(Lane.NOTICE);
        assertThat(again.attempts()).isEqualTo(2);
    }

    @Test
    void a_finished_entry_is_gone() {
        add(Lane.NOTICE, "n1", 0);
        Claimed entry = claimOne(Lane.NOTICE);
        assertThat(schedules.done(entry)).isTrue();
        assertThat(schedules.done(entry)).isFalse();
        assertThat(schedules.backlog()).containsEntry(Lane.NOTICE, 0L);
        assertThat(claim(Lane.NOTICE).nextInMillis()).isEqualTo(-1);
    }

    @Test
    void a_stale_token_changes_nothing() {
        add(Lane.NOTICE, "n1", 0);
        Claimed stale = schedules.claim(P, Map.of(Lane.NOTICE, 1), 0).entries().getFirst();
        Claimed holder = claimOne(Lane.NOTICE);
        assertThat(holder.token()).isNotEqualTo(stale.token());
        assertThat(schedules.done(stale)).isFalse();
        assertThat(schedules.retry(stale, 0, null)).isFalse();
        assertThat(schedules.shown(stale, 9, bytes("stale"))).isFalse();
        assertThat(schedules.record(P, Lane.NOTICE, "n1")).isEmpty();
        assertThat(claim(Lane.NOTICE).entries()).isEmpty();
        assertThat(schedules.done(holder)).isTrue();
    }

    @Test
    void what_is_given_back_is_due_at_once_and_its_old_token_settles_nothing() {
        add(Lane.NOTICE, "n1", 0);
        add(Lane.TIMER, "t1", businessIn(-1));
        add(Lane.REMINDER, "r1", 0);
        Claimed before = claimOne(Lane.NOTICE);
        claimOne(Lane.TIMER);
        claimOne(Lane.REMINDER);

        assertThat(schedules.giveBack(P, Set.of(Lane.NOTICE, Lane.TIMER))).isEqualTo(2);

        assertThat(schedules.done(before)).isFalse();
        Claimed again = claimOne(Lane.NOTICE);
        assertThat(again.payload()).isEqualTo(bytes("payload of n1"));
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(claimOne(Lane.TIMER).id()).isEqualTo("t1");
        assertThat(claim(Lane.REMINDER).entries()).isEmpty();
        assertThat(schedules.done(again)).isTrue();
        assertThat(schedules.giveBack(P, Set.of(Lane.NOTICE))).isZero();
    }

    @Test
    void what_waits_to_be_tried_again_can_be_hastened_and_what_is_leased_or_was_never_tried_stays() {
        add(Lane.NOTICE, "tried", 0);
        Claimed tried = claimOne(Lane.NOTICE);
        schedules.retry(tried, 60_000, bytes("memo"));
        add(Lane.NOTICE, "leased", 0);
        Claimed leased = claimOne(Lane.NOTICE);
        add(Lane.NOTICE, "later", 60_000);
        add(Lane.REMINDER, "other", 0);
        schedules.retry(claimOne(Lane.REMINDER), 60_000, null);

        assertThat(schedules.hasten(P, Set.of(Lane.NOTICE))).isEqualTo(1);

        Claimed again = claimOne(Lane.NOTICE);
        assertThat(again.id()).isEqualTo("tried");
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(again.memo()).isEqualTo(bytes("memo"));
        assertThat(claim(Lane.NOTICE).entries()).isEmpty();
        assertThat(claim(Lane.REMINDER).entries()).isEmpty();
        assertThat(schedules.done(leased)).isTrue();
        assertThat(schedules.hasten(P, Set.of(Lane.NOTICE)))
                .as("its lease holds")
                .isZero();
    }

    @Test
    void what_was_shown_in_any_coalescing_lane_is_known_when_its_entry_has_gone() {
        for (Lane lane : List.of(Lane.CARD, Lane.REMINDER)) {
            schedules.restore(P, List.of(new ScheduleChange.Raise(lane, "c1", 3, 0, bytes("payload"))));

            schedules.shown(claimOne(lane), 3, null);

            assertThat(schedules.standing(P, lane, List.of("c1")))
                    .as("%s", lane)
                    .containsEntry("c1", new Schedules.Standing(false, 3, null));
        }
    }

    @Test
    void a_lease_that_ran_out_unclaimed_may_still_be_settled() {
        add(Lane.NOTICE, "n1", 0);
        Claimed late = schedules.claim(P, Map.of(Lane.NOTICE, 1), 0).entries().getFirst();
        assertThat(schedules.done(late)).isTrue();
    }

    @Test
    void retry_puts_an_entry_back_and_keeps_counting() {
        add(Lane.NOTICE, "n1", 0);
        Claimed first = claimOne(Lane.NOTICE);
        assertThat(schedules.retry(first, HOUR, null)).isTrue();
        assertThat(schedules.done(first)).isFalse();
        assertThat(claim(Lane.NOTICE).nextInMillis()).isBetween(HOUR - 5_000, HOUR);
        schedules.restore(P, List.of(new Cancel(Lane.NOTICE, "n1")));
        add(Lane.NOTICE, "n2", 0);
        schedules.retry(claimOne(Lane.NOTICE), 0, null);
        assertThat(claimOne(Lane.NOTICE).attempts()).isEqualTo(2);
    }

    @Test
    void an_entry_that_is_there_stays_as_it_is() {
        add(Lane.NOTICE, "n1", HOUR);
        schedules.restore(P, List.of(new Add(Lane.NOTICE, "n1", 0, bytes("other"))));
        assertThat(claim(Lane.NOTICE).entries()).isEmpty();
        add(Lane.REMINDER, "n1", 0);
        Claimed held = claimOne(Lane.REMINDER);
        add(Lane.REMINDER, "n1", 0);
        assertThat(claim(Lane.REMINDER).entries()).isEmpty();
        assertThat(schedules.done(held)).isTrue();
    }

    @Test
    void a_cancelled_entry_is_gone_even_while_it_is_leased() {
        add(Lane.TIMER, "t1", businessIn(0));
        Claimed held = claimOne(Lane.TIMER);
        store.ledger().commit(commit(ID, "c1", 0, new Cancel(Lane.TIMER, "t1"), new Cancel(Lane.TIMER, "unknown")));
        assertThat(schedules.done(held)).isFalse();
        assertThat(schedules.retry(held, 0, null)).isFalse();
        assertThat(schedules.backlog()).containsEntry(Lane.TIMER, 0L);
    }

    @Test
    void a_hastened_entry_is_due_now_with_all_that_is_known_of_it() {
        add(Lane.NOTICE, "n1", 0);
        schedules.retry(claimOne(Lane.NOTICE), HOUR, bytes("tried"));
        schedules.restore(P, List.of(new Hasten(Lane.NOTICE, "n1"), new Hasten(Lane.NOTICE, "unknown")));
        Claimed again = claimOne(Lane.NOTICE);
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(again.memo()).isEqualTo(bytes("tried"));
        assertThat(again.payload()).isEqualTo(bytes("payload of n1"));
    }

    @Test
    void a_leased_entry_is_not_hastened() {
        add(Lane.NOTICE, "n1", 0);
        Claimed held = claimOne(Lane.NOTICE);
        schedules.restore(P, List.of(new Hasten(Lane.NOTICE, "n1")));
        assertThat(claim(Lane.NOTICE).entries()).isEmpty();
        assertThat(schedules.done(held)).isTrue();
    }

    @Test
    void what_is_let_go_is_gone_and_what_was_brought_back_meanwhile_is_due_with_all_that_is_known_of_it() {
        add(Lane.NOTICE, "n1", 0);
        add(Lane.NOTICE, "n2", 0);
        List<Claimed> tried = claim(Lane.NOTICE).entries();
        tried.forEach(entry -> schedules.retry(entry, 0, bytes("tried")));
        List<Claimed> held = claim(Lane.NOTICE).entries();

        schedules.restore(P, List.of(new BringBack(Lane.NOTICE, "n2", bytes("kept"), bytes("kept"))));
        assertThat(claim(Lane.NOTICE).entries()).isEmpty();
        held.forEach(entry -> assertThat(schedules.letGo(entry)).isTrue());

        Claimed again = claimOne(Lane.NOTICE);
        assertThat(again.id()).isEqualTo("n2");
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(again.memo()).isEqualTo(bytes("tried"));
        assertThat(again.payload()).isEqualTo(bytes("payload of n2"));
    }

    @Test
    void what_was_brought_back_during_its_first_lease_and_is_let_go_is_claimed_as_for_the_first_time() {
        add(Lane.NOTICE, "n1", 0);
        Claimed held = claimOne(Lane.NOTICE);
        schedules.restore(P, List.of(new BringBack(Lane.NOTICE, "n1", bytes("kept"), bytes(""))));
        schedules.letGo(held);
        Claimed again = claimOne(Lane.NOTICE);
        assertThat(tuple(again.attempts(), again.memo())).isEqualTo(tuple(1, null));
    }

    @Test
    void what_is_brought_back_while_it_is_delivered_is_delivered_once() {
        add(Lane.NOTICE, "n1", 0);
        Claimed held = claimOne(Lane.NOTICE);
        schedules.restore(P, List.of(new BringBack(Lane.NOTICE, "n1", bytes("kept"), bytes(""))));
        assertThat(schedules.done(held)).isTrue();
        assertThat(schedules.backlog()).containsEntry(Lane.NOTICE, 0L);
    }

    @Test
    void what_was_brought_back_during_another_lease_can_be_let_go() {
        add(Lane.NOTICE, "n1", 0);
        Claimed first = claimOne(Lane.NOTICE);
        schedules.restore(P, List.of(new BringBack(Lane.NOTICE, "n1", bytes("kept"), bytes(""))));
        schedules.retry(first, 0, null);
        Claimed second = claimOne(Lane.NOTICE);
        assertThat(schedules.letGo(first)).isFalse();
        assertThat(schedules.letGo(second)).isTrue();
        assertThat(schedules.backlog()).containsEntry(Lane.NOTICE, 0L);
    }

    @Test
    void what_is_gone_or_waits_is_due_when_it_is_brought_back() {
        add(Lane.NOTICE, "later", HOUR);
        schedules.restore(
                P,
                List.of(
                        new BringBack(Lane.NOTICE, "later", bytes("kept"), bytes("kept")),
                        new BringBack(Lane.NOTICE, "gone", bytes("kept"), bytes("tried")),
                        new BringBack(Lane.TIMER, "moment", bytes("kept"), bytes(""))));
        assertThat(claim(Lane.NOTICE).entries())
                .extracting(Claimed::id, Claimed::payload, Claimed::memo, Claimed::attempts)
                .containsExactlyInAnyOrder(
                        tuple("later", bytes("payload of later"), null, 1),
                        tuple("gone", bytes("kept"), bytes("tried"), 1));
        Claimed timer = claimOne(Lane.TIMER);
        assertThat(timer.payload()).isEqualTo(bytes("kept"));
        assertThat(timer.memo()).isNull();
    }

    @Test
    void an_entry_added_again_after_its_cancel_does_not_know_the_old_token() {
        add(Lane.TIMER, "t1", businessIn(0));
        Claimed old = claimOne(Lane.TIMER);
        schedules.restore(
                P, List.of(new Cancel(Lane.TIMER, "t1"), new Add(Lane.TIMER, "t1", businessIn(0), bytes("new"))));
        assertThat(schedules.done(old)).isFalse();
        Claimed renewed = claimOne(Lane.TIMER);
        assertThat(renewed.attempts()).isEqualTo(1);
        assertThat(renewed.payload()).isEqualTo(bytes("new"));
    }

    @Test
    void lanes_are_served_in_order_and_within_their_limits() {
        add(Lane.DIGEST, "d1", 0);
        add(Lane.NOTICE, "n1", 0);
        add(Lane.HANDOVER, "h1", 0);
        add(Lane.HANDOVER, "h2", 0);
        Schedules.Claims claims = schedules.claim(P, Map.of(Lane.DIGEST, 5, Lane.HANDOVER, 1, Lane.NOTICE, 5), LEASE);
        assertThat(claims.entries()).extracting(Claimed::lane).containsExactly(Lane.HANDOVER, Lane.NOTICE, Lane.DIGEST);
        assertThat(claims.nextInMillis()).isZero();
        assertThat(schedules.claim(P, Map.of(Lane.CARD, 5), LEASE).nextInMillis())
                .isEqualTo(-1);
    }

    @Test
    void of_one_lane_the_earliest_comes_first() {
        store.elapseMillis(5);
        long now = businessIn(0);
        add(Lane.TIMER, "late", now - 1_000);
        add(Lane.TIMER, "early", now - 3_000);
        add(Lane.TIMER, "middle", now - 2_000);
        assertThat(schedules.claim(P, Map.of(Lane.TIMER, 2), LEASE).entries())
                .extracting(Claimed::id)
                .containsExactly("early", "middle");
    }

    @Test
    void partitions_do_not_see_each_other() {
        add(Lane.NOTICE, "n1", 0);
        assertThat(schedules.claim((P + 1) % 64, Map.of(Lane.NOTICE, 5), LEASE).entries())
                .isEmpty();
    }

    @Test
    void the_look_over_all_partitions_finds_what_is_due_soon() {
        assertThat(schedules.due(HOUR)).isEmpty();
        schedules.restore(3, List.of(new Add(Lane.NOTICE, "n", 0, bytes(""))));
        schedules.restore(9, List.of(new Add(Lane.TIMER, "t", businessIn(60_000), bytes(""))));
        schedules.restore(63, List.of(new Add(Lane.DIGEST, "d", 2 * HOUR, bytes(""))));
        Map<Integer, Long> due = schedules.due(HOUR);
        assertThat(due).containsOnlyKeys(3, 9).containsEntry(3, 0L);
        assertThat(due.get(9)).isBetween(55_000L, 60_000L);
        assertThat(schedules.due(0)).containsOnlyKeys(3);
        assertThat(schedules.backlog())
                .containsOnlyKeys(Lane.values())
                .containsEntry(Lane.DIGEST, 1L)
                .containsEntry(Lane.CARD, 0L);
    }

    @Test
    void of_each_lane_it_is_told_how_long_something_has_been_due_that_nobody_has_begun_with() {
        assertThat(schedules.overdue())
                .containsOnlyKeys(Lane.values())
                .allSatisfy((lane, none) -> assertThat(none).isZero());
        add(Lane.NOTICE, "n1", 0);
        add(Lane.NOTICE, "n2", HOUR);
        add(Lane.DIGEST, "d1", HOUR);
        schedules.restore(9, List.of(new Add(Lane.TIMER, "t1", businessIn(-HOUR), bytes(""))));
        schedules.restore(3, List.of(new Add(Lane.TIMER, "t2", businessIn(-60_000), bytes(""))));
        store.elapseMillis(50);

        assertThat(schedules.overdue().get(Lane.NOTICE)).isBetween(40L, HOUR / 2);
        assertThat(schedules.overdue().get(Lane.TIMER)).isBetween(HOUR, 2 * HOUR);
        assertThat(schedules.overdue()).containsEntry(Lane.DIGEST, 0L);

        Claimed begun = claimOne(Lane.NOTICE);
        assertThat(schedules.overdue()).containsEntry(Lane.NOTICE, 0L);
        schedules.retry(begun, HOUR, null);
        assertThat(schedules.overdue()).containsEntry(Lane.NOTICE, 0L);
    }

    @Test
    void a_commit_wakes_its_partition_with_its_earliest_wait() {
        List<String> heard = new CopyOnWriteArrayList<>();
        schedules.onDue((partition, inMillis) -> heard.add(partition + " in " + inMillis));
        store.ledger().commit(commit(ID, "c1", 0));
        assertThat(heard).isEmpty();
        store.ledger()
                .commit(commit(
                        ID,
                        "c2",
                        1,
                        new Add(Lane.NOTICE, "n1", 9_000, bytes("")),
                        new Raise(Lane.CARD, "k1", 1, 5_000, bytes("")),
                        new Cancel(Lane.TIMER, "t1")));
        assertThat(heard).containsExactly(P + " in 5000");
        heard.clear();
        store.ledger().commit(commit(ID, "c2", 1, new Add(Lane.NOTICE, "n2", 0, bytes(""))));
        store.ledger().commit(commit(ID, "c3", 9, new Add(Lane.NOTICE, "n3", 0, bytes(""))));
        add(Lane.NOTICE, "n1", 0);
        assertThat(heard).isEmpty();
        add(Lane.NOTICE, "n4", 0);
        assertThat(heard).containsExactly(P + " in 0");
        heard.clear();
        schedules.retry(claimOne(Lane.NOTICE), 700, null);
        assertThat(heard).containsExactly(P + " in 700");
    }

    @Test
    void ids_and_payloads_are_opaque() {
        String id = "卡片|p:w:%{x}:" + "长".repeat(100);
        byte[] payload = {0, 1, (byte) 0xff, '\r', '\n', 0};
        schedules.restore(P, List.of(new Add(Lane.NOTICE, id, 0, payload), new Add(Lane.NOTICE, "p:x", 0, payload)));
        assertThat(claim(Lane.NOTICE).entries())
                .allSatisfy(entry -> {
                    assertThat(entry.payload()).isEqualTo(payload);
                    assertThat(schedules.done(entry)).isTrue();
                })
                .extracting(Claimed::id)
                .containsExactlyInAnyOrder(id, "p:x");
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> schedules.claim(P, Map.of(Lane.NOTICE, Schedules.CLAIM_MAX + 1), LEASE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> schedules.claim(P, Map.of(Lane.NOTICE, 1), -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> schedules.claim(64, Map.of(Lane.NOTICE, 1), LEASE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Raise(Lane.TIMER, "t", 1, 0, bytes("")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Add(Lane.NOTICE, "x".repeat(201), 0, bytes("")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
