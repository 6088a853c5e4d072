package io.soprelay.chat;

import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.codec.StoredCodec;
import io.soprelay.digest.DigestParts;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.engine.CommandEnvelope;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.FlowRecords;
import io.soprelay.engine.LinkHandler;
import io.soprelay.engine.Rescan;
import io.soprelay.engine.RoleSweepHandler;
import io.soprelay.engine.TodoRow;
import io.soprelay.engine.Todos;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.Platform;
import io.soprelay.incident.Incidents;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.CardRecord;
import io.soprelay.outbox.CreateTry;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler;
import io.soprelay.testkit.MediaInMemory;
import io.soprelay.testkit.SettableClock;
import io.soprelay.testkit.StoreUnderTest;
import io.soprelay.testkit.TestChain;
import io.soprelay.timer.ReminderTimerHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** The engine, the real deliveries and people's phones on any store, for tests that take things away from it. */
final class LossyWorld {
    /** Monday in Shanghai, far from every full and half hour that a due time may name. */
    static final Instant START = Instant.parse("2030-01-07T02:13:05Z");

    final StoreUnderTest store;
    private final SettableClock clock = new SettableClock(START);
    final Phones phones = new Phones(Platform.FEISHU, clock);
    final Roles roles;
    final FlowEngine engine;
    final Rescan rescan;
    final Map<String, MemberId> people = new LinkedHashMap<>();
    final List<String> numbers = new ArrayList<>();
    private final Deliveries deliveries = new Deliveries();
    private final Map<Class<?>, DeliveryHandler<?>> handlers = new HashMap<>();
    private int acts;

    /** How many reminders were ahead when a rescan came, over all rescans. */
    long remindersRescanned;

    LossyWorld(StoreUnderTest store) {
        this.store = store;
        store.time().advance(Duration.between(store.time().now(), START));
        Members members = new Members(store.ledger());
        for (String name : List.of("wang", "zhang", "liu", "li", "chen", "zhao", "zhou")) {
            Account account = new Account(Platform.FEISHU, name);
            phones.names.put(account, name);
            people.put(name, members.of(account, name).id());
        }
        roles = new Roles(store.ledger(), deliveries, List.of(member("zhou")));
        FeelConditions conditions = new FeelConditions();
        ShippedFlows flows = new ShippedFlows(conditions);
        FlowRecords records = new FlowRecords(store.ledger(), deliveries, roles);
        engine = new FlowEngine(records, flows, roles, conditions, store.time(), ZoneId.of("Asia/Shanghai"));
        Todos todos = new Todos(store.rows(), records, store.time());
        rescan = new Rescan(store.ledger(), store.schedules(), records, engine, deliveries, roles, todos);
        DigestParts digest = DigestParts.of(
                store.ledger(),
                store.schedules(),
                store.rows(),
                store.time(),
                deliveries,
                members,
                ZoneId.of("Asia/Shanghai"),
                any -> {});
        Chat chat = new Chat(new ChatParts(
                engine,
                todos,
                members,
                roles,
                store.ledger(),
                store.schedules(),
                store.time(),
                deliveries,
                new MediaInMemory(),
                flows,
                List.of(phones),
                clock,
                Locale.SIMPLIFIED_CHINESE,
                digest,
                new Incidents(store.ledger(), store.schedules(), deliveries, roles, store.time()),
                TestChain.rounds(store.ledger(), report -> {}),
                List::of));
        chat.handlers().forEach(this::add);
        add(digest.timers());
        add(todos);
        add(new LinkHandler(engine));
        add(new RoleSweepHandler(store.ledger(), roles, records, engine, role -> {}));
        add(new ReminderTimerHandler(engine));
    }

    MemberId member(String name) {
        return Optional.ofNullable(people.get(name)).orElseThrow();
    }

    void setRole(String role, List<String> names) {
        roles.set(role, names.stream().map(this::member).toList(), new CommandId("role-" + acts++), member("zhou"));
    }

    void start(String flow, Map<String, List<String>> form) {
        CommandId id = new CommandId("start-" + acts++);
        if (engine.start(flow, id, form, member("wang")) instanceof EngineAnswer.Done done) {
            numbers.add(done.instance().number());
        }
    }

    /** A refusal is fine: these people try things. */
    void does(FlowInstance record, FlowCommand command, MemberId actor) {
        engine.handle(new CommandEnvelope(record.id(), new CommandId("act-" + acts++), command, actor, null));
    }

    FlowInstance record(String number) {
        return engine.findByNumber(number).orElseThrow();
    }

    List<FlowInstance> records() {
        return numbers.stream().map(this::record).toList();
    }

    // The machinery

    void deliver() {
        deliver(handled -> false);
    }

    /**
     * Carries out everything that is due, until nothing is.
     *
     * @param stop asked with the number of deliveries made so far, before each receipt; true drops everything in hand
     */
    void deliver(IntPredicate stop) {
        int handled = 0;
        boolean worked = true;
        while (worked) {
            worked = false;
            for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
                Map<Lane, Integer> limits = new EnumMap<>(Lane.class);
                Arrays.stream(Lane.values()).forEach(lane -> limits.put(lane, 50));
                for (Claimed entry :
                        store.schedules().claim(partition, limits, 60_000).entries()) {
                    DeliveryHandler.Result result = handle(deliveries.read(entry.payload()), entry);
                    boolean over = stop.test(handled++);
                    settle(entry, result);
                    if (over) {
                        return;
                    }
                    worked = true;
                }
            }
        }
    }

    /** Visits every partition. @return how much was put right */
    int rescan() {
        remindersRescanned += reminders();
        int repaired = 0;
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            repaired += rescan.visit(partition);
        }
        return repaired;
    }

    @SuppressWarnings("unchecked") // handlers are registered under the class they handle
    private <D extends Delivery> DeliveryHandler.Result handle(D delivery, Claimed entry) {
        return ((DeliveryHandler<D>)
                        Optional.ofNullable(handlers.get(delivery.getClass())).orElseThrow())
                .handle(delivery, entry);
    }

    private void settle(Claimed entry, DeliveryHandler.Result result) {
        switch (result) {
            case DeliveryHandler.Result.Done done -> store.schedules().done(entry);
            case DeliveryHandler.Result.Kept kept -> throw new AssertionError(entry.id() + ": " + kept.reason());
            case DeliveryHandler.Result.Impossible impossible ->
                throw new AssertionError(entry.id() + ": " + impossible.reason());
            case DeliveryHandler.Result.Retry(Duration after, String reason, CreateTry tried)
            when after.isZero() && tried != null -> store.schedules().retry(entry, 0, deliveries.write(tried));
            case DeliveryHandler.Result.Retry retry -> throw new AssertionError(entry.id() + ": " + retry.reason());
            case DeliveryHandler.Result.Later later -> throw new AssertionError(entry.id() + " waits " + later.after());
            case DeliveryHandler.Result.Shown(long revision, CardRecord record) ->
                store.schedules().shown(entry, revision, record == null ? null : deliveries.write(record));
        }
    }

    private void add(DeliveryHandler<?> handler) {
        handlers.put(handler.kind(), handler);
    }

    // What there is to see

    /** Every record with what the clock of the run has no say in. */
    String truth() {
        return records().stream()
                .map(record -> "%s %s %s links=%s items=%s"
                        .formatted(
                                record.number(),
                                record.state(),
                                record.data().get("已退款金额"),
                                record.links().values().stream()
                                        .map(link -> link.number() + " " + link.state() + " " + link.values())
                                        .sorted()
                                        .toList(),
                                record.items().stream()
                                        .map(item -> "%s %s %s %s %d"
                                                .formatted(
                                                        item.id(),
                                                        item.status(),
                                                        item.holders(),
                                                        item.parts(),
                                                        item.reminders().size()))
                                        .toList()))
                .collect(Collectors.joining("\n"));
    }

    /** What stands on each card that was ever sent, by card. */
    Map<String, String> cards() {
        return everyPart((card, record) -> known(card)
                .map(shown -> onScreen(shown).kind() + " " + onScreen(shown).title()));
    }

    /** Cards whose person has work on them, as far as they show it: each should. */
    Map<String, String> openCards() {
        return everyPart((card, record) -> live(card, record)
                ? Optional.of(known(card)
                        .map(shown -> onScreen(shown).kind() + " version " + shown.partVersion())
                        .orElse("never sent"))
                : Optional.empty());
    }

    /** What {@link #openCards} should be. */
    Map<String, String> openParts() {
        return everyPart((card, record) -> live(card, record)
                ? record.find(card.item())
                        .map(item -> (item instanceof WorkItem.TodoTask ? "TASK" : "APPROVAL")
                                + " version "
                                + item.parts().getOrDefault(card.member(), 0))
                : Optional.empty());
    }

    /** How many forms people could fill in, wherever they came from. */
    long openForms() {
        return phones.messages.values().stream()
                .map(Phones.Message::card)
                .filter(card -> card != null && (card.kind() == Card.Kind.TASK || card.kind() == Card.Kind.APPROVAL))
                .count();
    }

    /** The messages on a phone that carry a form to fill in or a decision to take. */
    List<String> formsOf(String name) {
        return phones.messages.values().stream()
                .filter(message -> message.to().id().equals(name))
                .filter(message -> message.card() != null
                        && (message.card().kind() == Card.Kind.TASK
                                || message.card().kind() == Card.Kind.APPROVAL))
                .map(Phones.Message::id)
                .toList();
    }

    /** Who has what to do by the rows; those without items remember for an hour who has just completed something. */
    Map<String, List<ItemId>> rows() {
        Map<String, List<ItemId>> rows = new TreeMap<>();
        StoredCodec codec = new StoredCodec();
        people.forEach((name, member) -> store.rows()
                .all("todo:" + member)
                .forEach((flow, row) -> rows.put(
                        name + " " + flow,
                        codec.read(row, TodoRow.class).items().stream()
                                .map(TodoRow.Held::id)
                                .toList())));
        rows.values().removeIf(List::isEmpty);
        return rows;
    }

    /** Who has what to do by the records. */
    Map<String, List<ItemId>> held() {
        Map<String, List<ItemId>> held = new TreeMap<>();
        for (FlowInstance record : records()) {
            people.forEach((name, member) -> {
                List<ItemId> items = Todos.heldBy(record, member);
                if (!items.isEmpty()) {
                    held.put(name + " " + record.id(), items);
                }
            });
        }
        return held;
    }

    /** How many timers there should be. */
    long reminders() {
        return records().stream()
                .flatMap(record -> record.openItems().stream())
                .mapToLong(item -> item.reminders().size())
                .sum();
    }

    long ended() {
        long ended = 0;
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            ended += store.ledger().ended(AggregateId.Kind.FLOW, partition).size();
        }
        return ended;
    }

    private interface Part {
        Optional<String> of(CardId card, FlowInstance record);
    }

    private Map<String, String> everyPart(Part part) {
        Map<String, String> found = new TreeMap<>();
        for (FlowInstance record : records()) {
            record.items()
                    .forEach(item -> item.parts().keySet().forEach(member -> {
                        CardId card = new CardId(record.id(), item.id(), member);
                        part.of(card, record).ifPresent(text -> found.put(card.toString(), text));
                    }));
        }
        return found;
    }

    private static boolean live(CardId card, FlowInstance record) {
        return Todos.heldBy(record, card.member()).contains(card.item());
    }

    private Optional<CardRecord> known(CardId card) {
        return store.schedules()
                .record(AggregateId.partitionOf(card.flow().value()), Lane.CARD, card.toString())
                .map(deliveries::readCard);
    }

    private Card onScreen(CardRecord shown) {
        return Optional.ofNullable(phones.messages.get(shown.messageId()))
                .map(Phones.Message::card)
                .orElseThrow();
    }
}
