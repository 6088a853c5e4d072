package io.soprelay.engine;

import io.soprelay.directory.Roles;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import io.soprelay.reminder.ReminderHandOver;
import io.soprelay.reminder.Reminders;
import io.soprelay.testkit.FixtureFlows;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import io.soprelay.testkit.flow.Cast;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.SimpleConditions;
import io.soprelay.timer.ReminderTimerHandler;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The engine with its handlers on the in-memory store, and both shipped flows. */
final class EngineWorld {
    final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T02:00:00Z"));
    final InMemoryLedger ledger = new InMemoryLedger(clock);
    final Deliveries deliveries = new Deliveries();
    final Roles roles = new Roles(ledger, deliveries, List.of(Cast.ZHOU));
    final FlowRecords records = new FlowRecords(ledger, deliveries, roles);
    final FlowEngine engine = new FlowEngine(
            records, new FixtureFlows(), roles, new SimpleConditions(), ledger, ZoneId.of("Asia/Shanghai"));
    final Todos todos = new Todos(ledger, records, ledger);
    final Rescan rescan = new Rescan(ledger, ledger, records, engine, deliveries, roles, todos);
    private final LinkHandler links = new LinkHandler(engine);
    private final RoleSweepHandler sweeps = new RoleSweepHandler(ledger, roles, records, engine, role -> {});
    private final ReminderTimerHandler timers = new ReminderTimerHandler(engine);
    final Reminders reminders = new Reminders(ledger, ledger, deliveries, ledger);
    private int acts;

    EngineWorld() {
        setRole("审批人", Cast.ZHANG);
        setRole("库管", Cast.LI);
        setRole("财务", Cast.ZHAO);
        deliverAll();
    }

    void setRole(String role, MemberId... holders) {
        roles.set(role, List.of(holders), new CommandId("role-" + acts++), Cast.ZHOU);
    }

    /** By a node whose memory is not ours. */
    void roleSetElsewhere(String role, MemberId... holders) {
        Roles elsewhere = new Roles(ledger, deliveries, List.of(Cast.ZHOU));
        elsewhere.load();
        elsewhere.set(role, List.of(holders), new CommandId("role-" + acts++), Cast.ZHOU);
    }

    FlowInstance startDelivery() {
        return done(engine.start("delivery", CommandIds.startCard("card-" + acts++), DeliveryFlow.order(), Cast.WANG))
                .instance();
    }

    EngineAnswer does(FlowInstance record, FlowCommand command, MemberId actor) {
        return engine.handle(
                new CommandEnvelope(record.id(), new CommandId("act-" + acts++), command, actor, (CardId) null));
    }

    FlowInstance approve(FlowInstance record, String approval, MemberId by) {
        ItemId item = now(record).newest(approval).orElseThrow().id();
        int part = now(record).find(item).orElseThrow().parts().getOrDefault(by, 0);
        return done(does(record, new FlowCommand.Approve(item, part, ""), by)).instance();
    }

    FlowInstance now(FlowInstance record) {
        return engine.find(record.id()).orElseThrow();
    }

    static EngineAnswer.Done done(EngineAnswer answer) {
        if (answer instanceof EngineAnswer.Done done) {
            return done;
        }
        throw new AssertionError("Expected it to be done, but: " + answer);
    }

    /** Everything that is waiting, by lane, leased for good. */
    List<Delivery> waiting(Lane lane) {
        List<Delivery> found = new ArrayList<>();
        claim(lane).forEach(entry -> found.add(deliveries.read(entry.payload())));
        return found;
    }

    /** Carries out handovers and timers until nothing is due; leaves cards and messages where they are. */
    void deliverAll() {
        boolean worked = true;
        while (worked) {
            worked = false;
            for (Lane lane : List.of(Lane.HANDOVER, Lane.TIMER)) {
                for (Claimed entry : claim(lane)) {
                    carryOut(entry);
                    worked = true;
                }
            }
        }
    }

    private void carryOut(Claimed entry) {
        switch (deliveries.read(entry.payload())) {
            case Delivery.LinkDelivery link -> links.handle(link, entry);
            case Delivery.RoleSweep sweep -> sweeps.handle(sweep, entry);
            case Delivery.ReminderTimer timer -> timers.handle(timer, entry);
            case Delivery.ReminderDelivery reminder -> new ReminderHandOver(reminders).handle(reminder, entry);
            case Delivery.TodoProjection projection -> todos.handle(projection, entry);
            default -> throw new AssertionError("unexpected " + entry.id());
        }
        ledger.done(entry);
    }

    private List<Claimed> claim(Lane lane) {
        List<Claimed> claimed = new ArrayList<>();
        Map<Lane, Integer> limits = new EnumMap<>(Map.of(lane, 50));
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            claimed.addAll(ledger.claim(partition, limits, 60_000).entries());
        }
        return claimed;
    }
}
