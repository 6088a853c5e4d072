package io.soprelay.outbox;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.ledger.Schedules;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims what is due and has it carried out. Each lane of each partition is worked on by one virtual thread at a time,
 * so entries of a lane leave in order and a slow platform holds up nothing but its own lane; cards of one claim go in
 * parallel, because each is its own reconciliation.
 *
 * <p>A commit wakes its partition in this process; a look over all partitions every two seconds finds what nobody woke
 * for: entries of a dead node, retries, timers.
 */
public final class OutboxRelay implements AutoCloseable, Schedules.Waker {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** Longer than one send with its wait for the platform's rate budget; a later settling is refused by its token. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration RETRY_DELAY_MAX = Duration.ofMinutes(5);

    /** Small batches keep one script short and let clicks in between (camunda#9680: unbounded due batches). */
    private static final Map<Lane, Integer> BATCH_MAX = new EnumMap<>(Map.of(
            Lane.HANDOVER, 20, Lane.CARD, 20, Lane.NOTICE, 10, Lane.REMINDER, 10, Lane.DIGEST, 5, Lane.TIMER, 50));

    private final Schedules schedules;
    private final Deliveries deliveries;
    private final Map<Class<?>, DeliveryHandler<?>> handlers = new ConcurrentHashMap<>();
    private final Set<Work> busy = ConcurrentHashMap.newKeySet();
    private final Set<Integer> pending = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("outbox-ticker").daemon(true).factory());
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("outbox-", 0).factory());
    private volatile boolean closed;

    public OutboxRelay(Schedules schedules, Deliveries deliveries, List<DeliveryHandler<?>> handlers) {
        this.schedules = schedules;
        this.deliveries = deliveries;
        for (DeliveryHandler<?> handler : handlers) {
            if (this.handlers.put(handler.kind(), handler) != null) {
                throw new IllegalArgumentException(
                        "Two handlers for " + handler.kind().getSimpleName());
            }
        }
        for (Class<?> kind : Delivery.class.getPermittedSubclasses()) {
            if (!this.handlers.containsKey(kind)) {
                throw new IllegalArgumentException("No handler for " + kind.getSimpleName());
            }
        }
    }

    public void start() {
        schedules.onDue(this);
        ticker.scheduleWithFixedDelay(this::lookNow, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void wake(int partition, long inMillis) {
        if (closed || inMillis > LOOK_EVERY.toMillis()) {
            return; // the next look sees it in time
        }
        try {
            if (inMillis <= 0) {
                if (pending.add(partition)) {
                    workers.execute(() -> poll(partition));
                }
            } else {
                ticker.schedule(() -> wake(partition, 0), inMillis, TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("Relay is closing; partition {} is looked at after the next start", partition);
        }
    }

    /** Looks over all partitions at once: after business time was moved, and every two seconds. */
    public void lookNow() {
        try {
            schedules.due(LOOK_EVERY.toMillis()).forEach(this::wake);
        } catch (LedgerUnavailableException e) {
            LOG.debug("Store is away, looking again in {}", LOOK_EVERY, e);
        } catch (RuntimeException e) {
            LOG.error("Looking for due work failed, trying again in {}", LOOK_EVERY, e);
        }
    }

    private void poll(int partition) {
        pending.remove(partition);
        Map<Lane, Integer> idle = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            if (busy.add(new Work(partition, lane))) {
                idle.put(lane, BATCH_MAX.get(lane));
            }
        }
        if (idle.isEmpty()) {
            return;
        }
        Map<Lane, List<Claimed>> claimed = Map.of();
        try {
            claimed = schedules.claim(partition, idle, LEASE.toMillis()).entries().stream()
                    .collect(java.util.stream.Collectors.groupingBy(Claimed::lane));
        } catch (LedgerUnavailableException e) {
            LOG.debug("Store is away, partition {} waits", partition, e);
        } catch (RuntimeException e) {
            LOG.error("Claiming from partition {} failed", partition, e);
        }
        for (Lane lane : idle.keySet()) {
            List<Claimed> batch = claimed.getOrDefault(lane, List.of());
            if (batch.isEmpty() || closed) {
                busy.remove(new Work(partition, lane));
            } else {
                workers.execute(() -> work(partition, lane, batch));
            }
        }
    }

    private void work(int partition, Lane lane, List<Claimed> batch) {
        try {
            if (lane == Lane.CARD && batch.size() > 1) {
                inParallel(batch);
            } else {
                batch.forEach(this::carryOut);
            }
        } finally {
            busy.remove(new Work(partition, lane));
            wake(partition, 0); // what came due meanwhile, or was left over by the batch limit
        }
    }

    private void inParallel(List<Claimed> batch) {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            batch.forEach(entry -> each.execute(() -> carryOut(entry)));
        }
    }

    private void carryOut(Claimed entry) {
        DeliveryHandler.Result result;
        try {
            result = handle(deliveries.read(entry.payload()), entry);
        } catch (LedgerUnavailableException e) {
            result = new DeliveryHandler.Result.Retry(backOff(entry), "store is away");
        } catch (RuntimeException e) {
            LOG.error("Delivery {} {} failed at attempt {}", entry.lane(), entry.id(), entry.attempts(), e);
            result = new DeliveryHandler.Result.Retry(backOff(entry), e.toString());
        }
        try {
            settle(entry, result);
        } catch (LedgerUnavailableException e) {
            LOG.debug("Receipt of {} is lost; the entry comes again when its lease ends", entry.id(), e);
        }
    }

    @SuppressWarnings("unchecked") // handlers are registered under the class they handle
    private <D extends Delivery> DeliveryHandler.Result handle(D delivery, Claimed entry) {
        DeliveryHandler<D> handler = (DeliveryHandler<D>) handlers.get(delivery.getClass());
        if (handler == null) {
            throw new IllegalStateException("No handler for " + delivery.getClass());
        }
        return handler.handle(delivery, entry);
    }

    private void settle(Claimed entry, DeliveryHandler.Result result) {
        switch (result) {
            case DeliveryHandler.Result.Done done -> schedules.done(entry);
            case DeliveryHandler.Result.Shown(long revision, CardRecord card) ->
                schedules.shown(entry, revision, card == null ? null : deliveries.write(card));
            case DeliveryHandler.Result.Retry(Duration after, String reason) -> {
                LOG.info("Delivery {} waits {}: {}", entry.id(), after, reason);
                schedules.retry(entry, after.toMillis());
            }
            case DeliveryHandler.Result.Impossible(String reason) -> {
                LOG.warn("Delivery {} cannot be made: {}", entry.id(), reason);
                schedules.done(entry);
            }
        }
    }

    private static Duration backOff(Claimed entry) {
        long seconds = 1L << Math.min(entry.attempts(), 9);
        return seconds > RETRY_DELAY_MAX.toSeconds() ? RETRY_DELAY_MAX : Duration.ofSeconds(seconds);
    }

    /** Stops claiming; what is under way finishes within its lease or comes again after it. */
    @Override
    public void close() {
        closed = true;
        ticker.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** For tests and rescans: every partition is looked at, due or not. */
    public void lookEverywhere() {
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            wake(partition, 0);
        }
    }

    private record Work(int partition, Lane lane) {}
}
