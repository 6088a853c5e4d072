package io.soprelay.outbox;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.ledger.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims what is due and has it carried out by four crews of bounded size: the truth's own work, downloads, timers, and
 * whatever people see. A partition is worked on by one claim of a crew at a time, so notices leave in order; the cards of a claim
 * go in parallel, because each is its own reconciliation.
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

    /** What is given up and kept nowhere yet comes again: seldom, because a person has to act first. */
    private static final Duration UNKEPT_DELAY = Duration.ofHours(1);

    /** Short, and never waits for a platform. */
    private final Crew handovers = new Crew(4, 1, Map.of(Lane.HANDOVER, 20));

    /** One at a time for a partition: each has its whole lease, and nothing else of the partition waits behind it. */
    private final Crew downloads = new Crew(4, 1, Map.of(Lane.EVIDENCE, 1));

    /** Small batches let presses in between (camunda#9680: unbounded due batches). */
    private final Crew timers = new Crew(2, 1, Map.of(Lane.TIMER, 50));

    /** More hands than the platform's rate can use would only wait for it. */
    private final Crew sends = new Crew(16, 4, Map.of(Lane.CARD, 8, Lane.NOTICE, 4, Lane.REMINDER, 4, Lane.DIGEST, 1));

    private final List<Crew> crews = List.of(handovers, downloads, timers, sends);
    private final Schedules schedules;
    private final EntryWatch watch;
    private final InstantSource clock;
    private final FailingEntries failing = new FailingEntries();
    private final boolean alone;
    private final Deliveries deliveries;
    private final Map<Class<?>, DeliveryHandler<?>> handlers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("outbox-ticker").daemon(true).factory());
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("outbox-", 0).factory());
    private final AtomicLong looks = new AtomicLong();
    private volatile boolean closed;

    /**
     * @param watch hears of entries that do not go on
     * @param clock the machine's
     * @param alone whether no other process delivers from this store: then leases of a killed predecessor, or of a claim
     *     whose answer was lost, are given back at once instead of running out
     */
    public OutboxRelay(
            Schedules schedules,
            Deliveries deliveries,
            List<DeliveryHandler<?>> handlers,
            EntryWatch watch,
            InstantSource clock,
            boolean alone) {
        this.schedules = schedules;
        this.watch = watch;
        this.clock = clock;
        this.alone = alone;
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
        if (alone) {
            for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
                int each = partition;
                crews.forEach(crew -> crew.doubt(each));
            }
        }
        ticker.scheduleWithFixedDelay(this::lookNow, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A commit's own entries; timers it set are found by the next look. */
    @Override
    public void wake(int partition, long inMillis) {
        wake(partition, inMillis, List.of(handovers, downloads, sends));
    }

    private void wake(int partition, long inMillis, List<Crew> awake) {
        if (closed || inMillis > LOOK_EVERY.toMillis()) {
            return; // the next look sees it in time
        }
        try {
            if (inMillis > 0) {
                ticker.schedule(() -> wake(partition, 0, awake), inMillis, TimeUnit.MILLISECONDS);
            } else {
                awake.stream()
                        .filter(crew -> crew.call(partition))
                        .forEach(crew -> workers.execute(() -> poll(partition, crew)));
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("Relay is closing; partition {} is looked at after the next start", partition);
        }
    }

    /** Looks over all partitions at once: after business time was moved, and every two seconds. */
    public void lookNow() {
        looks.incrementAndGet();
        try {
            schedules.due(LOOK_EVERY.toMillis()).forEach((partition, wait) -> wake(partition, wait, crews));
            crews.forEach(crew -> crew.doubtful().forEach(partition -> wake(partition, 0, List.of(crew))));
        } catch (LedgerUnavailableException e) {
            LOG.debug("Store is away, looking again in {}", LOOK_EVERY, e);
        } catch (RuntimeException e) {
            LOG.error("Looking for due work failed, trying again in {}", LOOK_EVERY, e);
        }
    }

    private void poll(int partition, Crew crew) {
        int hands = crew.enter(partition);
        if (hands == 0) {
            return;
        }
        List<Claimed> batch = List.of();
        try {
            batch = closed ? List.of() : claim(partition, crew);
            work(batch, hands);
        } catch (LedgerUnavailableException e) {
            LOG.debug("Store is away, partition {} waits", partition, e);
        } catch (RuntimeException e) {
            LOG.error("Claiming from partition {} failed", partition, e);
        } finally {
            Integer next = crew.leave(partition, hands);
            if (next != null) {
                wake(next, 0, List.of(crew));
            }
            if (!batch.isEmpty()) {
                wake(partition, 0, List.of(crew)); // what came due meanwhile, or was left over by the batch limit
            }
        }
    }

    private List<Claimed> claim(int partition, Crew crew) {
        if (crew.isInDoubt(partition)) {
            schedules.giveBack(partition, crew.batch().keySet());
        }
        try {
            List<Claimed> batch =
                    schedules.claim(partition, crew.batch(), LEASE.toMillis()).entries();
            crew.claimed(partition, looks.get());
            return batch;
        } catch (LedgerUnavailableException e) {
            if (alone) {
                crew.doubt(partition);
            }
            throw e;
        }
    }

    private void work(List<Claimed> batch, int hands) {
        List<Claimed> cards =
                batch.stream().filter(entry -> entry.lane() == Lane.CARD).toList();
        if (cards.size() > 1 && hands > 1) {
            inParallel(cards, hands);
        } else {
            cards.forEach(this::carryOut);
        }
        batch.stream().filter(entry -> entry.lane() != Lane.CARD).forEach(this::carryOut);
    }

    private void inParallel(List<Claimed> cards, int hands) {
        Queue<Claimed> left = new ConcurrentLinkedQueue<>(cards);
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int hand = 0; hand < hands; hand++) {
                each.execute(() -> {
                    for (Claimed card = left.poll(); card != null; card = left.poll()) {
                        carryOut(card);
                    }
                });
            }
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
        } catch (RuntimeException e) {
            LOG.error("{} {} is not settled; it comes again when its lease ends", entry.lane(), entry.id(), e);
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
            case DeliveryHandler.Result.Done done -> {
                schedules.done(entry);
                wentThrough(entry);
            }
            case DeliveryHandler.Result.Shown(long revision, CardRecord card) -> {
                schedules.shown(entry, revision, card == null ? null : deliveries.write(card));
                wentThrough(entry);
            }
            case DeliveryHandler.Result.Retry(Duration after, String reason, CreateTry tried) -> {
                LOG.info("Delivery {} waits {}: {}", entry.id(), after, reason);
                Optional<Instant> since = failing.failed(entry, clock.instant());
                if (since.isPresent() && watch.failing(entry, since.get(), reason)) {
                    letGo(entry);
                } else {
                    schedules.retry(entry, after.toMillis(), tried == null ? null : deliveries.write(tried));
                }
            }
            case DeliveryHandler.Result.Impossible impossible -> {
                LOG.warn("Delivery {} cannot be made: {}", entry.id(), impossible.reason());
                if (watch.givenUp(entry, impossible)) {
                    letGo(entry);
                } else {
                    schedules.retry(entry, UNKEPT_DELAY.toMillis(), null);
                }
            }
        }
    }

    private void letGo(Claimed entry) {
        schedules.done(entry);
        failing.forget(entry);
    }

    private void wentThrough(Claimed entry) {
        failing.forget(entry);
        watch.through(entry);
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
}
