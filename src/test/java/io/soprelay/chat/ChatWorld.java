package io.soprelay.chat;

import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.digest.DigestParts;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.FlowRecords;
import io.soprelay.engine.LinkHandler;
import io.soprelay.engine.Rescan;
import io.soprelay.engine.RoleSweepHandler;
import io.soprelay.engine.Todos;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.BotEntered;
import io.soprelay.im.Card;
import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.GroupChat;
import io.soprelay.im.ImInbox;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.Mention;
import io.soprelay.im.MenuPressed;
import io.soprelay.im.MessageContent;
import io.soprelay.im.Platform;
import io.soprelay.im.Recipient;
import io.soprelay.incident.BrokenRecords;
import io.soprelay.incident.ChangedHistories;
import io.soprelay.incident.IncidentRepair;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.AggregateId;
import io.soprelay.outbox.Deliveries;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.MediaInMemory;
import io.soprelay.testkit.SettableClock;
import io.soprelay.testkit.TestChain;
import io.soprelay.timer.ReminderTimerHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** People with phones, the real engine, the shipped flows, the in-memory store; a clock that stands still. */
final class ChatWorld {
    static final Account WANG = account("wang");
    static final Account ZHANG = account("zhang");
    static final Account LI = account("li");
    static final Account CHEN = account("chen");
    static final Account ZHAO = account("zhao");
    static final Account ZHOU = account("zhou");
    static final Account STRANGER = account("stranger");

    /** Monday 10:00 in Shanghai. */
    final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T02:00:00Z"));

    final InMemoryLedger ledger = new InMemoryLedger(clock);
    final Deliveries deliveries = new Deliveries();
    final Members members = new Members(ledger);
    final Roles roles;
    final FlowEngine engine;
    final Phones phones = new Phones(Platform.FEISHU, clock);
    final Phones dingTalk = new Phones(Platform.DINGTALK, clock);
    final ShippedFlows flows;
    final DigestParts digest;
    final Incidents incidents;
    private final IncidentRepair repair;
    final Chat chat;
    final ImInbox inbox;
    private final Rescan rescan;
    final Handlers handlers = new Handlers(ledger, deliveries, clock);
    private int acts;
    private boolean answersGetLost;

    ChatWorld() {
        this(true);
    }

    private ChatWorld(boolean withDingTalk) {
        named(WANG, "小王");
        named(ZHANG, "张总");
        named(LI, "小李");
        named(CHEN, "小陈");
        named(ZHAO, "小赵");
        named(STRANGER, "路人");
        roles = new Roles(ledger, deliveries, List.of(named(ZHOU, "周管理")));
        FeelConditions conditions = new FeelConditions();
        flows = new ShippedFlows(conditions);
        FlowRecords records = new FlowRecords(ledger, deliveries, roles);
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        engine = new FlowEngine(records, flows, roles, conditions, ledger, zone);
        Todos todos = new Todos(ledger, records, ledger);
        rescan = new Rescan(ledger, ledger, records, engine, deliveries, roles, todos);
        incidents = new Incidents(ledger, ledger, deliveries, roles, ledger);
        rescan.watchedBy(new BrokenRecords(incidents));
        repair = new IncidentRepair(incidents, roles, engine, ledger);
        digest = DigestParts.of(ledger, ledger, ledger, ledger, deliveries, members, zone, any -> {});
        chat = new Chat(new ChatParts(
                engine,
                todos,
                members,
                roles,
                ledger,
                ledger,
                ledger,
                deliveries,
                new MediaInMemory(),
                flows,
                withDingTalk ? List.of(phones, dingTalk) : List.of(phones),
                clock,
                Locale.SIMPLIFIED_CHINESE,
                digest,
                incidents,
                TestChain.rounds(ledger, new ChangedHistories(incidents)::heard),
                List::of));
        inbox = chat.inbox();
        handlers.addAll(chat);
        handlers.add(digest.timers());
        handlers.add(todos);
        handlers.add(new LinkHandler(engine));
        handlers.add(new RoleSweepHandler(
                ledger, roles, records, engine, role -> incidents.healed(new Trouble.EmptyRole(role))));
        handlers.add(new ReminderTimerHandler(engine));
    }

    /** With one person in each role. */
    static ChatWorld staffed() {
        return staffed(new ChatWorld());
    }

    private static ChatWorld staffed(ChatWorld world) {
        world.says(ZHOU, "/role set 审批人 feishu:zhang");
        world.says(ZHOU, "/role set 库管 feishu:li");
        world.says(ZHOU, "/role set 财务 feishu:zhao");
        return world;
    }

    static ChatWorld onFeishuOnly() {
        return staffed(new ChatWorld(false));
    }

    static Account account(String id) {
        return new Account(Platform.FEISHU, id);
    }

    MemberId id(Account person) {
        return members.of(person).id();
    }

    private MemberId named(Account person, String name) {
        phones.names.put(person, name);
        return members.of(person, name).id();
    }

    void rescans() {
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            rescan.visit(partition);
            digest.subscriptions().repair(partition);
            repair.repair(partition);
        }
        chat.platformWatch().look();
    }

    // What people do

    void says(Account person, String text, Mention... mentions) {
        hears(person, text, clock.instant(), "d-" + ++acts, mentions);
    }

    void hears(Account person, String text, Instant sentAt, String deliveryId, Mention... mentions) {
        inbox.onMessage(new InboundMessage(
                deliveryId,
                person,
                "in-" + deliveryId,
                "chat",
                true,
                null,
                new MessageContent.Text(text),
                List.of(mentions),
                sentAt));
        deliver();
    }

    /** In a group, with the bot mentioned. */
    void saysIn(GroupChat group, Account person, String text) {
        String deliveryId = "d-" + ++acts;
        inbox.onMessage(new InboundMessage(
                deliveryId,
                person,
                "in-" + deliveryId,
                group.id(),
                false,
                null,
                new MessageContent.Text(text),
                List.of(),
                clock.instant()));
        deliver();
    }

    /** @param replyTo the message it replies to, or empty */
    void sendsPicture(Account person, String key, String replyTo) {
        sends(person, key, replyTo);
        deliver();
    }

    /** One message each, all of them before anything is done about the first. */
    void sendPictures(Account person, String replyTo, String... keys) {
        for (String key : keys) {
            sends(person, key, replyTo);
        }
        deliver();
    }

    /** A file from the phone's folder, not from its camera. */
    void sendsFile(Account person, String name, byte[] bytes) {
        on(person).files.put(name, bytes);
        sends(person, new MessageContent.Attachment(name, false, name), "");
        deliver();
    }

    private void sends(Account person, String key, String replyTo) {
        on(person).files.put(key, key.getBytes(StandardCharsets.UTF_8));
        sends(person, new MessageContent.Attachment(key, true, null), replyTo);
    }

    private void sends(Account person, MessageContent.Attachment file, String replyTo) {
        String deliveryId = "d-" + ++acts;
        inbox.onMessage(new InboundMessage(
                deliveryId,
                person,
                "in-" + deliveryId,
                "chat",
                true,
                replyTo.isEmpty() ? null : replyTo,
                new MessageContent.Files(List.of(file), ""),
                List.of(),
                clock.instant()));
    }

    void opensChat(Account person) {
        inbox.onEntered(new BotEntered("d-" + ++acts, person));
        deliver();
    }

    void pressesMenu(Account person, String key) {
        inbox.onMenu(new MenuPressed("d-" + ++acts, person, key));
        deliver();
    }

    /** Presses a button of the newest message that has it, with the form filled as it stands and by these values. */
    CardAnswer presses(Account person, String label, String... labelsAndValues) {
        return presses(person, newest(person, label), label, labelsAndValues);
    }

    CardAnswer presses(Account person, Phones.Message message, String label, String... labelsAndValues) {
        CardAnswer answer = act(person, message, label, labelsAndValues);
        Card card = answer.card();
        if (card != null) {
            on(message.to()).show(message.id(), card);
        }
        if (answer.receipt() != null && !answersGetLost) {
            inbox.onAnswerWritten(answer.receipt());
        }
        deliver();
        return answer;
    }

    /** The press alone; nothing is shown and nothing is delivered. */
    CardAnswer act(Account person, Phones.Message message, String label, String... labelsAndValues) {
        Card card = card(message);
        Card.Action action = actions(card).stream()
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No button '" + label + "' on " + card));
        return inbox.onAction(new CardAction(
                "p-" + ++acts,
                person,
                message.id(),
                action.id(),
                action.params(),
                Phones.filled(card, labelsAndValues)));
    }

    static List<Card.Action> actions(Card card) {
        List<Card.Action> actions = new ArrayList<>(card.actions());
        Card.Form form = card.form();
        if (form != null) {
            actions.add(form.submit());
            actions.addAll(form.others());
        }
        card.groups()
                .forEach(group -> group.rows().stream()
                        .flatMap(row -> Stream.of(row.action(), row.second()).filter(Objects::nonNull))
                        .forEach(actions::add));
        return actions;
    }

    // What people see

    private Phones on(Recipient place) {
        return place.platform() == Platform.FEISHU ? phones : dingTalk;
    }

    List<Phones.Message> chat(Recipient person) {
        return on(person).messages.values().stream()
                .filter(message -> message.to().equals(person))
                .toList();
    }

    Phones.Message last(Recipient person) {
        return chat(person).getLast();
    }

    Card lastCard(Recipient person) {
        return card(last(person));
    }

    String lastText(Recipient person) {
        String text = last(person).text();
        if (text == null) {
            throw new AssertionError("Not words but " + last(person).card());
        }
        return text;
    }

    /** A message as it stands on the phone now. */
    Phones.Message now(Phones.Message message) {
        return chat(message.to()).stream()
                .filter(each -> each.id().equals(message.id()))
                .findFirst()
                .orElseThrow();
    }

    Phones.Message newest(Account person, String label) {
        return chat(person).reversed().stream()
                .filter(message -> message.card() != null
                        && actions(card(message)).stream()
                                .anyMatch(action -> action.label().equals(label)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No button '" + label + "' in " + chat(person)));
    }

    static Card card(Phones.Message message) {
        Card card = message.card();
        if (card == null) {
            throw new AssertionError("Not a card but " + message.text());
        }
        return card;
    }

    static Card.Form form(Card card) {
        return Objects.requireNonNull(card.form(), () -> "No form on " + card);
    }

    // The story up to a point

    /** 小王 submits a delivery. */
    FlowInstance started() {
        says(WANG, "/start 发货流程");
        presses(WANG, "提交", "客户名称", "甲公司", "发货内容", "交换机", "数量", "10", "金额", "12800");
        return record("FH-20261123-0001");
    }

    FlowInstance approved() {
        started();
        presses(ZHANG, "同意");
        return record("FH-20261123-0001");
    }

    FlowInstance shipped() {
        approved();
        sendsPicture(LI, "waybill", "");
        presses(LI, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1234567890");
        return record("FH-20261123-0001");
    }

    FlowInstance record(String number) {
        return engine.findByNumber(number).orElseThrow(() -> new AssertionError("No record " + number));
    }

    void loseAnswers() {
        answersGetLost = true;
    }

    void pass(Duration time) {
        clock.tick(time);
        deliver();
    }

    void deliver() {
        handlers.deliver();
    }
}
