package io.soprelay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.incident.Incident;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Occurrence;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler.Result;
import io.soprelay.testkit.InMemoryLedger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept with incidents; the rest is in {@link InvariantsTest}. */
class I4EntriesEndKnownTest {
    @Test
    void finds_what_is_let_go_although_its_incident_has_brought_it_back() {
        assertThat(letGoAfterItWasBroughtBack(Plant.NONE)).isEmpty();
        assertThat(letGoAfterItWasBroughtBack(new Plant() {
                    @Override
                    boolean letGo(InMemoryLedger store, Claimed entry) {
                        return store.done(entry);
                    }
                }))
                .hasSize(1);
    }

    /** Too rare in a world to wait for it: the incident closes between keeping the entry and forgetting it. */
    private static List<Violation> letGoAfterItWasBroughtBack(Plant plant) {
        I4EntriesEndKnown ends = new I4EntriesEndKnown();
        World world = new World(1, SimulatedFlows.of(1), List.of(ends), plant, Choices.thrown(), false);
        MemberId gone = new MemberId("m");
        Delivery.NoticeDelivery news = new Delivery.NoticeDelivery(new FlowId("f1"), 1, "told", gone);
        int partition = AggregateId.partitionOf("f1");
        world.store.restore(partition, List.of(new Deliveries().add(news)));
        Claimed leased = world.store.claim(partition, Map.of(Lane.NOTICE, 50), 60_000).entries().stream()
                .filter(entry -> entry.id().equals(news.entryId()))
                .findFirst()
                .orElseThrow();
        Incidents incidents = world.anyBot().incidents();
        Trouble unreachable = new Trouble.Unreachable(gone);

        ends.delivered(
                world,
                new Archive.Entry(partition, Lane.NOTICE, news.entryId()),
                news,
                new Result.Impossible("resigned", gone));
        ends.found().clear(); // that no platform has refused it
        Incident.Held held = new Incident.Held(partition, Lane.NOTICE, news.entryId(), leased.payload(), null);
        incidents.occurred(unreachable, new Occurrence("resigned", null, held));
        incidents.healed(unreachable);
        world.store.letGo(leased);
        ends.quiet(world);
        return ends.found();
    }

    @Test
    void finds_reminders_that_nobody_keeps_whatever_a_bot_that_stood_still_makes_of_them() {
        I4EntriesEndKnown ends = new I4EntriesEndKnown();
        World world = new World(1, SimulatedFlows.of(1), List.of(ends), Plant.NONE, Choices.thrown(), false);
        Archive.Entry entry = new Archive.Entry(7, Lane.REMINDER, "reminders");
        Delivery reminders = new Delivery.PersonReminders(new MemberId("m"));
        ends.delivered(world, entry, reminders, new Result.Impossible("resigned", new MemberId("m")));
        ends.delivered(world, entry, reminders, new Result.Later(Duration.ofSeconds(1)));
        ends.found().clear();

        ends.quiet(world);
        assertThat(ends.found()).hasSize(1);
        ends.delivered(world, entry, reminders, new Result.Shown(1, null));
        ends.quiet(world);
        assertThat(ends.found()).hasSize(1);
    }

    @Test
    void finds_a_card_that_is_said_to_be_kept_with_an_incident_that_is_over() {
        I4EntriesEndKnown ends = new I4EntriesEndKnown();
        World world = new World(1, SimulatedFlows.of(1), List.of(ends), Plant.NONE, Choices.thrown(), false);
        Delivery.CardDelivery card =
                new Delivery.CardDelivery(new FlowId("f1"), new ItemId("ship", 1), new MemberId("m"));
        Archive.Entry entry = new Archive.Entry(7, Lane.CARD, card.entryId());
        Trouble gone = new Trouble.Unreachable(card.member());
        world.anyBot().incidents().occurred(gone, Occurrence.ofWork(new Incident.Work(card.flow(), card.item())));
        ends.delivered(world, entry, card, new Result.Kept("resigned"));
        assertThat(ends.found()).isEmpty();

        world.anyBot().incidents().healed(gone);
        ends.delivered(world, entry, card, new Result.Kept("resigned"));
        assertThat(ends.found()).hasSize(1);
    }
}
