package io.soprelay.outage;

import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.chat.Chat;
import io.soprelay.chat.ChatParts;
import io.soprelay.digest.DigestParts;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.engine.CommandIds;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.FlowRecords;
import io.soprelay.engine.LinkHandler;
import io.soprelay.engine.RoleSweepHandler;
import io.soprelay.engine.Todos;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.ImInbox;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.MessageContent;
import io.soprelay.im.simulator.Phone;
import io.soprelay.incident.Incidents;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.media.MediaStore;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.DeliveryHandler;
import io.soprelay.outbox.Duty;
import io.soprelay.outbox.OutboxWork;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import io.soprelay.testkit.TestChain;
import io.soprelay.timer.ReminderTimerHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Shops with their keepers, inspectors and a manager; one bot with one pair of hands that never rest: it waits for
 * nothing but the clock, which moves when the bot waits for its own limits and when nothing is due.
 */
final class BusyCompany {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final SettableClock clock;
    private final InMemoryLedger ledger;
    private final Deliveries deliveries = new Deliveries();
    private final WantedMessages wanted;
    private final PlatformWithLimits platform;
    private final PhonesOfCompany phones;
    private final Members members;
    private final Roles roles;
    private final FlowEngine engine;
    private final DigestParts digest;
    private final Incidents incidents;
    private final Chat chat;
    private final ImInbox inbox;
    private final OutboxWork work;
    private final Map<Account, Phone> byAccount = new LinkedHashMap<>();
    private final List<FlowId> records = new ArrayList<>();
    private final Account admin;
    private int acts;

    BusyCompany(SettableClock clock, PlatformWithLimits platform, MediaStore media) {
        this.clock = clock;
        this.platform = platform;
        ledger = new InMemoryLedger(clock);
        wanted = new WantedMessages(ledger, deliveries);
        phones = new PhonesOfCompany(platform.gateway());
        members = new Members(ledger);
        admin = hires("周管理");
        roles = new Roles(ledger, deliveries, List.of(id(admin)));
        roles.load();
        FeelConditions conditions = new FeelConditions();
        ClosingFlow flows = new ClosingFlow(conditions);
        FlowRecords store = new FlowRecords(wanted.ledger(), deliveries, roles);
        engine = new FlowEngine(store, flows, roles, conditions, ledger, ZONE);
        Todos todos = new Todos(ledger, store, ledger);
        digest = DigestParts.of(wanted.ledger(), ledger, ledger, ledger, deliveries, members, ZONE, any -> {});
        incidents = new Incidents(ledger, ledger, deliveries, roles, ledger);
        chat = new Chat(new ChatParts(
                engine,
                todos,
                members,
                roles,
                wanted.ledger(),
                ledger,
                ledger,
                deliveries,
                media,
                flows,
                List.of(phones),
                clock,
                Locale.SIMPLIFIED_CHINESE,
                digest,
                incidents,
                TestChain.rounds(wanted.ledger(), report -> {}),
                List::of));
        inbox = chat.inbox();
        List<DeliveryHandler<?>> handlers = new ArrayList<>(chat.handlers());
        handlers.add(new LinkHandler(engine));
        handlers.add(new RoleSweepHandler(ledger, roles, store, engine, role -> {}));
        handlers.add(new ReminderTimerHandler(engine));
        handlers.add(digest.timers());
        handlers.add(todos);
        work = new OutboxWork(ledger, deliveries, handlers, chat.entryWatch(), clock, true, partition -> false);
    }

    // People

    Account hires(String name) {
        Phone phone = platform.hires(name);
        Account account = platform.account(phone);
        members.of(account, name);
        members.markWelcomed(id(account));
        byAccount.put(account, phone);
        return account;
    }

    Phone phone(Account person) {
        return Objects.requireNonNull(byAccount.get(person));
    }

    MemberId id(Account person) {
        return members.of(person).id();
    }

    void inspect(List<Account> people) {
        roles.set(ClosingFlow.INSPECTORS, people.stream().map(this::id).toList(), act(), id(admin));
    }

    void wantsDigest(Account person, LocalTime at) {
        digest.subscriptions().subscribe(id(person), at, List.of(), act());
    }

    // What they do

    /** A shop opens its day. */
    FlowInstance opens(Account keeper, String shop) {
        EngineAnswer answer = engine.start(
                ClosingFlow.KEY, CommandIds.startCard("card-" + ++acts), Map.of("门店", List.of(shop)), id(keeper));
        if (answer instanceof EngineAnswer.Done done) {
            records.add(done.instance().id());
            return done.instance();
        }
        throw new AssertionError(shop + ": " + answer);
    }

    /** Fills in the form of a card on their screen and presses; what is answered is on the screen at once. */
    CardAnswer presses(Account person, PhonesOfCompany.Shown shown, String field, String value) {
        Card.Form form = shown.card().form();
        if (form == null) {
            throw new AssertionError("No form on " + shown.card());
        }
        CardAnswer answer = inbox.onAction(new CardAction(
                "p-" + ++acts,
                person,
                shown.messageId(),
                form.submit().id(),
                form.submit().params(),
                Map.of(field, List.of(value))));
        if (answer.card() != null) {
            phones.answered(shown.messageId(), answer.card());
        }
        if (answer.receipt() != null) {
            inbox.onAnswerWritten(answer.receipt());
        }
        return answer;
    }

    void says(Account person, String text) {
        String delivery = "d-" + ++acts;
        inbox.onMessage(new InboundMessage(
                delivery,
                person,
                "in-" + delivery,
                "chat",
                true,
                null,
                new MessageContent.Text(text),
                List.of(),
                clock.instant()));
    }

    private CommandId act() {
        return new CommandId("act-" + ++acts);
    }

    // What the bot does

    /** Until a moment, or a little later if it is waiting for a limit then. */
    void worksUntil(Instant end) {
        while (clock.instant().isBefore(end)) {
            worksOrWaits(Duration.between(clock.instant(), end));
        }
        chat.platformWatch().look();
    }

    /** Until nothing waits but timers. */
    void worksUntilIdle(Duration most) {
        Instant end = clock.instant().plus(most);
        while (waiting() > 0 && clock.instant().isBefore(end)) {
            worksOrWaits(LOOK_EVERY);
        }
    }

    private void worksOrWaits(Duration most) {
        Map<Integer, Long> due = work.look();
        boolean worked = false;
        for (Duty duty : Duty.values()) {
            for (Map.Entry<Integer, Long> partition : due.entrySet()) {
                worked |= partition.getValue() == 0 && works(partition.getKey(), duty);
            }
        }
        if (!worked) {
            long next = due.values().stream().mapToLong(Long::longValue).min().orElse(LOOK_EVERY.toMillis());
            clock.tick(Duration.ofMillis(Math.clamp(next, 1, Math.max(1, most.toMillis()))));
        }
    }

    private boolean works(int partition, Duty duty) {
        List<Claimed> batch = work.claim(partition, duty);
        batch.forEach(work::carryOut);
        return !batch.isEmpty();
    }

    /** Entries that wait, timers apart. */
    long waiting() {
        return ledger.backlog().entrySet().stream()
                .filter(lane -> lane.getKey() != Lane.TIMER)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    // What there is

    List<FlowInstance> records() {
        return engine.findAll(records);
    }

    FlowInstance now(FlowInstance record) {
        return engine.find(record.id()).orElseThrow();
    }

    /** What has happened to a record. */
    List<FlowCommit> history(FlowInstance record) {
        return engine.history(record.id());
    }

    PhonesOfCompany phones() {
        return phones;
    }

    WantedMessages wanted() {
        return wanted;
    }

    Incidents incidents() {
        return incidents;
    }
}
