package io.soprelay.engine;

import static io.soprelay.engine.EngineWorld.done;

import io.soprelay.archive.ArchiveFolder;
import io.soprelay.archive.ArchiveWriter;
import io.soprelay.archive.ArchivedLedger;
import io.soprelay.directory.Roles;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.HistoryCheck;
import io.soprelay.ledger.HistoryReport;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Stubs;
import io.soprelay.outbox.CardRecord;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import io.soprelay.redis.RedisStore;
import io.soprelay.testkit.FixtureFlows;
import io.soprelay.testkit.RedisUnderTest;
import io.soprelay.testkit.RememberedSeals;
import io.soprelay.testkit.TestChain;
import io.soprelay.testkit.TestRedis;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.Cast;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.ReturnFlow;
import io.soprelay.testkit.flow.SimpleConditions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The engine on real Redis with an archive behind it, and both shipped flows; everything is delivered at once. */
final class ArchiveWorld implements AutoCloseable {
    static final Duration RETENTION = Duration.ofDays(90);

    final RedisStore store = RedisStore.open(TestRedis.client(), RedisUnderTest.PATIENT, TestChain.CHAIN);
    final ArchiveFolder folder;
    final ArchivedLedger ledger;
    final Deliveries deliveries = new Deliveries();
    final Roles roles;
    final FlowRecords records;
    final FlowEngine engine;
    final Todos todos;
    final Rescan rescan;
    final HistoryCheck check;
    private final LinkHandler links;
    private ArchiveWriter writer;
    private int acts;

    /** How often the archiver let others go first. */
    int rests;

    /** A bot on what an earlier one left, if there was one. */
    ArchiveWorld(Path path) {
        folder = new ArchiveFolder(path, TestChain.CHAIN);
        ledger = new ArchivedLedger(store.ledger(), store.stubs(), folder);
        roles = new Roles(ledger, deliveries, List.of(Cast.ZHOU));
        roles.load();
        records = new FlowRecords(ledger, deliveries, roles);
        engine = new FlowEngine(
                records, new FixtureFlows(), roles, new SimpleConditions(), store.time(), ZoneId.of("Asia/Shanghai"));
        todos = new Todos(store.rows(), records, store.time());
        rescan = new Rescan(ledger, store.schedules(), records, engine, deliveries, roles, todos);
        check = new HistoryCheck(
                ledger,
                TestChain.CHAIN,
                new RememberedSeals(),
                () -> {},
                () -> folder.flaws(store.stubs().head(), () -> {}));
        links = new LinkHandler(engine);
        writer = new ArchiveWriter(folder, store.stubs());
        setRole("审批人", Cast.ZHANG);
        setRole("库管", Cast.LI);
        setRole("财务", Cast.ZHAO);
        deliverAll();
    }

    private void setRole(String role, MemberId holder) {
        roles.set(role, List.of(holder), new CommandId("role-" + role), Cast.ZHOU);
    }

    /** Another process would have other ids; here the store's own count makes them differ. */
    private String act() {
        return "act-" + System.identityHashCode(this) + "-" + acts++;
    }

    FlowInstance startDelivery() {
        return done(engine.start("delivery", CommandIds.startCard(act()), DeliveryFlow.order(), Cast.WANG))
                .instance();
    }

    FlowInstance startReturn(FlowInstance delivery) {
        Map<String, List<String>> form = new HashMap<>(ReturnFlow.request());
        form.put("关联发货单", List.of(delivery.number()));
        return done(engine.start("return", CommandIds.startCard(act()), form, Cast.WANG))
                .instance();
    }

    EngineAnswer does(FlowInstance record, Acts.Act act, MemberId actor) {
        FlowInstance now = now(record);
        return engine.handle(
                new CommandEnvelope(record.id(), new CommandId(act()), act.on(now, actor, engine.now()), actor, null));
    }

    EngineAnswer repeats(FlowInstance record, CommandId id, FlowCommand command, MemberId actor) {
        return engine.handle(new CommandEnvelope(record.id(), id, command, actor, null));
    }

    /** A delivery that its seller cancelled; everybody's cards are closed. */
    FlowInstance cancelled() {
        FlowInstance record = startDelivery();
        done(does(record, Acts.moveTo("已取消"), Cast.WANG));
        deliverAll();
        return now(record);
    }

    FlowInstance shipping() {
        FlowInstance record = startDelivery();
        done(does(record, Acts.approve(DeliveryFlow.SHIPPING_APPROVAL), Cast.ZHANG));
        deliverAll();
        return now(record);
    }

    /** A delivery that its customer accepted: settled. */
    FlowInstance accepted() {
        FlowInstance record = shipping();
        completes(record, DeliveryFlow.SHIP, "物流凭证", DeliveryFlow.shippingForm(), Cast.LI);
        completes(record, DeliveryFlow.ACCEPT, "客户验收凭证", DeliveryFlow.acceptanceForm(), Cast.WANG);
        done(does(record, Acts.approve(DeliveryFlow.ACCEPTANCE_APPROVAL), Cast.ZHAO));
        deliverAll();
        return now(record);
    }

    void stocks(FlowInstance request) {
        done(does(request, Acts.approve(ReturnFlow.RETURN_APPROVAL), Cast.ZHANG));
        completes(request, ReturnFlow.STOCK_IN, "入库凭证", Acts.form("实际入库时间", "2026-11-23 10:30"), Cast.LI);
        deliverAll();
    }

    private void completes(
            FlowInstance record, String task, String evidence, Map<String, List<String>> form, MemberId by) {
        done(does(record, Acts.send("单.jpg", task, evidence), by));
        done(does(record, Acts.complete(task, form), by));
    }

    FlowInstance now(FlowInstance record) {
        return engine.find(record.id()).orElseThrow();
    }

    @Nullable
    String place(FlowInstance record) {
        return store.ledger().load(FlowRecords.aggregate(record.id())).place();
    }

    void passes(Duration time) {
        store.time().advance(time);
    }

    /** Every partition is visited, so what ended and owes nothing is released. */
    void rescans() {
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            rescan.visit(partition);
        }
    }

    Archiver archiver(UnaryOperator<Stubs> seenThrough) {
        Stubs stubs = seenThrough.apply(store.stubs());
        writer.close();
        writer = new ArchiveWriter(folder, stubs);
        return new Archiver(
                ledger, stubs, store.schedules(), records, engine, deliveries, todos, writer, RETENTION, () -> rests++);
    }

    /** What the store has of a record stands under it. */
    static String key(FlowInstance record) {
        String id = record.id().value();
        return "{p%d}:f:%s".formatted(AggregateId.partitionOf(id), id);
    }

    /** One round. @return how many records left the store */
    int archives() throws Exception {
        return archives(stubs -> stubs);
    }

    int archives(UnaryOperator<Stubs> seenThrough) throws Exception {
        Archiver archiver = archiver(seenThrough);
        int left = 0;
        for (String cursor = Ledger.START; cursor != null; ) {
            Ledger.Aggregates page = ledger.aggregates(cursor);
            left += archiver.visit(page.ids());
            cursor = page.next();
        }
        return left;
    }

    HistoryReport verifies() {
        return check.walk();
    }

    /** Carries out what waits; whoever has a card sees its part as it is. */
    void deliverAll() {
        for (boolean worked = true; worked; ) {
            worked = false;
            for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
                for (Lane lane : List.of(Lane.HANDOVER, Lane.CARD, Lane.NOTICE, Lane.REMINDER)) {
                    for (Claimed entry : store.schedules()
                            .claim(partition, Map.of(lane, 500), 60_000)
                            .entries()) {
                        carryOut(entry);
                        worked = true;
                    }
                }
            }
        }
    }

    private void carryOut(Claimed entry) {
        switch (deliveries.read(entry.payload())) {
            case Delivery.LinkDelivery link -> links.handle(link, entry);
            case Delivery.TodoProjection projection -> todos.handle(projection, entry);
            case Delivery.CardDelivery card -> {
                FlowInstance record = engine.find(card.flow()).orElseThrow();
                int part = record.find(card.item()).orElseThrow().parts().getOrDefault(card.member(), 0);
                CardRecord screen = new CardRecord("om_1", "feishu:x", 1, engine.now(), "hash", part, null, List.of());
                store.schedules().shown(entry, record.version(), deliveries.write(screen));
                return;
            }
            default -> {}
        }
        store.schedules().done(entry);
    }

    @Override
    public void close() {
        writer.close();
    }
}
