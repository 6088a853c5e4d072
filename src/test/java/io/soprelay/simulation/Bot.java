package io.soprelay.simulation;

import io.soprelay.chat.Chat;
import io.soprelay.chat.ChatParts;
import io.soprelay.digest.DigestParts;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.FlowRecords;
import io.soprelay.engine.LinkHandler;
import io.soprelay.engine.Rescan;
import io.soprelay.engine.RescanRounds;
import io.soprelay.engine.RoleSweepHandler;
import io.soprelay.engine.Todos;
import io.soprelay.flow.model.Conditions;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.ImInbox;
import io.soprelay.incident.ChangedHistories;
import io.soprelay.incident.IncidentRepair;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.Claimed;
import io.soprelay.media.MediaStore;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler;
import io.soprelay.outbox.OutboxWork;
import io.soprelay.testkit.TestChain;
import io.soprelay.timer.ReminderTimerHandler;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One process of the product: everything it keeps in memory. Dies as a whole; the next is made on the same store. */
final class Bot {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final int number;
    private final Surroundings around;
    private final Members members;
    private final Roles roles;
    private final Incidents incidents;
    private final ImInbox inbox;
    private final OutboxWork work;
    private final RescanRounds rounds;

    /** What outlives it. */
    record Surroundings(
            SimulatedStore store,
            SimulatedPlatform platform,
            SimulatedFlows flows,
            Conditions conditions,
            MediaStore media,
            InstantSource clock,
            Account admin,
            boolean alone,
            Stage stage,
            Archive archive,
            Judge judge,
            Plant plant) {}

    /** @param number tells processes apart */
    Bot(int number, Surroundings around) {
        this.number = number;
        this.around = around;
        SimulatedStore store = around.store();
        Deliveries deliveries = new Deliveries();
        members = new Members(store);
        members.loadAll();
        roles = new Roles(store, deliveries, List.of(members.of(around.admin()).id()));
        roles.load();
        FlowRecords records = new FlowRecords(store, deliveries, roles);
        FlowEngine engine = new FlowEngine(records, around.flows(), roles, around.conditions(), store, ZONE);
        Todos todos = new Todos(store, records, store);
        DigestParts digest = DigestParts.of(store, store, store, store, deliveries, members, ZONE, any -> {});
        incidents = new Incidents(store, store, deliveries, roles, store);
        incidents.load();
        Chat chat = new Chat(new ChatParts(
                engine,
                todos,
                members,
                roles,
                store,
                store,
                store,
                deliveries,
                around.media(),
                around.flows(),
                List.of(around.platform()),
                around.clock(),
                Locale.SIMPLIFIED_CHINESE,
                digest,
                incidents,
                TestChain.rounds(store, new ChangedHistories(incidents)::heard),
                List::of));
        inbox = chat.inbox();
        List<DeliveryHandler<?>> handlers = new ArrayList<>(chat.handlers());
        handlers.add(new LinkHandler(engine));
        handlers.add(new RoleSweepHandler(
                store, roles, records, engine, role -> incidents.healed(new Trouble.EmptyRole(role))));
        handlers.add(new ReminderTimerHandler(engine));
        handlers.add(digest.timers());
        handlers.add(todos);
        work = new OutboxWork(
                store,
                deliveries,
                handlers.stream().<DeliveryHandler<?>>map(this::watched).toList(),
                chat.entryWatch(),
                around.clock(),
                around.alone(),
                partition -> false);
        rounds = new RescanRounds(
                new Rescan(store, store, records, engine, deliveries, roles, todos),
                partition -> digest.subscriptions().repair(partition),
                new IncidentRepair(incidents, roles, engine, store),
                partition -> {
                    chat.platformWatch().look();
                    return 0;
                });
    }

    int number() {
        return number;
    }

    MemberId member(Account account) {
        return members.of(account).id();
    }

    Roles roles() {
        return roles;
    }

    Incidents incidents() {
        return incidents;
    }

    ImInbox inbox() {
        return inbox;
    }

    OutboxWork work() {
        return work;
    }

    RescanRounds rounds() {
        return rounds;
    }

    private <D extends Delivery> Watched<D> watched(DeliveryHandler<D> handler) {
        return new Watched<>(handler, around);
    }

    /** Lets the stage know what is being delivered, and the judge what came of it. */
    private record Watched<D extends Delivery>(DeliveryHandler<D> handler, Surroundings around)
            implements DeliveryHandler<D> {
        @Override
        public Class<D> kind() {
            return handler.kind();
        }

        @Override
        public Result handle(D delivery, Claimed entry) {
            around.stage().turn().delivers(entry, delivery);
            if (!around.plant().carriesOut(delivery)) {
                return new Result.Done();
            }
            Result result = handler.handle(delivery, entry);
            Archive.Entry known = new Archive.Entry(entry.partition(), entry.lane(), entry.id());
            around.judge().delivered(known, delivery, result);
            return result;
        }
    }
}
