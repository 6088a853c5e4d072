package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.CallbackAnswer;
import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.Ids;
import io.soprelay.im.simulator.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Callbacks no well-behaved phone would cause: forged, replayed, doubled, aged, crafted. Nothing is applied to cards. */
public final class RawPushes {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final DingTalkPlatformConfig config;
    private final HttpDoor http;
    private final StreamGateway stream;
    private final CardPresses presses;
    private final BotInbox inbox;
    private final BotWay way;

    RawPushes(
            DingTalkPlatformConfig config,
            HttpDoor http,
            StreamGateway stream,
            CardPresses presses,
            BotInbox inbox,
            BotWay way) {
        this.config = config;
        this.http = http;
        this.stream = stream;
        this.presses = presses;
        this.inbox = inbox;
        this.way = way;
    }

    /**
     * A card callback in clear, for any person and any action.
     *
     * @param action the {@code cardPrivateData}, such as {@link DingTalkCard#actionOf} gives
     */
    public String press(DingTalkPerson person, ChatMessage card, JsonNode action) {
        return presses.callback(person, card, (ObjectNode) action);
    }

    /** Sends a card callback over the Stream. */
    public CallbackAnswer overStream(String callback) {
        return stream.press(callback, WINDOW);
    }

    /** Sends a card callback over HTTP, signed as DingTalk does it. */
    public CallbackAnswer overHttp(String callback) {
        return overHttp(callback, config.machineClock().instant());
    }

    /** As {@link #overHttp(String)}, stamped and signed for that moment. */
    public CallbackAnswer overHttp(String callback, Instant moment) {
        return http.card(address(), callback, WINDOW, moment);
    }

    /** Signed with a wrong secret. */
    public CallbackAnswer overHttpWithWrongSignature(String callback) {
        CardApi.Registered right = address();
        return http.card(
                new CardApi.Registered(right.address(), "wrong"),
                callback,
                WINDOW,
                config.machineClock().instant());
    }

    /** The same card callback {@code times} times at once over the Stream, each in a frame of its own. */
    public List<CallbackAnswer> atOnce(String callback, int times) {
        List<Future<CallbackAnswer>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(() -> stream.press(callback, WINDOW)));
            }
        }
        return running.stream().map(Future::resultNow).toList();
    }

    /** A private message of any kind, for {@link #message(JsonNode)}: fill in what makes the kind. */
    public ObjectNode messageOf(DingTalkPerson from, String kind) {
        return inbox.message(from, "msg" + Ids.hex(14), from.chatId(), null, kind);
    }

    /** Pushes a message that no phone shows, just as it is, over the door in use. */
    public Delivery message(JsonNode message) {
        return inbox.raw(message);
    }

    /** A message over HTTP, stamped and signed for that moment. */
    public CallbackAnswer messageAsOf(JsonNode message, Instant moment) {
        return http.message(Json.write(message), WINDOW, moment, config.app().clientSecret());
    }

    /** A message over HTTP, signed with a wrong secret. */
    public CallbackAnswer messageWithWrongSignature(JsonNode message) {
        return http.message(Json.write(message), WINDOW, config.machineClock().instant(), "wrong");
    }

    /** An event over HTTP with any content in clear, sealed rightly and signed with that token. */
    public CallbackAnswer event(String plain, String token) {
        return http.event(plain, WINDOW, token);
    }

    /** The check DingTalk makes when the event address is saved; true when the bot answered {@code success}. */
    public boolean verifiesAddress() {
        String plain = Json.write(Json.object().put("EventType", "check_url"));
        return http.event(plain, Duration.ofSeconds(1), config.secrets().eventToken())
                .ok();
    }

    private CardApi.Registered address() {
        return way.addressOf(
                        Json.object().put("callbackRouteKey", config.secrets().routeKey()))
                .orElseThrow(() -> new IllegalStateException("no address for card callbacks was entered"));
    }
}
