package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.CallbackAnswer;
import io.soprelay.im.simulator.Ids;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.WireLog;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import io.soprelay.im.simulator.line.WebSocketPeer;
import io.soprelay.im.simulator.line.WebSocketServer;
import io.soprelay.im.simulator.line.WebSocketServer.Opening;
import io.soprelay.im.simulator.line.WebSocketServer.Refusal;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The Stream: a WebSocket on a loopback port of its own. A bot opens a ticket at {@code /v1.0/gateway/connections/open},
 * connects with it once, and from then on each push goes to one of its connections. What is not acknowledged comes again;
 * tickets, pings and redelivery count on the machine's clock of the configuration, so a test moves them.
 */
public final class StreamGateway implements AutoCloseable {
    static final String MESSAGE_TOPIC = "/v1.0/im/bot/messages/get";
    static final String CARD_TOPIC = "/v1.0/card/instances/callback";

    private static final Duration TICKET_LIFE = Duration.ofSeconds(90);
    private static final Duration PING_EVERY = Duration.ofSeconds(25);
    private static final Duration CLOSE_AFTER = Duration.ofSeconds(10);
    private static final long TICK_MILLIS = 50;
    private static final int PROTOCOL_ERROR = 1002;

    private record Admission(Set<String> topics, Instant end) {}

    private final DingTalkPlatformConfig config;
    private final AccessTokens credentials;
    private final StreamPushes pushes;
    private final @Nullable SelfSignedTls tls;
    private @Nullable WebSocketServer server;
    private volatile CompletableFuture<Void> hanging = CompletableFuture.completedFuture(null);
    private final Map<String, Admission> tickets = new ConcurrentHashMap<>();
    private final Map<String, Admission> admitted = new ConcurrentHashMap<>();
    private final List<StreamConnection> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("simulated-stream").factory());

    /**
     * Takes a free port when it is first asked where it is; whoever connects before there are tickets is refused.
     *
     * @param tls null for plain {@code ws://}
     */
    StreamGateway(
            DingTalkPlatformConfig config,
            @Nullable SelfSignedTls tls,
            AccessTokens credentials,
            WireLog log,
            DingTalkFaults faults) {
        this.config = config;
        this.credentials = credentials;
        this.pushes = new StreamPushes(config, this::next, log, faults);
        this.tls = tls;
    }

    void mount(DingTalkApi api) {
        api.route("POST", "/v1.0/gateway/connections/open", DingTalkApi.Door.NEW_OPEN, "", this::open);
    }

    void start() {
        ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Where bots connect: {@code ws} or {@code wss} with an explicit port. */
    public URI endpoint() {
        return URI.create(
                (config.tls() ? "wss" : "ws") + "://localhost:" + running().port() + "/connect");
    }

    /** How many connections are open, those about to be closed too. */
    public int connections() {
        return connections.size();
    }

    /** How many connections pushes can go to. */
    public long connectionsInUse() {
        return connections.stream()
                .filter(one -> one.toClose().equals(Instant.MAX))
                .count();
    }

    /**
     * Tells every connection that it will be closed: nothing is pushed through it from now on, and 10 s later on the
     * machine's clock it is closed.
     */
    public void disconnects() {
        Instant now = config.machineClock().instant();
        for (StreamConnection one : connections) {
            one.closesAt(now.plus(CLOSE_AFTER));
            one.system("disconnect", Ids.hex(16), Json.object().put("reason", "persistent connection is timeout"), now);
        }
    }

    /** Every open connection dies silently: nothing is heard or said over it any more, and its socket stays open. */
    public void freezes() {
        connections.forEach(StreamConnection::freezes);
    }

    /** Nothing is pushed through the connections that are open now, though they live and are pinged; later ones work. */
    public void mutes() {
        connections.forEach(StreamConnection::mutes);
    }

    /** Calls that open a connection are not answered until this is switched off; those waiting are answered then. */
    public synchronized void hangs(boolean yes) {
        CompletableFuture<Void> before = hanging;
        if (yes == before.isDone()) {
            hanging = yes ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
            before.complete(null);
        }
    }

    /** Breaks every connection without a word. */
    public void breaks() {
        connections.forEach(StreamConnection::breaks);
    }

    /** Pings every connection now, as happens every 25 s of the machine's clock. */
    public void pings() {
        connections.forEach(this::ping);
    }

    /** Pushes again what was not acknowledged for the time of {@link DingTalkPlatformConfig.Waits#redelivery()}. */
    public void redelivers() {
        pushes.redeliver(config.waits().redelivery());
    }

    /** Pushes again whatever is not acknowledged, without waiting for its time. */
    public void redeliversNow() {
        pushes.redeliver(Duration.ZERO);
    }

    /** How many pushes wait for an acknowledgement. */
    public int unacknowledged() {
        return pushes.waiting();
    }

    /** A message or event; waits for its first acknowledgement. */
    CallbackAnswer push(Push push, Duration wait) {
        return pushes.push(push, wait);
    }

    /** A card callback; it is pushed once, and an answer after the window is nobody's. */
    CallbackAnswer press(String data, Duration window) {
        return pushes.press(data, window);
    }

    void forget() {
        pushes.forget();
    }

    private WireResponse open(WireRequest request) {
        hanging.join();
        JsonNode body = request.json();
        if (!credentials.ours(Json.text(body, "clientId"), Json.text(body, "clientSecret"))) {
            throw new DingTalkRefusal("invalidClientIdOrSecret", "无效的clientId或者clientSecret");
        }
        Set<String> topics = new HashSet<>();
        for (JsonNode one : body.path("subscriptions")) {
            topics.add(Json.text(one, "type") + " " + Json.text(one, "topic"));
        }
        if (topics.isEmpty()) {
            throw new DingTalkRefusal("invalidParameter.subscriptions", "subscriptions must not be empty");
        }
        String ticket = Ids.hex(16);
        tickets.put(
                ticket, new Admission(topics, config.machineClock().instant().plus(TICKET_LIFE)));
        return WireResponse.json(
                200, Json.object().put("endpoint", endpoint().toString()).put("ticket", ticket));
    }

    private Optional<Admission> ticket(String target) {
        String prefix = "/connect?ticket=";
        if (!target.startsWith(prefix)) {
            return Optional.empty();
        }
        Admission ticket = tickets.remove(URLDecoder.decode(target.substring(prefix.length()), StandardCharsets.UTF_8));
        return Optional.ofNullable(ticket)
                .filter(found -> config.machineClock().instant().isBefore(found.end()));
    }

    /** The connection whose turn it is among those that take the topic. */
    private Optional<StreamConnection> next(String type, String topic) {
        List<StreamConnection> fit =
                connections.stream().filter(one -> one.takes(type, topic)).toList();
        return fit.isEmpty()
                ? Optional.empty()
                : Optional.of(fit.get(Math.floorMod(turn.getAndIncrement(), fit.size())));
    }

    private void tick() {
        Instant now = config.machineClock().instant();
        for (StreamConnection one : connections) {
            if (!now.isBefore(one.toClose())) {
                one.leave();
            } else if (!one.lastPing().plus(PING_EVERY).isAfter(now)) {
                ping(one);
            }
        }
        redelivers();
    }

    private synchronized WebSocketServer running() {
        WebSocketServer known = server;
        if (known == null) {
            known = new WebSocketServer(tls == null ? null : tls.context(), new Sockets());
            server = known;
        }
        return known;
    }

    private void ping(StreamConnection one) {
        Instant now = config.machineClock().instant();
        one.pinged(now);
        one.system("ping", Ids.hex(16), Json.object().put("opaque", Ids.hex(8)), now);
    }

    @Override
    public synchronized void close() {
        ticker.shutdownNow();
        hanging.complete(null);
        if (server != null) {
            server.close();
        }
    }

    private final class Sockets implements WebSocketServer.Visitor {
        @Override
        public Optional<Refusal> refuses(Opening opening) {
            Optional<Admission> ticket = ticket(opening.target());
            // Nobody else can bring the same target meanwhile: its ticket is used up.
            ticket.ifPresent(found -> admitted.put(opening.target(), found));
            return ticket.isPresent() ? Optional.empty() : Optional.of(new Refusal(401, Map.of()));
        }

        @Override
        public void opened(WebSocketPeer peer) {
            Admission ticket =
                    Objects.requireNonNull(admitted.remove(peer.opening().target()), "only who was admitted gets in");
            connections.add(new StreamConnection(
                    Ids.hex(8), ticket.topics(), peer, config.machineClock().instant()));
        }

        @Override
        public void text(WebSocketPeer peer, String text) {
            pushes.acknowledged(text);
        }

        @Override
        public void binary(WebSocketPeer peer, byte[] bytes) {
            // The Stream is made of texts.
            peer.close(PROTOCOL_ERROR);
            peer.cut();
        }

        @Override
        public void closed(WebSocketPeer peer) {
            connections.removeIf(one -> one.isOver(peer));
        }
    }
}
