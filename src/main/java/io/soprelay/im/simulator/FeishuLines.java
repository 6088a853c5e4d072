package io.soprelay.im.simulator;

import io.soprelay.im.simulator.line.FeishuFrame;
import io.soprelay.im.simulator.line.WebSocketPeer;
import io.soprelay.im.simulator.line.WebSocketServer;
import io.soprelay.im.simulator.line.WebSocketServer.Opening;
import io.soprelay.im.simulator.line.WebSocketServer.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Feishu's long connection: the call that gives out an address, the sockets the bot opens, and what may go wrong with
 * them. Each event goes to one connection, chosen at random among those that look open, dead ones too.
 */
public final class FeishuLines implements AutoCloseable {
    static final String ENDPOINT = "/callback/ws/endpoint";

    private static final int AUTH_FAILED = 514;
    private static final int TOO_MANY = 1_000_040_350;
    private static final int SERVICE = 7;

    private final FeishuPlatformConfig config;
    private final List<WebSocketPeer> open = new CopyOnWriteArrayList<>();
    private final Set<WebSocketPeer> muted = ConcurrentHashMap.newKeySet();
    private final Set<String> passes = ConcurrentHashMap.newKeySet();
    private final Map<String, CompletableFuture<CallbackAnswer>> awaited = new ConcurrentHashMap<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private @Nullable WebSocketServer server;
    private volatile int connectionsMax = 50;
    private volatile int chunkBytes = 256 * 1024;
    private volatile boolean refusesHandshakes;
    private volatile CompletableFuture<Void> hanging = CompletableFuture.completedFuture(null);

    FeishuLines(FeishuPlatformConfig config) {
        this.config = config;
    }

    /** How many connections are open, as far as the platform knows. */
    public int open() {
        return open.size();
    }

    /** How many were opened since the start. */
    public int openedInAll() {
        return opened.get();
    }

    /** How often an address was asked for since the start, refused calls included. */
    public int asked() {
        return asked.get();
    }

    /** Every open connection dies silently: nothing is heard or said over it any more, and its socket stays open. */
    public void silentDeath() {
        open.forEach(WebSocketPeer::freeze);
    }

    /** The platform closes every open connection in order. */
    public void disconnectAll() {
        open.forEach(peer -> peer.close(1000));
    }

    /** Nothing is pushed through the connections that are open now, though each of them answers pings; later ones work. */
    public void muteAll() {
        muted.addAll(open);
    }

    /** Every open connection breaks. */
    public void cutAll() {
        open.forEach(WebSocketPeer::cut);
    }

    /** Calls for an address are not answered until this is switched off; those waiting are answered then. */
    public synchronized void hangEndpoint(boolean yes) {
        CompletableFuture<Void> before = hanging;
        if (yes != before.isDone()) {
            return;
        }
        hanging = yes ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
        before.complete(null);
    }

    /** How many connections an app may have; 50 on Feishu. */
    public void connectionsMax(int connections) {
        connectionsMax = connections;
    }

    /** Handshakes are refused as of an app whose secret was changed meanwhile. */
    public void refuseHandshakes(boolean yes) {
        refusesHandshakes = yes;
    }

    /** Longer payloads travel in several frames. */
    public void chunkBytes(int bytes) {
        chunkBytes = bytes;
    }

    /** Answers the call for an address. */
    Optional<WireResponse> endpoint(WireRequest request) {
        asked.incrementAndGet();
        hanging.join();
        JsonNode asking = request.json();
        ObjectNode answer = Json.object();
        boolean known = Json.text(asking, "AppID").equals(config.appId())
                && Json.text(asking, "AppSecret").equals(config.appSecret());
        if (!known) {
            return Optional.of(
                    WireResponse.json(200, answer.put("code", AUTH_FAILED).put("msg", "auth failed")));
        }
        if (open.size() >= connectionsMax) {
            return Optional.of(WireResponse.json(
                    200, answer.put("code", TOO_MANY).put("msg", "the number of connections exceeded the limit")));
        }
        String pass = Ids.hex(16);
        passes.add(pass);
        answer.put("code", 0).put("msg", "");
        ObjectNode data = answer.putObject("data");
        data.put(
                "URL",
                running().address() + "/ws/v2?device_id=" + Ids.hex(8) + "&service_id=" + SERVICE + "&access_key="
                        + pass);
        data.putObject("ClientConfig")
                .put("ReconnectCount", -1)
                .put("ReconnectInterval", 120)
                .put("ReconnectNonce", 30)
                .put("PingInterval", 120);
        return Optional.of(WireResponse.json(200, answer));
    }

    /** Has a bot ever used the long connection? */
    boolean inUse() {
        return opened.get() > 0;
    }

    /** Pushes one envelope in clear and waits for its acknowledgement. */
    CallbackAnswer push(String plain, Duration window) {
        List<WebSocketPeer> peers = new ArrayList<>(open);
        if (peers.isEmpty()) {
            return new CallbackAnswer(0, "", CallbackAnswer.Problem.NOT_CONNECTED);
        }
        WebSocketPeer peer = peers.get(ThreadLocalRandom.current().nextInt(peers.size()));
        String messageId = Ids.hex(12);
        CompletableFuture<CallbackAnswer> answer = new CompletableFuture<>();
        awaited.put(messageId, answer);
        try {
            if (!muted.contains(peer)) {
                send(peer, messageId, plain.getBytes(StandardCharsets.UTF_8));
            }
            return answer.get(window.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            return new CallbackAnswer(0, "", CallbackAnswer.Problem.TOO_LATE);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return new CallbackAnswer(0, "", CallbackAnswer.Problem.TOO_LATE);
        } finally {
            awaited.remove(messageId);
        }
    }

    private void send(WebSocketPeer peer, String messageId, byte[] payload) {
        int parts = Math.max(1, (payload.length + chunkBytes - 1) / chunkBytes);
        for (int part = 0; part < parts; part++) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("type", "event");
            headers.put("message_id", messageId);
            headers.put("trace_id", Ids.hex(8));
            headers.put("sum", Integer.toString(parts));
            headers.put("seq", Integer.toString(part));
            byte[] chunk =
                    Arrays.copyOfRange(payload, part * chunkBytes, Math.min(payload.length, (part + 1) * chunkBytes));
            peer.binary(new FeishuFrame(part + 1, 1, SERVICE, FeishuFrame.DATA, headers, chunk).encoded());
        }
    }

    private synchronized WebSocketServer running() {
        WebSocketServer known = server;
        if (known == null) {
            known = new WebSocketServer(null, new Sockets());
            server = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        hanging.complete(null);
        if (server != null) {
            server.close();
        }
    }

    private void acknowledged(FeishuFrame frame) {
        CompletableFuture<CallbackAnswer> answer = awaited.get(frame.headers().getOrDefault("message_id", ""));
        if (answer == null || !frame.headers().containsKey("biz_rt")) {
            return;
        }
        JsonNode ack;
        try {
            ack = Json.parse(new String(frame.payload(), StandardCharsets.UTF_8));
        } catch (JacksonException unreadable) {
            return;
        }
        String data = Json.text(ack, "data");
        String body = data.isEmpty() ? "{}" : new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
        answer.complete(new CallbackAnswer(ack.path("code").asInt(0), body, CallbackAnswer.Problem.NONE));
    }

    private final class Sockets implements WebSocketServer.Visitor {
        @Override
        public Optional<Refusal> refuses(Opening opening) {
            String pass = opening.target().replaceFirst("^.*[?&]access_key=", "");
            if (!passes.remove(pass) || refusesHandshakes) {
                return Optional.of(new Refusal(
                        403,
                        Map.of("Handshake-Status", Integer.toString(AUTH_FAILED), "Handshake-Msg", "auth failed")));
            }
            return Optional.empty();
        }

        @Override
        public void opened(WebSocketPeer peer) {
            opened.incrementAndGet();
            open.add(peer);
        }

        @Override
        public void text(WebSocketPeer peer, String text) {
            peer.close(1003);
        }

        @Override
        public void binary(WebSocketPeer peer, byte[] bytes) {
            FeishuFrame frame;
            try {
                frame = FeishuFrame.decoded(bytes);
            } catch (IOException unreadable) {
                peer.close(1002);
                return;
            }
            if (frame.method() == FeishuFrame.CONTROL) {
                Map<String, String> pong = Map.of("type", "pong");
                peer.binary(new FeishuFrame(0, 0, SERVICE, FeishuFrame.CONTROL, pong, new byte[0]).encoded());
            } else {
                acknowledged(frame);
            }
        }

        @Override
        public void closed(WebSocketPeer peer) {
            open.remove(peer);
            muted.remove(peer);
        }
    }
}
