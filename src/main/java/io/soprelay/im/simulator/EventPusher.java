package io.soprelay.im.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Events to the bot: first push at once, then again after each documented delay until a 200 comes. */
final class EventPusher implements AutoCloseable {
    private static final Duration WINDOW = Duration.ofSeconds(3);
    private static final int REMEMBERED_MAX = 10_000;

    private final FeishuPlatformConfig config;
    private final CallbackWay way;
    private final Faults faults;
    private final AtomicReference<@Nullable Delivery> held = new AtomicReference<>();
    private final Map<String, Delivery> deliveries = new LinkedHashMap<>();
    private final Later later = new Later("simulator-retries");

    EventPusher(FeishuPlatformConfig config, CallbackWay way, Faults faults) {
        this.config = config;
        this.way = way;
        this.faults = faults;
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

    /** Pushes and returns after the first attempt; at once when that attempt is to be late or to be overtaken. */
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
        travel(delivery);
        return delivery;
    }

    private void travel(Delivery delivery) {
        Delivery overtaken = held.getAndSet(null);
        if (overtaken == null && faults.takes(Faults.Kind.SWAPPED_CALLBACKS)) {
            held.set(delivery);
            // With nobody behind it an event is only late.
            later.in(faults.lateness(), () -> {
                if (held.compareAndSet(delivery, null)) {
                    attempt(delivery, 0);
                }
            });
            return;
        }
        if (faults.takes(Faults.Kind.LATE_CALLBACK)) {
            later.in(faults.lateness(), () -> {
                if (find(delivery.eventId()).isPresent()) {
                    attempt(delivery, 0);
                }
            });
        } else {
            if (faults.takes(Faults.Kind.DUPLICATE_CALLBACK)) {
                Thread.ofVirtual().start(() -> again(delivery));
            }
            attempt(delivery, 0);
        }
        if (overtaken != null) {
            attempt(overtaken, 0);
        }
    }

    /** Pushes an event once more, delivered or not. */
    CallbackAnswer again(Delivery delivery) {
        CallbackAnswer answer = way.event(delivery.plain(), WINDOW);
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

    /** Pushes what waits, oldest first, whatever its time; a close breaks it off. */
    void pushPending() {
        for (Delivery delivery : pending()) {
            if (!later.isClosed()) {
                again(delivery);
            }
        }
    }

    /** Nothing waits to be pushed any more. */
    void forget() {
        held.set(null);
        synchronized (deliveries) {
            deliveries.clear();
        }
    }

    private void attempt(Delivery delivery, int tried) {
        if (again(delivery).ok() || tried >= config.retryDelays().size()) {
            return;
        }
        later.in(config.retryDelays().get(tried), () -> {
            if (!delivery.delivered() && find(delivery.eventId()).isPresent()) {
                attempt(delivery, tried + 1);
            }
        });
    }

    @Override
    public void close() {
        later.close();
    }
}
