package io.soprelay.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.incident.Incident.Held;
import io.soprelay.incident.Incident.State;
import io.soprelay.incident.Incident.Work;
import io.soprelay.incident.IncidentActs.Outcome;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What incidents keep on every store. */
abstract class IncidentsContract extends IncidentsOnStore {
    private List<Delivery> cards(Incident incident) {
        return due(AggregateId.partitionOf(incident.id()), Lane.CARD).stream()
                .peek(store.schedules()::done)
                .map(entry -> deliveries.read(entry.payload()))
                .toList();
    }

    @Test
    void the_same_trouble_is_one_incident_and_another_has_the_next_number() {
        Incident first = met();
        assertThat(met().id()).isEqualTo(first.id());
        Incident other = incidents.occurred(new Trouble.EmptyRole("库管"), Occurrence.of(""));
        assertThat(first.number()).isEqualTo(1);
        assertThat(other.number()).isEqualTo(2);
        assertThat(incidents.find(2)).contains(other);
        assertThat(incidents.find(3)).isEmpty();
        assertThat(incidents.open()).extracting(Incident::number).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void met_by_many_at_once_it_is_opened_once() throws Exception {
        List<Callable<Incident>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(() -> incidents.occurred(UNREACHABLE, Occurrence.of("resigned")));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Incident> each : threads.invokeAll(all)) {
                assertThat(each.get().opening()).isEqualTo(1);
            }
        }
        Incident stored = incidents.find(UNREACHABLE.id()).orElseThrow();
        assertThat(stored.met().count()).isEqualTo(1);
        assertThat(store.ledger().history(Incidents.aggregate(UNREACHABLE.id())))
                .hasSize(1);
    }

    @Test
    void what_is_met_within_ten_minutes_counts_once_and_something_new_counts_at_once() {
        met();
        assertThat(met().met().count()).isEqualTo(1);
        Work other = new Work(new FlowId("f2"), new ItemId("ship", 1));
        assertThat(incidents.occurred(UNREACHABLE, Occurrence.ofWork(other)).work())
                .containsExactly(SHIPPING, other);
        store.time().advance(Incident.COUNTED_EVERY);
        Incident again = met();
        assertThat(again.met().count()).isEqualTo(3);
        assertThat(again.met().last()).isAfterOrEqualTo(again.since().plus(Incident.COUNTED_EVERY));
        assertThat(again.detail()).isEqualTo("resigned");
    }

    @Test
    void each_turn_makes_every_admins_card_due_and_being_counted_does_not() {
        Incident opened = met();
        assertThat(cards(opened)).containsExactly(new Delivery.IncidentCard(opened.id(), ZHOU));
        store.time().advance(Incident.COUNTED_EVERY);
        met();
        assertThat(cards(opened)).isEmpty();
        incidents.healed(UNREACHABLE);
        assertThat(cards(opened)).containsExactly(new Delivery.IncidentCard(opened.id(), ZHOU));
    }

    @Test
    void what_heals_closes_once_and_opens_again_under_its_number() {
        met();
        incidents.healed(UNREACHABLE);
        incidents.healed(UNREACHABLE);
        Incident closed = incidents.find(UNREACHABLE.id()).orElseThrow();
        assertThat(closed.state()).isEqualTo(State.RESOLVED);
        assertThat(closed.end()).isNotNull();
        assertThat(acts.drop(closed.number(), "late", ZHOU, new CommandId("drop")))
                .isInstanceOf(Outcome.Over.class);
        assertThat(acts.reassign(closed.number(), ZHOU, ZHOU, new CommandId("to")))
                .isInstanceOf(Outcome.Over.class);
        assertThat(incidents.open()).isEmpty();
        assertThat(incidents.isLive(UNREACHABLE)).isFalse();

        Incident again = met();
        assertThat(again.number()).isEqualTo(closed.number());
        assertThat(again.opening()).isEqualTo(2);
        assertThat(again.met().count()).isEqualTo(1);
        assertThat(again.end()).isNull();
    }

    @Test
    void a_restart_knows_what_is_open_and_what_was_given_up() {
        met();
        Trouble role = new Trouble.EmptyRole("财务");
        int number = incidents.occurred(role, Occurrence.of("")).number();
        acts.drop(number, "later", ZHOU, new CommandId("drop"));

        Incidents after = restarted();

        assertThat(after.open()).extracting(Incident::trouble).containsExactly(UNREACHABLE);
        assertThat(after.isLive(role)).isTrue();
        assertThat(after.occurred(role, Occurrence.of("")).state()).isEqualTo(State.DROPPED);
    }

    @Test
    void what_is_given_up_stays_so_until_it_has_healed_once() {
        int number = met().number();
        assertThat(acts.drop(number, "resigned", ZHOU, new CommandId("drop"))).isInstanceOf(Outcome.Done.class);
        store.time().advance(Duration.ofDays(1));
        assertThat(met().state()).isEqualTo(State.DROPPED);
        incidents.healed(UNREACHABLE);
        assertThat(met().state()).isEqualTo(State.OPEN);
    }

    @Test
    void what_a_person_could_not_be_told_is_kept_and_is_due_again_when_they_are_reached() {
        Held notice = held("n1");
        Incident incident = incidents.occurred(UNREACHABLE, new Occurrence("resigned", null, notice));
        assertThat(incident.holds(notice)).isTrue();
        assertThat(due(notice.partition(), Lane.NOTICE)).isEmpty();

        incidents.healed(UNREACHABLE);

        Claimed back = due(notice.partition(), Lane.NOTICE).getFirst();
        assertThat(back.id()).isEqualTo("n1");
        assertThat(back.payload()).isEqualTo(PAYLOAD);
    }

    @Test
    void work_that_waited_for_a_person_is_due_again_when_they_are_reached() {
        met();
        assertThat(due(AggregateId.partitionOf("f1"), Lane.CARD)).isEmpty();
        assertThat(incidents.isWorthATry(UNREACHABLE, SHIPPING)).isFalse();

        incidents.healed(UNREACHABLE);

        assertThat(due(AggregateId.partitionOf("f1"), Lane.CARD))
                .extracting(entry -> deliveries.read(entry.payload()))
                .containsExactly(new Delivery.CardDelivery(SHIPPING.flow(), SHIPPING.item(), LI));
    }

    @Test
    void what_another_bot_kept_goes_out_with_the_rest_when_this_one_reaches_the_person() {
        met();
        Held notice = held("n1");
        restarted().occurred(UNREACHABLE, new Occurrence("resigned", null, notice));

        incidents.healed(UNREACHABLE);

        assertThat(due(notice.partition(), Lane.NOTICE)).extracting(Claimed::id).containsExactly("n1");
    }

    @Test
    void what_another_bot_has_closed_keeps_nothing_and_no_work_from_being_tried() {
        Held notice = held("n1");
        incidents.occurred(UNREACHABLE, new Occurrence("resigned", SHIPPING, notice));
        restarted().healed(UNREACHABLE);

        assertThat(incidents.isWorthATry(UNREACHABLE, SHIPPING)).isTrue();
        Incident again = incidents.occurred(UNREACHABLE, new Occurrence("resigned", null, notice));

        assertThat(again.opening()).isEqualTo(2);
        assertThat(incidents.find(UNREACHABLE.id()).orElseThrow().holds(notice)).isTrue();
    }

    @Test
    void work_that_an_incident_names_no_more_is_tried_although_this_bot_did_not_hear_of_it() {
        Work other = new Work(new FlowId("f2"), new ItemId("ship", 1));
        met();
        Incident both = incidents.occurred(UNREACHABLE, Occurrence.ofWork(other));
        restarted().stillWaiting(both, List.of(other));

        assertThat(incidents.isWorthATry(UNREACHABLE, SHIPPING)).isTrue();
        assertThat(incidents.isWorthATry(UNREACHABLE, other)).isFalse();
        assertThat(due(AggregateId.partitionOf("f1"), Lane.CARD)).hasSize(1);
    }

    @Test
    void what_does_not_fit_is_not_called_kept() {
        for (int i = 0; i < Incident.HELD_MAX; i++) {
            incidents.occurred(UNREACHABLE, new Occurrence("", null, held("n" + i)));
        }
        Incident full = incidents.occurred(UNREACHABLE, new Occurrence("", null, held("one too many")));
        assertThat(full.held()).hasSize(Incident.HELD_MAX);
        assertThat(full.holds(held("one too many"))).isFalse();
    }

    @Test
    void a_retry_makes_a_given_up_entry_due_and_keeps_it_no_longer() {
        Held notice = held("n1");
        Trouble given = new Trouble.GivenUp(Lane.NOTICE, "n1");
        int number =
                incidents.occurred(given, new Occurrence("bad", null, notice)).number();

        assertThat(acts.retry(number, ZHOU, new CommandId("again"))).isInstanceOf(Outcome.Done.class);

        assertThat(due(notice.partition(), Lane.NOTICE)).hasSize(1);
        Incident waiting = incidents.find(number).orElseThrow();
        assertThat(waiting.isOpen()).isTrue();
        assertThat(waiting.held()).isEmpty();
    }

    @Test
    void what_is_given_up_and_nothing_can_bring_back_is_kept_no_longer() {
        Trouble given = new Trouble.GivenUp(Lane.NOTICE, "n1");
        int number = incidents
                .occurred(given, new Occurrence("bad", null, held("n1")))
                .number();

        acts.drop(number, "not needed", ZHOU, new CommandId("drop"));

        assertThat(incidents.find(number).orElseThrow().held()).isEmpty();
        assertThat(acts.drop(number, "once more", ZHOU, new CommandId("again"))).isInstanceOf(Outcome.Over.class);
    }

    @Test
    void a_retry_makes_a_failing_entry_due_and_giving_it_up_takes_it_out() {
        int partition = AggregateId.partitionOf("f1");
        incidents.back.entries(List.of(held("n1")));
        Claimed entry = due(partition, Lane.NOTICE).getFirst();
        store.schedules().retry(entry, Duration.ofHours(1).toMillis(), null);
        int number = incidents
                .occurred(new Trouble.Failing(partition, Lane.NOTICE, "n1"), Occurrence.of("busy"))
                .number();

        acts.retry(number, ZHOU, new CommandId("again"));
        Claimed again = due(partition, Lane.NOTICE).getFirst();
        assertThat(again.attempts()).isEqualTo(2);
        store.schedules().retry(again, Duration.ofHours(1).toMillis(), null);

        acts.drop(number, "not needed", ZHOU, new CommandId("drop"));
        assertThat(store.schedules().backlog().getOrDefault(Lane.NOTICE, 0L)).isZero();
    }

    @Test
    void an_act_repeated_is_done_once_and_stands_in_the_history_with_who_and_why() {
        int number = met().number();
        assertThat(acts.drop(number, "resigned", ZHOU, new CommandId("drop"))).isInstanceOf(Outcome.Done.class);
        assertThat(acts.drop(number, "resigned", ZHOU, new CommandId("drop"))).isInstanceOf(Outcome.Done.class);
        assertThat(acts.retry(number, ZHOU, new CommandId("late"))).isInstanceOf(Outcome.Over.class);

        List<String> history = store.ledger().history(Incidents.aggregate(UNREACHABLE.id())).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
        assertThat(history).hasSize(2);
        assertThat(history.getLast()).contains("dropped", ZHOU.value(), "resigned");
    }

    @Test
    void nobody_but_an_admin_acts_and_nothing_is_written_for_anybody_else() {
        int number = met().number();
        for (Outcome outcome : List.of(
                acts.retry(number, LI, new CommandId("a")),
                acts.reassign(number, LI, LI, new CommandId("b")),
                acts.drop(number, "why", LI, new CommandId("c")),
                acts.drop(number, "", LI, new CommandId("d")),
                acts.look(number, LI))) {
            assertThat(outcome).isEqualTo(new Outcome.NotPermitted());
        }
        assertThat(store.ledger().history(Incidents.aggregate(UNREACHABLE.id())))
                .hasSize(1);
    }

    @Test
    void what_does_not_help_is_refused_and_so_is_giving_up_without_a_word() {
        int number = incidents
                .occurred(new Trouble.PlatformAway("feishu"), Occurrence.of(""))
                .number();
        assertThat(acts.retry(number, ZHOU, new CommandId("a"))).isInstanceOf(Outcome.NoHelp.class);
        assertThat(acts.reassign(number, LI, ZHOU, new CommandId("b"))).isInstanceOf(Outcome.NoHelp.class);
        assertThat(acts.drop(number, " ", ZHOU, new CommandId("c"))).isInstanceOf(Outcome.ReasonMissing.class);
        assertThat(acts.retry(99, ZHOU, new CommandId("d"))).isEqualTo(new Outcome.NotFound());
    }

    @Test
    void that_the_store_went_back_ends_with_going_on_and_cannot_be_given_up() {
        Incident incident = incidents.occurred(new Trouble.StoreRolledBack(), Occurrence.of("p17"));
        int number = incident.number();
        assertThat(acts.drop(number, "no idea", ZHOU, new CommandId("a"))).isInstanceOf(Outcome.NoHelp.class);
        assertThat(acts.drop(number, "", ZHOU, new CommandId("b"))).isInstanceOf(Outcome.NoHelp.class);

        Outcome released = acts.retry(number, ZHOU, new CommandId("c"));

        assertThat(released).isInstanceOf(Outcome.Done.class);
        assertThat(incidents.find(number).orElseThrow().state()).isEqualTo(State.RESOLVED);
        assertThat(acts.retry(number, ZHOU, new CommandId("d"))).isInstanceOf(Outcome.Over.class);
        assertThat(incidents
                        .occurred(new Trouble.StoreRolledBack(), Occurrence.of("p18"))
                        .opening())
                .isEqualTo(2);
    }

    @Test
    void a_store_that_goes_back_once_more_is_told_although_a_release_before_let_admins_give_it_up() {
        Incident incident = incidents.occurred(new Trouble.StoreRolledBack(), Occurrence.of("p17"));
        incidents.commit(
                incident,
                incident.ended(State.DROPPED, new Incident.End(ZHOU, incidents.now(), "compared")),
                Basis.version(incident.version()),
                "as then",
                new Incidents.Entry("dropped", ZHOU, incidents.now(), "compared"),
                ZHOU);

        Incident again = incidents.occurred(new Trouble.StoreRolledBack(), Occurrence.of("p18"));

        assertThat(again.isOpen()).isTrue();
        assertThat(again.opening()).isEqualTo(2);
    }

    @Test
    void only_a_few_have_a_card_of_their_own() {
        for (int i = 0; i < Incidents.OWN_CARDS_MAX + 2; i++) {
            Incident incident = incidents.occurred(new Trouble.EmptyRole("r" + i), Occurrence.of(""));
            assertThat(incident.alone()).isEqualTo(i < Incidents.OWN_CARDS_MAX);
        }
        assertThat(incidents.openByKind()).containsEntry(IncidentKind.ROLE_EMPTY, Incidents.OWN_CARDS_MAX + 2);
    }
}
