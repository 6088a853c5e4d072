package io.soprelay.im.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** Events to the bot: first push at once, then again after each documented delay until a 200 comes. */
final class EventPusher implements AutoCloseable {
    private static final Duration WINDOW = Duration.ofSeconds(3);
    private static final int REMEMBERED_MAX = 10_000;

    private final FeishuPlatformConfig config;
    private final CallbackSender sender;
    private final Map<String, Delivery> deliveries = new LinkedHashMap<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("simulator-retries").factory());

    EventPusher(FeishuPlatformConfig config, CallbackSender sender) {
        this.config = config;
        this.sender = sender;
    }

    /** Envelope v2 around {@code event}. */
    ObjectNode envelope(String eventId, String type, ObjectNode event, String createTime) {
        ObjectNode envelope = Json.object().put("schema", "2.0");
        envelope.putObject("header")
                .put("event_id", eventId)
                .put("token", config.verificationToken())
                .put("create_time", createTime)
                .put("event_type", type)
                .put("tenant_key", config.tenantKey())
                .put("app_id", config.appId());
        envelope.set("event", event);
        return envelope;
    }

    /** Pushes and returns after the first attempt. */
    Delivery push(String type, ObjectNode event, String messageId) {
        String eventId = Ids.hex(16);
        String now = Long.toString(config.machineClock().millis());
        Delivery delivery = new Delivery(eventId, Json.write(envelope(eventId, type, event, now)), messageId);
        synchronized (deliveries) {
            deliveries.put(eventId, delivery);
            if (deliveries.size() > REMEMBERED_MAX) {
                deliveries.remove(deliveries.keySet().iterator().next());
            }
        }
        attempt(delivery, 0);
        return delivery;
    }

    /** Pushes an event once more, delivered or not. */
    CallbackAnswer again(Delivery delivery) {
        CallbackAnswer answer = sender.send(sender.seal(delivery.plain()), WINDOW);
        delivery.note(answer);
        return answer;
    }

    Optional<Delivery> find(String eventId) {
        synchronized (deliveries) {
            return Optional.ofNullable(deliveries.get(eventId));
        }
    }

    /** Those no attempt of which was answered with 200, oldest first. */
    List<Delivery> pending() {
        synchronized (deliveries) {
            return new ArrayList<>(deliveries.values().stream()
                    .filter(delivery -> !delivery.delivered())
                    .toList());
        }
    }

    private void attempt(Delivery delivery, int tried) {
        if (again(delivery).ok() || tried >= config.retryDelays().size() || later.isShutdown()) {
            return;
        }
        long wait = config.retryDelays().get(tried).toMillis();
        later.schedule(
                () -> Thread.ofVirtual().start(() -> {
                    if (!delivery.delivered()) {
                        attempt(delivery, tried + 1);
                    }
                }),
                wait,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
