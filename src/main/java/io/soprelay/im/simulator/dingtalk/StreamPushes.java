package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.CallbackAnswer;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.Ids;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.WireLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Frames that wait for their acknowledgement, by message id. */
final class StreamPushes {
    /** After so many deliveries without an acknowledgement a push is given up. */
    private static final int DELIVERIES_MAX = 10;

    /** What an acknowledgement with {@code LATER} counts as. */
    private static final int LATER = 503;

    /** Finds the connection a frame goes to. */
    interface Connections {
        Optional<StreamConnection> next(String type, String topic);
    }

    private static final class Waiting {
        private final String type;
        private final String topic;
        private final ObjectNode frame;
        private final @Nullable Delivery delivery;
        private final CompletableFuture<CallbackAnswer> answer = new CompletableFuture<>();
        private final long began = System.nanoTime();
        private Instant sentAt;
        private int deliveries = 1;

        private Waiting(String type, String topic, ObjectNode frame, @Nullable Delivery delivery, Instant now) {
            this.type = type;
            this.topic = topic;
            this.frame = frame;
            this.delivery = delivery;
            this.sentAt = now;
        }
    }

    private final DingTalkPlatformConfig config;
    private final Connections connections;
    private final WireLog log;
    private final DingTalkFaults faults;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    StreamPushes(DingTalkPlatformConfig config, Connections connections, WireLog log, DingTalkFaults faults) {
        this.config = config;
        this.connections = connections;
        this.log = log;
        this.faults = faults;
    }

    CallbackAnswer push(Push push, Duration wait) {
        String type = push.isEvent() ? "EVENT" : "CALLBACK";
        String topic = push.isEvent() ? "*" : StreamGateway.MESSAGE_TOPIC;
        ObjectNode frame = frame(type, topic, push.frameId(), push.delivery().plain());
        if (push.isEvent()) {
            frame.withObjectProperty("headers")
                    .put("eventId", push.delivery().eventId())
                    .put("eventBornTime", Long.toString(config.machineClock().millis()))
                    .put("eventCorpId", config.app().corpId())
                    .put("eventType", push.eventType())
                    .put("eventUnifiedAppId", config.app().clientId());
        }
        return send(type, topic, frame, push.delivery(), wait);
    }

    CallbackAnswer press(String data, Duration window) {
        ObjectNode frame = frame("CALLBACK", StreamGateway.CARD_TOPIC, Ids.hex(16), data);
        return send("CALLBACK", StreamGateway.CARD_TOPIC, frame, null, window);
    }

    /** What a bot sent: an acknowledgement, or something nobody understands. */
    void acknowledged(String text) {
        JsonNode ack = Json.parse(text);
        String id = Json.text(ack.path("headers"), "messageId");
        Waiting push = waiting.get(id);
        if (push == null) {
            return;
        }
        CallbackAnswer answer = answer(push, ack);
        if (answer.status() != LATER) {
            waiting.remove(id);
        }
        log(push, answer);
        push.answer.complete(answer);
    }

    /** Pushes again what has waited so long. */
    void redeliver(Duration waited) {
        Instant now = config.machineClock().instant();
        waiting.forEach((id, push) -> {
            if (push.delivery == null) {
                return;
            }
            boolean due;
            synchronized (push) {
                due = !push.sentAt.plus(waited).isAfter(now);
                if (due) {
                    push.sentAt = now;
                    push.deliveries++;
                }
            }
            if (due && push.deliveries > DELIVERIES_MAX) {
                waiting.remove(id);
            } else if (due) {
                travel(push);
            }
        });
    }

    int waiting() {
        return waiting.size();
    }

    void forget() {
        waiting.clear();
    }

    private CallbackAnswer send(
            String type, String topic, ObjectNode frame, @Nullable Delivery delivery, Duration wait) {
        String id = frame.path("headers").path("messageId").asString("");
        Waiting push = waiting.computeIfAbsent(
                id,
                unused -> new Waiting(
                        type, topic, frame, delivery, config.machineClock().instant()));
        if (!travel(push)) {
            waiting.remove(id);
            CallbackAnswer none = new CallbackAnswer(0, "", CallbackAnswer.Problem.NOT_CONNECTED);
            log(push, none);
            return none;
        }
        try {
            return push.answer.get(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            CallbackAnswer none = new CallbackAnswer(0, "", CallbackAnswer.Problem.TOO_LATE);
            log(push, none);
            if (delivery == null) {
                waiting.remove(id);
            } else {
                push.answer.thenAccept(delivery::note);
            }
            return none;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CallbackAnswer(0, "", CallbackAnswer.Problem.TOO_LATE);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** False when no connection takes it. */
    private boolean travel(Waiting push) {
        Optional<StreamConnection> to = connections.next(push.type, push.topic);
        if (to.isEmpty()) {
            return false;
        }
        if (!to.get().isMute() && !faults.takes(DingTalkFaults.Kind.SILENT_STREAM)) {
            String text;
            synchronized (push) {
                push.frame
                        .withObjectProperty("headers")
                        .put("connectionId", to.get().id());
                text = Json.write(push.frame);
            }
            to.get().send(text);
        }
        return true;
    }

    private ObjectNode frame(String type, String topic, String messageId, String data) {
        ObjectNode frame = Json.object().put("specVersion", "1.0").put("type", type);
        frame.putObject("headers")
                .put("appId", config.app().clientId())
                .put("contentType", "application/json")
                .put("messageId", messageId)
                .put("time", Long.toString(config.machineClock().millis()))
                .put("topic", topic);
        return frame.put("data", data);
    }

    private static CallbackAnswer answer(Waiting push, JsonNode ack) {
        int code = ack.path("code").asInt(0);
        String text = Json.text(ack, "data");
        JsonNode data = Json.parse(text);
        if (push.type.equals("EVENT")) {
            boolean later = !Json.text(data, "status").equals("SUCCESS");
            return new CallbackAnswer(later && code == 200 ? LATER : code, text, CallbackAnswer.Problem.NONE);
        }
        JsonNode response = data.path("response");
        String body = response.isMissingNode() || response.isNull() ? "" : Json.write(response);
        return new CallbackAnswer(code, body, CallbackAnswer.Problem.NONE);
    }

    private void log(Waiting push, CallbackAnswer answer) {
        log.pushed(
                config.machineClock().instant(),
                WireLog.Direction.DINGTALK_TO_BOT,
                "STREAM",
                push.topic,
                Json.text(push.frame, "data"),
                answer,
                push.began);
    }
}
