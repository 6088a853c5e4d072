package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.CallbackAnswer;
import io.soprelay.im.simulator.Later;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The way to the bot, over HTTP where addresses were entered and else over the Stream, with what goes wrong on it. */
final class BotWay implements AutoCloseable {
    private final DingTalkPlatformConfig config;
    private final HttpDoor http;
    private final StreamGateway stream;
    private final CardApi cards;
    private final DingTalkFaults faults;
    private final Quota quota;
    private final AtomicReference<@Nullable Push> held = new AtomicReference<>();
    private final Later later = new Later("simulated-way");

    BotWay(
            DingTalkPlatformConfig config,
            HttpDoor http,
            StreamGateway stream,
            CardApi cards,
            DingTalkFaults faults,
            Quota quota) {
        this.config = config;
        this.http = http;
        this.stream = stream;
        this.cards = cards;
        this.faults = faults;
        this.quota = quota;
    }

    /** Pushes and returns after the first attempt; at once when that attempt is to be late or to be overtaken. */
    void push(Push push) {
        Push overtaken = held.getAndSet(null);
        if (overtaken == null && faults.takes(DingTalkFaults.Kind.SWAPPED_CALLBACKS)) {
            held.set(push);
            // With nobody behind it a push is only late.
            later.in(faults.lateness(), () -> {
                if (held.compareAndSet(push, null)) {
                    again(push);
                }
            });
            return;
        }
        if (faults.takes(DingTalkFaults.Kind.LATE_CALLBACK)) {
            later.in(faults.lateness(), () -> again(push));
        } else {
            if (faults.takes(DingTalkFaults.Kind.DUPLICATE_CALLBACK)) {
                Thread.ofVirtual().start(() -> again(push));
            }
            again(push);
        }
        if (overtaken != null) {
            again(overtaken);
        }
    }

    /** One attempt, delivered or not. */
    CallbackAnswer again(Push push) {
        LockSupport.parkNanos(delay().toNanos());
        quota.push();
        Duration wait = config.waits().push();
        CallbackAnswer answer;
        if (!http.entered()) {
            answer = stream.push(push, wait);
        } else if (push.isEvent()) {
            answer = http.event(push.eventType(), push.delivery().plain(), wait);
        } else {
            answer = http.message(push.delivery().plain(), wait);
        }
        push.delivery().note(answer);
        return answer;
    }

    /**
     * Sends one press and waits for its answer; a duplicate is under way at the same time.
     *
     * @param card the instance that was pressed: it says over which door
     */
    CallbackAnswer press(ObjectNode card, String data) {
        Duration window = config.waits().click();
        Duration delay = faults.takes(DingTalkFaults.Kind.LATE_CALLBACK) ? faults.lateness() : delay();
        if (faults.takes(DingTalkFaults.Kind.DUPLICATE_CALLBACK)) {
            later.in(delay, () -> send(card, data, window));
        }
        if (delay.compareTo(window) >= 0) {
            later.in(delay, () -> send(card, data, window));
            LockSupport.parkNanos(window.toNanos());
            return new CallbackAnswer(0, "", CallbackAnswer.Problem.TOO_LATE);
        }
        LockSupport.parkNanos(delay.toNanos());
        return send(card, data, window.minus(delay));
    }

    /** The address card callbacks of an HTTP card go to. */
    Optional<CardApi.Registered> addressOf(ObjectNode card) {
        return cards.route(card.path("callbackRouteKey").asString("")).or(() -> Optional.ofNullable(http.cards()));
    }

    void forget() {
        held.set(null);
        stream.forget();
    }

    private CallbackAnswer send(ObjectNode card, String data, Duration window) {
        quota.push();
        return switch (card.path("callbackType").asString("")) {
            case "STREAM" -> stream.press(data, window);
            case "HTTP" ->
                addressOf(card)
                        .map(to -> http.card(to, data, window))
                        .orElseGet(() -> new CallbackAnswer(0, "", CallbackAnswer.Problem.NOT_CONFIGURED));
            default -> new CallbackAnswer(0, "", CallbackAnswer.Problem.NOT_CONFIGURED);
        };
    }

    private Duration delay() {
        return faults.takes(DingTalkFaults.Kind.SLOW_CALLBACK) ? faults.callbackDelay() : Duration.ZERO;
    }

    @Override
    public void close() {
        later.close();
    }
}
