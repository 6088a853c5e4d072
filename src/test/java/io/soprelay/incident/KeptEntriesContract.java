package io.soprelay.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.CommandId;
import io.soprelay.incident.Incident.Held;
import io.soprelay.incident.Incident.State;
import io.soprelay.incident.IncidentActs.Outcome;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.ForwardingLedger;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Ledger;
import io.soprelay.outbox.CreateTry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What an incident keeps is in its schedule or kept at every moment, whoever is refused it while that changes. */
abstract class KeptEntriesContract extends IncidentsOnStore {

    @Test
    void what_is_refused_again_while_its_incident_closes_is_put_back_once_more() {
        Held notice = held("n1");
        incidents.occurred(UNREACHABLE, new Occurrence("resigned", SHIPPING, notice));

        withRival("healed", () -> isRefusedAgain(notice)).healed(UNREACHABLE);

        assertThat(incidents.find(UNREACHABLE.id()).orElseThrow().state()).isEqualTo(State.RESOLVED);
        assertThat(due(notice.partition(), Lane.NOTICE)).extracting(Claimed::id).containsExactly("n1");
    }

    @Test
    void a_card_that_is_refused_again_while_its_incident_closes_is_due_once_more_and_worth_a_try() {
        met();
        store.time().advance(Incident.COUNTED_EVERY);
        int partition = AggregateId.partitionOf("f1");

        withRival("healed", () -> {
                    due(partition, Lane.CARD).forEach(store.schedules()::done);
                    restarted().occurred(UNREACHABLE, Occurrence.ofWork(SHIPPING));
                })
                .healed(UNREACHABLE);

        assertThat(incidents.find(UNREACHABLE.id()).orElseThrow().state()).isEqualTo(State.RESOLVED);
        assertThat(due(partition, Lane.CARD)).hasSize(1);
    }

    @Test
    void what_is_refused_again_while_somebody_retries_it_is_put_back_once_more() {
        Held notice = held("n1");
        int number = incidents
                .occurred(UNREACHABLE, new Occurrence("resigned", null, notice))
                .number();

        Outcome outcome =
                actsOf(withRival("retried", () -> isRefusedAgain(notice))).retry(number, ZHOU, new CommandId("again"));

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(due(notice.partition(), Lane.NOTICE)).extracting(Claimed::id).containsExactly("n1");
    }

    @Test
    void what_is_refused_again_while_it_is_tried_stays_kept() {
        Held notice = held("n1");
        Incident seen = incidents.occurred(UNREACHABLE, new Occurrence("resigned", null, notice));

        withRival("tried", () -> isRefusedAgain(notice)).tryAgain(seen, notice);

        assertThat(incidents.find(UNREACHABLE.id()).orElseThrow().holds(notice)).isTrue();
    }

    @Test
    void what_is_refused_again_after_a_try_that_may_have_arrived_is_kept_with_that() {
        Held notice = held("n1");
        incidents.occurred(UNREACHABLE, new Occurrence("resigned", null, notice));
        byte[] unknown = deliveries.write(new CreateTry(1, Instant.EPOCH, 0, 0));

        restarted().occurred(UNREACHABLE, new Occurrence("resigned", null, tried(notice, unknown)));
        restarted()
                .occurred(
                        UNREACHABLE,
                        new Occurrence(
                                "resigned", null, tried(notice, deliveries.write(new CreateTry(1, null, 7, 0)))));
        restarted().occurred(UNREACHABLE, new Occurrence("resigned", null, notice));
        restarted().healed(UNREACHABLE);

        assertThat(due(notice.partition(), Lane.NOTICE))
                .singleElement()
                .extracting(Claimed::memo)
                .isEqualTo(unknown);
    }

    private static Held tried(Held entry, byte[] memo) {
        return new Held(entry.partition(), entry.lane(), entry.entry(), entry.payload(), memo);
    }

    @Test
    void what_is_tried_again_is_kept_no_longer_if_nothing_happened_meanwhile() {
        Held notice = held("n1");
        Incident seen = incidents.occurred(UNREACHABLE, new Occurrence("resigned", null, notice));

        incidents.tryAgain(seen, notice);

        assertThat(incidents.find(UNREACHABLE.id()).orElseThrow().held()).isEmpty();
        assertThat(due(notice.partition(), Lane.NOTICE)).extracting(Claimed::id).containsExactly("n1");
    }

    @Test
    void more_is_kept_with_what_is_open_and_nothing_is_opened_for_it() {
        Held more = held("n2");
        assertThat(incidents.keep(UNREACHABLE, more)).isEmpty();
        met();
        assertThat(incidents.keep(UNREACHABLE, more).orElseThrow().holds(more)).isTrue();
        assertThat(incidents.mayComeBack(UNREACHABLE, more)).isTrue();

        restarted().healed(UNREACHABLE);

        assertThat(incidents.keep(UNREACHABLE, more)).isEmpty();
        assertThat(incidents.find(UNREACHABLE.id()).orElseThrow().state()).isEqualTo(State.RESOLVED);
        assertThat(incidents.mayComeBack(UNREACHABLE, more)).isFalse();
    }

    @Test
    void of_what_is_given_up_only_what_is_kept_may_come_back() {
        incidents.occurred(UNREACHABLE, new Occurrence("resigned", null, held("n1")));
        acts.drop(1, "resigned", ZHOU, new CommandId("drop"));
        assertThat(incidents.mayComeBack(UNREACHABLE, held("n1"))).isTrue();
        assertThat(incidents.mayComeBack(UNREACHABLE, held("n2"))).isFalse();
    }

    @Test
    void what_closes_before_another_bot_has_forgotten_the_entry_is_sent_once() {
        Held notice = held("n1");
        Claimed refused = refusedAndNotForgotten(notice);

        restarted().healed(UNREACHABLE);
        assertThat(due(notice.partition(), Lane.NOTICE)).isEmpty();
        store.schedules().letGo(refused);

        isDueOnce(notice);
    }

    @Test
    void what_is_tried_again_before_another_bot_has_forgotten_the_entry_is_sent_once() {
        Held notice = held("n1");
        Claimed refused = refusedAndNotForgotten(notice);

        incidents.tryAgain(incidents.find(UNREACHABLE.id()).orElseThrow(), notice);
        store.schedules().letGo(refused);

        isDueOnce(notice);
    }

    @Test
    void what_somebody_retries_before_another_bot_has_forgotten_the_entry_is_sent_once() {
        Held notice = held("n1");
        Claimed refused = refusedAndNotForgotten(notice);

        acts.retry(incidents.find(UNREACHABLE.id()).orElseThrow().number(), ZHOU, new CommandId("again"));
        store.schedules().letGo(refused);

        isDueOnce(notice);
    }

    @Test
    void a_bot_that_dies_before_it_has_forgotten_the_entry_leaves_it_to_be_sent_once() {
        Held notice = held("n1");
        refusedAndNotForgotten(notice);

        incidents.healed(UNREACHABLE);
        store.schedules().giveBack(notice.partition(), Set.of(Lane.NOTICE));

        isDueOnce(notice);
    }

    @Test
    void what_reaches_the_person_itself_is_not_sent_again_although_it_was_kept_too() {
        Held notice = held("n1");
        refusedAndNotForgotten(notice);
        store.schedules().giveBack(notice.partition(), Set.of(Lane.NOTICE));
        Claimed arrives = due(notice.partition(), Lane.NOTICE).getFirst();

        incidents.healed(UNREACHABLE);
        store.schedules().done(arrives);

        assertThat(store.schedules().backlog()).containsEntry(Lane.NOTICE, 0L);
    }

    @Test
    void a_card_that_is_not_worth_a_try_is_due_if_its_incident_closes_before_it_is_forgotten() {
        met();
        incidents.back.card(SHIPPING.card(LI));
        int partition = AggregateId.partitionOf("f1");
        Claimed card = due(partition, Lane.CARD).getFirst();
        assertThat(incidents.isWorthATry(UNREACHABLE, SHIPPING)).isFalse();

        restarted().healed(UNREACHABLE);
        store.schedules().letGo(card);

        assertThat(due(partition, Lane.CARD)).hasSize(1);
    }

    /** It is kept with the incident, and the bot that has seen to it holds its lease for a moment more. */
    private Claimed refusedAndNotForgotten(Held notice) {
        incidents.back.entries(List.of(notice));
        Claimed refused = due(notice.partition(), notice.lane()).getFirst();
        incidents.occurred(UNREACHABLE, new Occurrence("resigned", null, notice));
        return refused;
    }

    private void isDueOnce(Held notice) {
        Claimed back = due(notice.partition(), notice.lane()).getFirst();
        assertThat(back.id()).isEqualTo(notice.entry());
        assertThat(incidents.find(UNREACHABLE.id()).orElseThrow().held()).isEmpty();
        store.schedules().done(back);
        assertThat(store.schedules().backlog()).containsEntry(Lane.NOTICE, 0L);
    }

    /** Another bot gets what was put back, and the platform refuses it. */
    private void isRefusedAgain(Held notice) {
        Claimed entry = due(notice.partition(), notice.lane()).getFirst();
        assertThat(entry.id()).isEqualTo(notice.entry());
        restarted().occurred(UNREACHABLE, new Occurrence("resigned", null, notice));
        store.schedules().done(entry);
    }

    /** A bot on the same store to whom something happens in the moment before it commits this for the first time. */
    private Incidents withRival(String what, Runnable rival) {
        AtomicBoolean acted = new AtomicBoolean();
        Ledger ledger = new ForwardingLedger(store.ledger()) {
            @Override
            public CommitResult commit(Commit commit) {
                if (commit.outcome().equals(what) && acted.compareAndSet(false, true)) {
                    rival.run();
                }
                return super.commit(commit);
            }
        };
        Incidents known = new Incidents(ledger, store.schedules(), deliveries, roles, store.time());
        known.load();
        return known;
    }
}
