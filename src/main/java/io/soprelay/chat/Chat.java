package io.soprelay.chat;

import io.soprelay.chat.action.ApproveAction;
import io.soprelay.chat.action.CardActionHandler;
import io.soprelay.chat.action.CompleteAction;
import io.soprelay.chat.action.EvidenceAction;
import io.soprelay.chat.action.EvidenceBinder;
import io.soprelay.chat.action.EvidenceSlots;
import io.soprelay.chat.action.IncidentAction;
import io.soprelay.chat.action.ItemAnswers;
import io.soprelay.chat.action.MoveAction;
import io.soprelay.chat.action.NudgeAction;
import io.soprelay.chat.action.OpenAction;
import io.soprelay.chat.action.Press;
import io.soprelay.chat.action.RefusalLog;
import io.soprelay.chat.action.RejectAction;
import io.soprelay.chat.action.SayAction;
import io.soprelay.chat.action.ShowCardAction;
import io.soprelay.chat.action.StartLinkedAction;
import io.soprelay.chat.action.SubmitStartAction;
import io.soprelay.chat.action.WiredAction;
import io.soprelay.chat.command.Answers;
import io.soprelay.chat.command.Asked;
import io.soprelay.chat.command.AuditCommand;
import io.soprelay.chat.command.ChartPictures;
import io.soprelay.chat.command.ChatCommand;
import io.soprelay.chat.command.CommandBook;
import io.soprelay.chat.command.DigestCommand;
import io.soprelay.chat.command.EraseCommand;
import io.soprelay.chat.command.FlowCommand;
import io.soprelay.chat.command.Gateways;
import io.soprelay.chat.command.HelpCommand;
import io.soprelay.chat.command.IncidentCommand;
import io.soprelay.chat.command.MemberCommand;
import io.soprelay.chat.command.MemberInbox;
import io.soprelay.chat.command.PeopleLinks;
import io.soprelay.chat.command.PeopleNames;
import io.soprelay.chat.command.PlatformWatch;
import io.soprelay.chat.command.RoleCommand;
import io.soprelay.chat.command.ShowCommand;
import io.soprelay.chat.command.StartCommand;
import io.soprelay.chat.command.StatusCommand;
import io.soprelay.chat.command.StrangeCards;
import io.soprelay.chat.command.TaskCommand;
import io.soprelay.chat.command.TodoCommand;
import io.soprelay.chat.command.Wiring;
import io.soprelay.chat.view.AuditView;
import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.DigestView;
import io.soprelay.chat.view.GuideView;
import io.soprelay.chat.view.IncidentView;
import io.soprelay.chat.view.IncidentWords;
import io.soprelay.chat.view.ItemView;
import io.soprelay.chat.view.MoveView;
import io.soprelay.chat.view.NewsView;
import io.soprelay.chat.view.NudgeWords;
import io.soprelay.chat.view.Phrases;
import io.soprelay.chat.view.RecordView;
import io.soprelay.chat.view.StartView;
import io.soprelay.chat.view.TodoListView;
import io.soprelay.chat.view.Words;
import io.soprelay.directory.Installation;
import io.soprelay.engine.CommandIds;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.ImInbox;
import io.soprelay.im.Platform;
import io.soprelay.incident.IncidentActs;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.DeliveryHandler;
import io.soprelay.outbox.Duty;
import io.soprelay.outbox.EntryWatch;
import io.soprelay.reminder.ReminderHandOver;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The room put together: the inbox for the adapters, the handlers for the outbox. A new command is one class and one
 * line in {@link #commands()}; a new card action one class and one line in {@link #actions()}; and their messages.
 */
public final class Chat {
    private final ChatParts parts;
    private final Words words;
    private final Phrases phrases;
    private final Buttons buttons;
    private final ItemView items;
    private final PlatformWatch watch;
    private final IncidentActs incidentActs;
    private final IncidentView incidents;
    private final RecordView records;
    private final StartView starts;
    private final NewsView news;
    private final GuideView guide;
    private final PeopleLinks links;
    private final Gateways gateways;
    private final MemberInbox memberInbox;
    private final Wiring wiring;
    private final EvidenceBinder binder;
    private final EvidenceSlots slots;
    private final CardReceipts receipts;
    private final StrangeCards strange;
    private final List<CardActionHandler> actions;
    private final DigestView digests;
    private final ChartPictures charts;
    private final CommandBook book;

    public Chat(ChatParts parts) {
        this.parts = parts;
        words = Words.of(parts.locale());
        phrases = new Phrases(words, parts.engine().zone(), parts.members(), parts.roles());
        buttons = new Buttons(words);
        items = new ItemView(phrases, buttons, parts.members());
        watch = new PlatformWatch(
                parts.gateways(),
                parts.incidents(),
                parts.clock(),
                parts.engine().zone(),
                this::hasten);
        incidentActs = new IncidentActs(parts.incidents(), parts.schedules(), parts.roles(), parts.engine());
        incidents = new IncidentView(parts.engine(), incidentActs, phrases, buttons);
        records = new RecordView(parts.engine(), phrases, buttons, parts.roles(), parts.incidents(), incidents);
        starts = new StartView(phrases, buttons, parts.members(), parts.roles());
        news = new NewsView(phrases, buttons);
        guide = new GuideView(phrases, buttons);
        links = new PeopleLinks(
                parts.members(), parts.roles(), parts.engine(), parts.digest().subscriptions(), parts.deliveries());
        gateways = new Gateways(parts.gateways(), parts.members(), links, watch, parts.clock());
        charts = new ChartPictures(gateways, parts.media());
        memberInbox = new MemberInbox(parts.ledger(), parts.deliveries(), parts.clock());
        wiring = new Wiring(new Installation(parts.ledger()), memberInbox, phrases, parts.gateways());
        binder = new EvidenceBinder(parts.engine(), phrases, starts);
        slots = new EvidenceSlots(parts.engine(), parts.todos());
        receipts = new CardReceipts(parts.schedules(), parts.deliveries(), parts.engine());
        digests = new DigestView(
                parts.engine(),
                phrases,
                buttons,
                key -> parts.shelf().find(key).map(FlowDefinition::name).orElse(key));
        strange = new StrangeCards(parts.clock());
        actions = makeActions();
        book = new CommandBook(commands(), parts.shelf(), guide, words);
    }

    /** Whatever a platform did not take goes out as fast as its limits allow, not when its own wait is over. */
    private void hasten() {
        Set<Lane> lanes = Duty.lanesForPlatforms();
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            parts.schedules().hasten(partition, lanes);
        }
    }

    public ImInbox inbox() {
        return new ChatInbox(parts.members(), memberInbox, receipts, parts.time(), parts.clock(), words, actions);
    }

    /**
     * Tells every admin something that is no record's affair.
     *
     * @param news names it: told once, however often it is said
     * @param key of the message
     */
    public void tellAdmins(String news, String key, String... values) {
        for (MemberId admin : parts.roles().admins()) {
            Asked asked = new Asked(admin, news, null, null);
            memberInbox.accept(
                    admin, CommandIds.delivery(news), "news", List.of(Answers.said(asked, phrases.say(key, values))));
        }
    }

    /** Sends a platform's first admin a card that proves that presses come back, unless one of this app has come already. */
    public void proveWiring(Platform platform) {
        if (wiring.isProven(platform)) {
            return;
        }
        parts.roles().admins().stream()
                .flatMap(admin -> parts.members().find(admin).stream())
                .filter(admin -> admin.on(platform).isPresent())
                .findFirst()
                .ifPresent(admin -> {
                    String today = parts.clock().instant().toString().substring(0, 10);
                    Asked asked = Asked.privately(
                            admin.id(),
                            "wiring-" + wiring.app(platform) + "-" + today,
                            admin.on(platform).orElseThrow());
                    memberInbox.accept(
                            admin.id(),
                            CommandIds.delivery(asked.deliveryId()),
                            "wiring",
                            List.of(Answers.command(asked, "/status test")));
                });
    }

    /** Hears of what the outbox cannot carry out. */
    public EntryWatch entryWatch() {
        return new StuckEntries(parts.incidents(), parts.deliveries(), gateways, watch, parts.clock());
    }

    /** The sign that another bot works with the same app. */
    public StrangeCards strangeCards() {
        return strange;
    }

    /** What is wrong with the platforms; to be asked every few seconds. */
    public PlatformWatch platformWatch() {
        return watch;
    }

    /** Learns the names nobody has told yet; blocks for as long as the platforms take. */
    public void learnNames() {
        gateways.learnNames();
    }

    /**
     * Asks each platform about one admin, known or not: what it has against the app is then found at the start, and not
     * by the first card that does not leave. Costs nothing; blocks for as long as the platforms take.
     */
    public void knockAtPlatforms() {
        for (Platform platform : Platform.values()) {
            parts.roles().admins().stream()
                    .flatMap(admin -> parts.members().find(admin).stream())
                    .flatMap(admin -> admin.on(platform).stream())
                    .findFirst()
                    .ifPresent(gateways::knock);
        }
    }

    /** Everything the outbox hands to the chat room. */
    public List<DeliveryHandler<?>> handlers() {
        Sending sending = new Sending(gateways, receipts, parts.deliveries(), words, parts.clock());
        KeptNews kept = new KeptNews(parts.incidents(), parts.deliveries(), sending, parts.clock());
        return List.of(
                new CardDeliveryHandler(
                        parts.engine(), items, gateways, receipts, parts.deliveries(), sending, parts.incidents()),
                new IncidentCardHandler(parts.incidents(), incidents, gateways, receipts, parts.deliveries(), sending),
                new NoticeHandler(parts.engine(), news, sending, kept),
                new EndNoticeHandler(parts.engine(), news, sending, kept),
                new ReminderHandOver(parts.digest().reminders()),
                new PersonRemindersHandler(parts.digest().reminders(), parts.engine(), news, sending),
                new DigestHandler(parts.digest(), parts.members(), parts.roles(), digests, charts, sending),
                new EmptyRoleHandler(parts.incidents(), parts.roles()),
                new EvidenceHandler(slots, gateways, parts.media(), receipts, memberInbox, words),
                new FilesErasureHandler(parts.engine().files(parts.ledger()), parts.media(), parts.clock()),
                new StoreRewriteHandler(parts.ledger()),
                new WiringHandler(wiring, sending),
                new EvidenceBindHandler(binder, parts.media(), memberInbox),
                new ReplyHandler(gateways, sending, answers()));
    }

    private List<Supplier<? extends ChatCommand>> commands() {
        PeopleNames people = new PeopleNames(parts.members(), gateways);
        TodoListView todos = new TodoListView(parts.engine(), parts.todos(), phrases, buttons);
        return List.of(
                () -> new HelpCommand(guide, parts.shelf(), () -> book.names()),
                () -> new StartCommand(parts.engine(), parts.shelf(), starts, news, buttons, this::press, words),
                () -> new TodoCommand(todos),
                () -> new TaskCommand(parts.engine(), items, records, todos, this::press, words),
                () -> new ShowCommand(parts.engine(), records, words),
                () -> new RoleCommand(parts.roles(), parts.shelf(), people, phrases, news, buttons),
                () -> new MemberCommand(parts.members(), links, people, gateways, phrases, news, buttons),
                () -> new FlowCommand(parts.shelf(), phrases),
                () -> new DigestCommand(
                        parts.digest(), parts.roles(), parts.shelf(), people, digests, charts, news, buttons, phrases),
                () -> new StatusCommand(
                        parts.schedules(),
                        parts.time(),
                        parts.shelf(),
                        parts.gateways(),
                        gateways,
                        parts.lines(),
                        wiring,
                        strange,
                        () -> incidents.counts(parts.incidents().openByKind()),
                        phrases),
                () -> new EraseCommand(parts.engine(), phrases, news, buttons),
                () -> new AuditCommand(parts.engine(), parts.history(), new AuditView(parts.engine(), phrases)),
                () -> new IncidentCommand(parts.incidents(), incidentActs, incidents, people, phrases, news, buttons));
    }

    /** What is written instead of pressed goes the way of a press. */
    private CardAnswer press(
            MemberId operator, String deliveryId, Card.Action button, Map<String, List<String>> values) {
        Account account =
                parts.members().find(operator).orElseThrow().accounts().getFirst();
        CardAction written = new CardAction(deliveryId, account, "", button.id(), button.params(), values);
        return actions.stream()
                .filter(action -> action.id().equals(button.id()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No action is called " + button.id()))
                .handle(new Press(operator, written));
    }

    private List<CardActionHandler> makeActions() {
        RefusalLog log = new RefusalLog(parts.clock());
        ItemAnswers answers = new ItemAnswers(parts.engine(), items, starts, phrases, log, receipts, strange);
        return List.of(
                new SubmitStartAction(parts.engine(), starts, phrases, log),
                new CompleteAction(parts.engine(), answers, phrases),
                new ApproveAction(parts.engine(), answers, phrases),
                new RejectAction(parts.engine(), answers, phrases),
                new ShowCardAction(answers),
                new MoveAction(parts.engine(), answers, records, new MoveView(phrases, buttons), phrases, log),
                new StartLinkedAction(parts.engine(), parts.shelf(), memberInbox, words),
                new OpenAction(memberInbox, words),
                new NudgeAction(parts.engine(), parts.roles(), parts.digest().nudges(), new NudgeWords(phrases)),
                new SayAction(memberInbox, words),
                new WiredAction(wiring),
                new IncidentAction(incidentActs, incidents, new IncidentWords(phrases), log),
                new EvidenceAction(binder, parts.media(), news, phrases));
    }

    private List<Answer> answers() {
        return List.of(
                new ChatAnswers.OfCommand(book, parts.roles()),
                new ChatAnswers.OfStale(news, parts.engine()),
                new ChatAnswers.OfOpen(parts.engine(), items, phrases),
                new ChatAnswers.OfWelcome(guide, parts.shelf()),
                new ChatAnswers.OfUnreadable(phrases),
                new ChatAnswers.OfSaid(),
                new ChatAnswers.OfWhich(slots, news, buttons, phrases));
    }
}
