package io.soprelay.im.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Feishu on a loopback port: the API the bot calls, the callbacks it is sent, the people it talks to. Everything lives
 * in memory unless {@link #remembersIn} is called; several may run in one JVM.
 *
 * <p>In a test: {@code try (var feishu = new FeishuPlatform(FeishuPlatformConfig.random())) { feishu.start();
 * var li = feishu.addPerson("库管小李"); feishu.callbackAddress(botUri); li.says("/todo"); … }}
 */
public final class FeishuPlatform implements Phones, AutoCloseable {
    /** The bot's name in the chat list, and what people can mention. */
    public static final String BOT_NAME = "接力";

    private final FeishuPlatformConfig config;
    private final Chats chats = new Chats();
    private final People people = new People();
    private final UploadedMedia media = new UploadedMedia();
    private final Faults faults = new Faults();
    private final PhoneActs acts = new PhoneActs();
    private final TenantTokens tokens;
    private final WireLog wireLog;
    private final FeishuApi api;
    private final FeishuLines lines;
    private final CallbackSender sender;
    private final EventPusher pusher;
    private final CardClicks clicks;
    private final BotInbox inbox;
    private final RawCallbacks raw;
    private final MessageApi messages;
    private final RateLimits limits;
    private final LoopbackServer server;
    private final List<PlatformListener> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Journal journal;

    /** Takes the port at once; calls are answered after {@link #start()}. */
    public FeishuPlatform(FeishuPlatformConfig config) {
        this.config = config;
        tokens = new TenantTokens(config);
        wireLog = new WireLog(this::secrets);
        limits = new RateLimits(config);
        Feishu2CardChecker checker = new Feishu2CardChecker(new Feishu2CardChecker.Known() {
            @Override
            public boolean image(String imageKey) {
                return media.uploadedByApp(imageKey);
            }

            @Override
            public boolean person(String openId) {
                return people.all().stream().anyMatch(person -> person.openId().equals(openId))
                        && people.reach(openId) != Reach.RESIGNED;
            }
        });
        api = new FeishuApi(tokens, limits, faults);
        api.route("POST", "/auth/v3/tenant_access_token/internal", (request, path) -> tokens.issue(request));
        messages = new MessageApi(config, chats, people, media, checker, limits);
        messages.mount(api);
        new ResourceApi(chats, media).mount(api);
        new ContactApi(config, people).mount(api);
        lines = new FeishuLines(config);
        sender = new CallbackSender(config, wireLog, lines);
        CallbackWay way = new CallbackWay(sender, faults);
        pusher = new EventPusher(config, way, faults);
        clicks = new CardClicks(config, chats, checker, way, pusher);
        inbox = new BotInbox(config, chats, people, media, pusher, acts);
        raw = new RawCallbacks(config, sender, clicks);
        server = new LoopbackServer(config.port());
        server.handle("/", request -> logged(request, api::answer));
        server.handle(FeishuLines.ENDPOINT, request -> logged(request, lines::endpoint));
        chats.listen(this::tell);
        wireLog.listen(entry -> listeners.forEach(listener -> listener.call(entry)));
        faults.listen(() -> listeners.forEach(PlatformListener::faults));
        faults.listen(() -> lines.hangEndpoint(faults.isOn(Faults.Kind.OPENING_HANGS)));
    }

    /** From now on; what there is already is not told. */
    public void listen(PlatformListener listener) {
        listeners.add(listener);
    }

    /**
     * Brings back what was on the phones and keeps what will be; call it before {@link #start()} or after {@link #forget}.
     *
     * @throws SimulatorProblem when the folder can not be used
     */
    public void remembersIn(Path folder) {
        stopRemembering();
        Journal opened = Journal.open(folder, chats, media);
        journal = opened;
        chats.memory(opened::message);
        media.memory(opened::media);
    }

    public FeishuPlatform start() {
        server.start();
        return this;
    }

    /** What the bot takes as {@code relay.feishu.base-url}. */
    public URI baseUrl() {
        return server.base();
    }

    public FeishuPlatformConfig config() {
        return config;
    }

    /**
     * Where callbacks go, for example {@code http://127.0.0.1:9000/callbacks/feishu}; refused off this machine.
     *
     * @param bot null: over the long connection that the bot opens
     */
    public void callbackAddress(@Nullable URI bot) {
        sender.address(bot);
    }

    /** A new colleague without a mobile number, or the one who already has the name. */
    @Override
    public SimulatedPerson addPerson(String name) {
        return addPerson(name, "");
    }

    /** @param mobile 11 digits, or empty */
    public SimulatedPerson addPerson(String name, String mobile) {
        return people.named(name).orElseGet(() -> {
            SimulatedPerson person = new SimulatedPerson(this, config.appId(), name, mobile);
            people.add(person);
            listeners.forEach(listener -> listener.person(person));
            return person;
        });
    }

    /** @throws IllegalArgumentException when nobody has the name */
    public SimulatedPerson person(String name) {
        return people.named(name).orElseThrow(() -> new IllegalArgumentException("nobody is called " + name));
    }

    @Override
    public String key() {
        return "feishu";
    }

    @Override
    public FeishuGroup groupOfAll(String name) {
        return addGroup(name, people.all().toArray(SimulatedPerson[]::new));
    }

    /** A group of these people and the bot. */
    public FeishuGroup addGroup(String name, SimulatedPerson... members) {
        FeishuGroup group = new FeishuGroup(this, config.appId(), name, List.of(members));
        people.add(group);
        return group;
    }

    @Override
    public List<FeishuGroup> groups() {
        return people.groups();
    }

    @Override
    public List<SimulatedPerson> people() {
        return List.copyOf(people.all());
    }

    public Faults faults() {
        return faults;
    }

    public WireLog wireLog() {
        return wireLog;
    }

    /** The long connections of bots that have no callback address. */
    public FeishuLines lines() {
        return lines;
    }

    public RawCallbacks raw() {
        return raw;
    }

    /** Puts a person outside the app's range (230013), or back inside. */
    public void reachable(SimulatedPerson person, boolean yes) {
        reach(person, yes ? Reach.REACHABLE : Reach.OUT_OF_RANGE);
    }

    /** Whether messages reach a person from now on, and why not. */
    public void reach(SimulatedPerson person, Reach reach) {
        people.reach(person.openId(), reach);
        listeners.forEach(listener -> listener.person(person));
    }

    /** Do messages reach the person? */
    public boolean reachable(SimulatedPerson person) {
        return people.reach(person.openId()) == Reach.REACHABLE;
    }

    /** Recalls a message as its sender would. */
    public void recall(String messageId) {
        chats.change(messageId, ChatMessage::asRecalled);
    }

    /**
     * Makes a card 15 days old, so that it can be neither pressed nor updated.
     *
     * @throws IllegalArgumentException when there is no such card
     */
    public void expire(String messageId) {
        if (chats.find(messageId).filter(ChatMessage::isCard).isEmpty()) {
            throw new IllegalArgumentException("no card in " + messageId);
        }
        chats.change(messageId, message -> message.older(Duration.ofDays(15)));
    }

    /** Gives a message a new revision though its content stays: time has changed what may be done with it. */
    public void touch(String messageId) {
        chats.change(messageId, message -> message.older(Duration.ZERO));
    }

    /**
     * The phones are empty, nothing is faulty, nothing waits to be pushed; people and their ids stay. What {@link
     * #remembersIn} keeps is let go: empty that folder, then call it again.
     */
    public void forget() {
        stopRemembering();
        pusher.forget();
        chats.clear();
        media.clear();
        people.clear();
        messages.clear();
        limits.clear();
        faults.clear();
        wireLog.clear();
    }

    /** Ends every token handed out so far. */
    public void expireTokens() {
        tokens.expireAll();
    }

    @Override
    public Optional<ChatMessage> message(String messageId) {
        return chats.find(messageId);
    }

    @Override
    public <T> Optional<T> await(Supplier<Optional<T>> look, Duration patience) {
        return chats.await(look, patience);
    }

    @Override
    public long revision() {
        return chats.revision();
    }

    /** Pushes an event once more under the same id, even if it was delivered. */
    public CallbackAnswer redeliver(Delivery delivery) {
        return pusher.again(delivery);
    }

    /** Pushes every event the bot never acknowledged, without waiting for its time, until {@link #close}. */
    public void redeliverPending() {
        pusher.pushPending();
    }

    /** Bytes of a picture or file by its key; empty for an unknown one. */
    public Optional<byte[]> mediaBytes(String key) {
        return media.find(key).map(UploadedMedia.Item::bytes);
    }

    /** A picture or file with its type; empty for an unknown key. */
    public Optional<UploadedMedia.Item> mediaItem(String key) {
        return media.find(key);
    }

    /** Every message of every chat, oldest first. */
    public List<ChatMessage> messages() {
        return chats.all();
    }

    /** How many messages are in a person's chat. */
    public int countOf(SimulatedPerson person) {
        return chats.countIn(person.chatId());
    }

    @Override
    public void close() {
        pusher.close();
        sender.close();
        lines.close();
        server.close();
        stopRemembering();
    }

    private void stopRemembering() {
        Journal open = journal;
        if (open != null) {
            chats.memory(message -> {});
            media.memory(item -> item);
            open.close();
            journal = null;
        }
    }

    /** Lets other handlers of this process share the port; they are not part of the wire log. */
    public void alsoHandle(String prefix, Function<WireRequest, Optional<WireResponse>> handler) {
        server.handle(prefix, handler);
    }

    Chats chats() {
        return chats;
    }

    BotInbox inbox() {
        return inbox;
    }

    @Override
    public PhoneActs acts() {
        return acts;
    }

    UploadedMedia media() {
        return media;
    }

    long epochSecond() {
        return config.machineClock().instant().getEpochSecond();
    }

    /** The name of a person by open_id, or the id itself. */
    String nameOf(String openId) {
        return people.byId(openId).map(SimulatedPerson::name).orElse(openId);
    }

    ClickResult press(SimulatedPerson person, ChatMessage message, ObjectNode action) {
        SimulatedCard card = new SimulatedCard(this, person, message);
        String button = card.buttonOf(action).orElse("");
        return acts.press(
                new PhoneAct.Pressed(person, card, button, card.filledIn(action.path("form_value"))),
                () -> clicks.press(person, message, action));
    }

    Delivery push(String type, ObjectNode event) {
        return pusher.push(type, event, "");
    }

    private void tell(ChatMessage message) {
        people.byId(message.chatId())
                .ifPresent(person -> listeners.forEach(listener -> listener.message(person, message)));
        people.group(message.chatId())
                .ifPresent(group -> listeners.forEach(listener -> listener.message(group, message)));
    }

    private List<String> secrets() {
        List<String> secrets = new ArrayList<>(tokens.handedOut());
        secrets.add(config.appSecret());
        secrets.add(config.encryptKey());
        secrets.add(config.verificationToken());
        return secrets;
    }

    private Optional<WireResponse> logged(
            WireRequest request, Function<WireRequest, Optional<WireResponse>> answering) {
        return wireLog.answered(config.machineClock(), WireLog.Direction.BOT_TO_FEISHU, request, answering);
    }
}
