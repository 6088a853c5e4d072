package io.soprelay.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Counts what came of every delivery, {@code relay.delivery} with {@code lane} and {@code result}, and how long it had
 * been due when it was begun with: {@code relay.delivery.late} with {@code lane}. The lane {@code timer} is how late
 * reminders fire.
 *
 * @param <D> the kind
 */
public final class MeteredHandler<D extends Delivery> implements DeliveryHandler<D> {
    /** Reminders within 2 s at a burst; what waits five minutes is noticed by people. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofHours(1)
    };

    private enum Outcome {
        DONE,
        RETRY,
        IMPOSSIBLE,
        FAILED
    }

    private final DeliveryHandler<D> handler;
    private final MeterRegistry meters;

    private MeteredHandler(DeliveryHandler<D> handler, MeterRegistry meters) {
        this.handler = handler;
        this.meters = meters;
    }

    public static <D extends Delivery> DeliveryHandler<D> of(DeliveryHandler<D> handler, MeterRegistry meters) {
        return new MeteredHandler<>(handler, meters);
    }

    /** Makes every meter known before anything is delivered: what is missing cannot be told from what is zero. */
    public static void register(MeterRegistry meters) {
        for (Lane lane : Lane.values()) {
            Arrays.stream(Outcome.values()).forEach(outcome -> counter(meters, lane, outcome));
            late(meters, lane);
        }
    }

    @Override
    public Class<D> kind() {
        return handler.kind();
    }

    @Override
    public Result handle(D delivery, Claimed entry) {
        late(meters, entry.lane()).record(Duration.ofMillis(Math.max(0, entry.lateMillis())));
        Outcome outcome = Outcome.FAILED;
        try {
            Result result = handler.handle(delivery, entry);
            outcome = switch (result) {
                case Result.Done done -> Outcome.DONE;
                case Result.Shown shown -> Outcome.DONE;
                case Result.Later later -> Outcome.RETRY;
                case Result.Retry retry -> Outcome.RETRY;
                case Result.Impossible impossible -> Outcome.IMPOSSIBLE;
            };
            return result;
        } finally {
            counter(meters, entry.lane(), outcome).increment();
        }
    }

    private static Counter counter(MeterRegistry meters, Lane lane, Outcome outcome) {
        return Counter.builder("relay.delivery")
                .description("Deliveries tried, by what came of them")
                .tag("lane", key(lane))
                .tag("result", outcome.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private static Timer late(MeterRegistry meters, Lane lane) {
        return Timer.builder("relay.delivery.late")
                .description("How long a delivery had been due when it was begun with")
                .tag("lane", key(lane))
                .serviceLevelObjectives(BOUNDS)
                .register(meters);
    }

    private static String key(Lane lane) {
        return lane.name().toLowerCase(Locale.ROOT);
    }
}
