package io.soprelay.outbox;

import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.ledger.Schedules;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives {@link OutboxWork} its hands: five crews of bounded size, one a {@link Duty}. A partition is worked on by one
 * claim of a crew at a time, so notices leave in order; the cards of a claim go in parallel, because each is its own
 * reconciliation.
 *
 * <p>A commit wakes its partition in this process; a look over all partitions every two seconds finds what nobody woke
 * for: entries of a dead node, retries, timers.
 */
public final class OutboxRelay implements AutoCloseable, Schedules.Waker {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);

    private static final Duration LOOK_EVERY = OutboxWork.LOOK_EVERY;

    private final Crew handovers = new Crew(Duty.HANDOVERS);
    private final Crew downloads = new Crew(Duty.DOWNLOADS);
    private final Crew timers = new Crew(Duty.TIMERS);
    private final Crew answers = new Crew(Duty.ANSWERS);
    private final Crew sends = new Crew(Duty.SENDS);
    private final List<Crew> crews = List.of(handovers, downloads, timers, answers, sends);
    private final Schedules schedules;
    private final OutboxWork work;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("outbox-ticker").daemon(true).factory());
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("outbox-", 0).factory());
    private volatile boolean closed;

    /**
     * @param watch hears of entries that do not go on
     * @param clock the machine's
     * @param alone whether no other process delivers from this store: then leases of a killed predecessor, or of a claim
     *     whose answer was lost, are given back at once instead of running out
     * @param frozen whether what nobody asked for has to wait in this partition
     */
    public OutboxRelay(
            Schedules schedules,
            Deliveries deliveries,
            List<DeliveryHandler<?>> handlers,
            EntryWatch watch,
            InstantSource clock,
            boolean alone,
            IntPredicate frozen) {
        this.schedules = schedules;
        this.work = new OutboxWork(schedules, deliveries, handlers, watch, clock, alone, frozen);
    }

    public void start() {
        schedules.onDue(this);
        ticker.scheduleWithFixedDelay(this::lookNow, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A commit's own entries; timers it set are found by the next look. */
    @Override
    public void wake(int partition, long inMillis) {
        wake(partition, inMillis, List.of(handovers, downloads, answers, sends));
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
        try {
            work.look().forEach((partition, wait) -> wake(partition, wait, crews));
            crews.forEach(crew -> work.doubtful(crew.duty()).forEach(partition -> wake(partition, 0, List.of(crew))));
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
            batch = closed ? List.of() : work.claim(partition, crew.duty());
            carryOut(batch, hands);
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

    private void carryOut(List<Claimed> batch, int hands) {
        List<Claimed> cards =
                batch.stream().filter(entry -> entry.lane() == Lane.CARD).toList();
        if (cards.size() > 1 && hands > 1) {
            inParallel(cards, hands);
        } else {
            cards.forEach(work::carryOut);
        }
        batch.stream().filter(entry -> entry.lane() != Lane.CARD).forEach(work::carryOut);
    }

    private void inParallel(List<Claimed> cards, int hands) {
        Queue<Claimed> left = new ConcurrentLinkedQueue<>(cards);
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int hand = 0; hand < hands; hand++) {
                each.execute(() -> {
                    for (Claimed card = left.poll(); card != null; card = left.poll()) {
                        work.carryOut(card);
                    }
                });
            }
        }
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
