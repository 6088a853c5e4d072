package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.CallbackAnswer;
import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Chats;
import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.Ids;
import io.soprelay.im.simulator.Journal;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.LoopbackServer;
import io.soprelay.im.simulator.PhoneAct;
import io.soprelay.im.simulator.PhoneActs;
import io.soprelay.im.simulator.Phones;
import io.soprelay.im.simulator.UploadedMedia;
import io.soprelay.im.simulator.WireLog;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * DingTalk on a loopback port: both API hosts in one, the Stream beside it, the callbacks, people and groups. Everything
 * lives in memory unless {@link #remembersIn} is called; several may run in one JVM.
 *
 * <p>Messages and events go over the Stream, or over HTTP once {@link #callbackAddress} was called; a card's presses go
 * the way the card was created with. In a test: {@code try (var dingTalk = new
 * DingTalkPlatform(DingTalkPlatformConfig.random())) { dingTalk.start(); var li = dingTalk.addPerson("库管小李");
 * li.says("/todo"); … }}
 */
public final class DingTalkPlatform implements Phones, AutoCloseable {
    /** The robot's name, and what people mention in groups. */
    public static final String BOT_NAME = "接力";

    /** Text with this word in it is refused as unsafe. */
    public static final String UNSAFE_WORD = "违禁词";

    private final DingTalkPlatformConfig config;
    private final Chats chats = new Chats();
    private final UploadedMedia media = new UploadedMedia();
    private final DingTalkFaults faults = new DingTalkFaults();
    private final PhoneActs acts = new PhoneActs();
    private final Colleagues people;
    private final AccessTokens tokens;
    private final WireLog wireLog;
    private final Quota quota;
    private final DingTalkApi api;
    private final CardStore cards;
    private final CardCheck check;
    private final SentFiles files;
    private final RobotApi robot;
    private final HttpDoor http;
    private final StreamGateway stream;
    private final BotWay way;
    private final BotInbox inbox;
    private final CardPresses presses;
    private final RawPushes raw;
    private final LoopbackServer server;
    private final @Nullable SelfSignedTls tls;
    private final List<DingTalkListener> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Journal journal;

    /** Takes its ports at once; calls are answered after {@link #start()}. */
    public DingTalkPlatform(DingTalkPlatformConfig config) {
        this.config = config;
        people = new Colleagues(config);
        tokens = new AccessTokens(config);
        wireLog = new WireLog(this::secrets);
        quota = new Quota(config, faults);
        api = new DingTalkApi(tokens, quota, faults);
        api.route("POST", "/v1.0/oauth2/accessToken", DingTalkApi.Door.NEW_OPEN, "", tokens::issue);
        api.route("GET", "/gettoken", DingTalkApi.Door.OLD_OPEN, "", tokens::issueOld);
        cards = new CardStore(config, chats);
        check = new CardCheck(config, faults);
        CardApi cardApi = new CardApi(cards, check, people);
        cardApi.mount(api);
        server = new LoopbackServer(config.port());
        files = new SentFiles(config, media, server::base);
        files.mount(api);
        robot = new RobotApi(config, chats, people);
        robot.mount(api);
        new DirectoryApi(people).mount(api);
        tls = config.tls() ? new SelfSignedTls() : null;
        stream = new StreamGateway(config, tls, tokens, wireLog, faults);
        stream.mount(api);
        http = new HttpDoor(config, wireLog);
        way = new BotWay(config, http, stream, cardApi, faults, quota);
        inbox = new BotInbox(config, chats, media, files, robot, way, quota, acts, server::base);
        presses = new CardPresses(config, cards, check, way);
        raw = new RawPushes(config, http, stream, presses, inbox, way);
        server.handle("/", this::logged);
        server.handle(SentFiles.PATH, files::download);
        chats.listen(message -> listeners.forEach(listener -> listener.message(message)));
        wireLog.listen(entry -> listeners.forEach(listener -> listener.call(entry)));
        faults.listen(() -> listeners.forEach(DingTalkListener::faults));
        faults.listen(() -> stream.hangs(faults.isOn(DingTalkFaults.Kind.OPENING_HANGS)));
    }

    /** From now on; what there is already is not told. */
    public void listen(DingTalkListener listener) {
        listeners.add(listener);
    }

    /**
     * Brings back what was on the phones and keeps what will be; call it before {@link #start()} or after {@link #forget}.
     *
     * @throws io.soprelay.im.simulator.SimulatorProblem when the folder can not be used
     */
    public void remembersIn(Path folder) {
        Journal opened = Journal.open(folder, chats, media);
        journal = opened;
        chats.memory(opened::message);
        media.memory(opened::media);
    }

    public DingTalkPlatform start() {
        server.start();
        stream.start();
        return this;
    }

    /** What the bot takes as {@code relay.dingtalk.base-url} and as {@code relay.dingtalk.legacy-base-url}. */
    public URI baseUrl() {
        return server.base();
    }

    public DingTalkPlatformConfig config() {
        return config;
    }

    /**
     * Enters the bot's addresses in the console: from now on messages go to {@code /callbacks/dingtalk/robot} below it,
     * events to {@code …/event}, and presses of HTTP cards whose route nobody registered to {@code …/card}. Refused off
     * this machine.
     *
     * @param bot such as {@code http://127.0.0.1:9000}; null: over the Stream again
     */
    public void callbackAddress(@Nullable URI bot) {
        http.base(bot);
    }

    /** The Stream's end on the platform: connections, and what goes wrong with them. */
    public StreamGateway stream() {
        return stream;
    }

    /**
     * With TLS, a PKCS12 file with the Stream's certificate, password {@code changeit}: a client trusts it with {@code
     * -Djavax.net.ssl.trustStore=…}.
     *
     * @throws IllegalStateException without TLS
     */
    public Path trustStore() {
        return tls().trustStore();
    }

    /** A new colleague, or the one who already has the name; the mobile number is always the same for the name. */
    @Override
    public DingTalkPerson addPerson(String name) {
        return addPerson(
                name,
                "1%010d"
                        .formatted(
                                Long.parseLong(Ids.stable("mobile:" + name).substring(0, 12), 16) % 10_000_000_000L));
    }

    /** @param mobile 11 digits, or empty */
    public DingTalkPerson addPerson(String name, String mobile) {
        return people.named(name).orElseGet(() -> {
            DingTalkPerson person = new DingTalkPerson(this, config.app().clientId(), name, mobile);
            people.add(person);
            listeners.forEach(listener -> listener.person(person));
            return person;
        });
    }

    /** @throws IllegalArgumentException when nobody has the name */
    public DingTalkPerson person(String name) {
        return people.named(name).orElseThrow(() -> new IllegalArgumentException("nobody is called " + name));
    }

    @Override
    public List<DingTalkPerson> people() {
        return people.all();
    }

    @Override
    public String key() {
        return "dingtalk";
    }

    @Override
    public DingTalkGroup groupOfAll(String name) {
        return addGroup(name, people.all().toArray(DingTalkPerson[]::new));
    }

    @Override
    public PhoneActs acts() {
        return acts;
    }

    /** A new group with the robot in it. */
    public DingTalkGroup addGroup(String name, DingTalkPerson... members) {
        DingTalkGroup group = new DingTalkGroup(this, config.app().clientId(), name, List.of(members));
        people.add(group);
        return group;
    }

    @Override
    public List<DingTalkGroup> groups() {
        return people.groups();
    }

    public DingTalkFaults faults() {
        return faults;
    }

    public WireLog wireLog() {
        return wireLog;
    }

    public RawPushes raw() {
        return raw;
    }

    /** Puts a person outside the visible range of the robot, or back inside. */
    public void reachable(DingTalkPerson person, boolean yes) {
        people.reachable(person, yes);
        listeners.forEach(listener -> listener.person(person));
    }

    /** Do messages reach the person? */
    public boolean reachable(DingTalkPerson person) {
        return people.reachable(person);
    }

    /** Takes a permission point from the app, or gives it back: {@code Card.Instance.Write}, {@code qyapi_get_member} … */
    public void permission(String point, boolean granted) {
        api.permission(point, granted);
    }

    /** Makes a template a draft, or publishes it again. */
    public void published(String templateId, boolean yes) {
        check.publish(templateId, yes);
    }

    /** Can the template be used, or is it a draft, or unknown? */
    public boolean published(String templateId) {
        return check.published(templateId);
    }

    /** Is it a template of DingTalk's own? */
    public static boolean isBuiltIn(String templateId) {
        return CardCheck.BUILT_IN.contains(templateId);
    }

    /** Billable API calls of this month, by the machine's clock. */
    public int callsThisMonth() {
        return quota.callsThisMonth();
    }

    /** Messages and presses of this month, redelivered ones too. */
    public int pushesThisMonth() {
        return quota.pushesThisMonth();
    }

    /**
     * An event of the address book or of anything else, over the door in use; waits for its first acknowledgement.
     *
     * @param type such as {@code user_leave_org}
     * @param data the business part
     */
    public Delivery event(String type, JsonNode data) {
        Delivery delivery = new Delivery(Ids.hex(16), Json.write(data), "");
        way.push(new Push(delivery, type, Ids.hex(16)));
        return delivery;
    }

    /** Pushes a message that was said already once more under the same ids, even if it was delivered. */
    public CallbackAnswer redeliver(Delivery delivery) {
        return way.again(new Push(delivery, "", delivery.eventId()));
    }

    /** The phones are empty, nothing is faulty, nothing waits to be pushed; people, groups and their ids stay. */
    public void forget() {
        stopRemembering();
        way.forget();
        chats.clear();
        cards.clear();
        media.clear();
        files.clear();
        robot.clear();
        people.clear();
        quota.clear();
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

    /** Every message of every chat, oldest first. */
    public List<ChatMessage> messages() {
        return chats.all();
    }

    @Override
    public <T> Optional<T> await(Supplier<Optional<T>> look, Duration patience) {
        return chats.await(look, patience);
    }

    @Override
    public long revision() {
        return chats.revision();
    }

    /** Is it the id of a picture the app uploaded? */
    public boolean uploadedPicture(String mediaId) {
        return files.uploadedPicture(mediaId);
    }

    /** A picture or file by its media id, or by the key a message shows; empty for an unknown one. */
    public Optional<UploadedMedia.Item> mediaItem(String key) {
        return media.find(key.startsWith("@") ? key.substring(1) : key);
    }

    @Override
    public void close() {
        way.close();
        api.close();
        http.close();
        stream.close();
        server.close();
        if (tls != null) {
            tls.close();
        }
        stopRemembering();
    }

    SelfSignedTls tls() {
        if (tls == null) {
            throw new IllegalStateException("the Stream is spoken without TLS");
        }
        return tls;
    }

    Chats chats() {
        return chats;
    }

    BotInbox inbox() {
        return inbox;
    }

    ClickResult press(PhoneAct.Pressed act, DingTalkPerson person, ChatMessage message, ObjectNode action) {
        return acts.press(act, () -> presses.press(person, message, action));
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

    private List<String> secrets() {
        List<String> secrets = new ArrayList<>(tokens.handedOut());
        secrets.add(config.app().clientSecret());
        secrets.add(config.secrets().apiSecret());
        secrets.add(config.secrets().aesKey());
        secrets.add(config.secrets().eventToken());
        return secrets;
    }

    private Optional<WireResponse> logged(WireRequest request) {
        return wireLog.answered(config.machineClock(), WireLog.Direction.BOT_TO_DINGTALK, request, api::answer);
    }
}
