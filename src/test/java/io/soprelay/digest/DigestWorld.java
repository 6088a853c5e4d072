package io.soprelay.digest;

import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.engine.CommandEnvelope;
import io.soprelay.engine.CommandIds;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.FlowRecords;
import io.soprelay.engine.LinkHandler;
import io.soprelay.engine.Rescan;
import io.soprelay.engine.RoleSweepHandler;
import io.soprelay.engine.Todos;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Platform;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import io.soprelay.reminder.Reminders;
import io.soprelay.testkit.FixtureFlows;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import io.soprelay.testkit.flow.SimpleConditions;
import io.soprelay.timer.ReminderTimerHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The engine and the digest room on the in-memory store, with both shipped flows; a clock that stands still. */
final class DigestWorld {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Monday 10:00 in Shanghai. */
    final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T02:00:00Z"));

    final InMemoryLedger ledger = new InMemoryLedger(clock);
    final Deliveries deliveries = new Deliveries();
    final Members members = new Members(ledger);
    final MemberId wang = hire("wang");
    final MemberId zhang = hire("zhang");
    final MemberId li = hire("li");
    final MemberId chen = hire("chen");
    final MemberId zhao = hire("zhao");
    final MemberId zhou = hire("zhou");
    final List<MemberId> everybody = List.of(wang, zhang, li, chen, zhao, zhou);
    final Roles roles = new Roles(ledger, deliveries, List.of(zhou));
    final FlowRecords records = new FlowRecords(ledger, deliveries, roles);
    final FlowEngine engine = new FlowEngine(records, new FixtureFlows(), roles, new SimpleConditions(), ledger, ZONE);
    final Todos todos = new Todos(ledger, records, ledger);
    final Rescan rescan = new Rescan(ledger, ledger, records, engine, deliveries, roles, todos);
    final DigestParts digest = DigestParts.of(ledger, ledger, ledger, ledger, deliveries, members, ZONE, any -> {});
    private final LinkHandler links = new LinkHandler(engine);
    private final RoleSweepHandler sweeps = new RoleSweepHandler(ledger, roles, records, engine, role -> {});
    private final ReminderTimerHandler reminders = new ReminderTimerHandler(engine);
    private final List<Delivery> sent = new ArrayList<>();
    private final List<Reminders.Waiting> told = new ArrayList<>();
    private int acts;

    DigestWorld() {
        setRole("审批人", zhang);
        setRole("库管", li);
        setRole("财务", zhao);
        deliver();
    }

    private MemberId hire(String name) {
        return members.of(new Account(Platform.FEISHU, name), name).id();
    }

    void setRole(String role, MemberId... holders) {
        roles.set(role, List.of(holders), act(), zhou);
    }

    CommandId act() {
        return new CommandId("act-" + acts++);
    }

    Optional<FlowId> start(String flow, Map<String, List<String>> form, MemberId by) {
        return engine.start(flow, CommandIds.startCard("card-" + acts++), form, by) instanceof EngineAnswer.Done done
                ? Optional.of(done.instance().id())
                : Optional.empty();
    }

    /** A refusal is fine: these people try things. */
    void does(FlowId record, FlowCommand command, MemberId by) {
        engine.handle(new CommandEnvelope(record, act(), command, by, null));
    }

    FlowInstance now(FlowId record) {
        return engine.find(record).orElseThrow();
    }

    void rescans() {
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            rescan.visit(partition);
            digest.subscriptions().repair(partition);
        }
    }

    void passes(Duration time) {
        clock.tick(time);
        deliver();
    }

    /** Digests that were sent so far, oldest first. */
    List<Delivery> sent() {
        return List.copyOf(sent);
    }

    /** What people were told of by nudges, oldest first. */
    List<Reminders.Waiting> told() {
        return List.copyOf(told);
    }

    /** Carries out handovers and timers until nothing is due; digests and nudges are noted as sent. */
    void deliver() {
        boolean worked = true;
        while (worked) {
            worked = false;
            for (Lane lane : List.of(Lane.HANDOVER, Lane.TIMER, Lane.DIGEST, Lane.REMINDER)) {
                for (Claimed entry : claim(lane)) {
                    carryOut(deliveries.read(entry.payload()), entry);
                    ledger.done(entry);
                    worked = true;
                }
            }
        }
    }

    private void carryOut(Delivery delivery, Claimed entry) {
        switch (delivery) {
            case Delivery.LinkDelivery link -> links.handle(link, entry);
            case Delivery.RoleSweep sweep -> sweeps.handle(sweep, entry);
            case Delivery.ReminderTimer timer -> reminders.handle(timer, entry);
            case Delivery.TodoProjection projection -> todos.handle(projection, entry);
            case Delivery.DigestTimer timer -> digest.timers().handle(timer, entry);
            case Delivery.DigestDelivery due -> sent.add(due);
            case Delivery.ReminderDelivery reminder -> {}
            case Delivery.PersonReminders message -> {
                Reminders.Gathered gathered = digest.reminders().gathered(message.to());
                told.addAll(gathered.waiting());
                ledger.shown(entry, gathered.upTo(), null);
            }
            default -> throw new AssertionError("unexpected " + entry.id());
        }
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
