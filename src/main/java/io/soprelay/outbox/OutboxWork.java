package io.soprelay.outbox;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.ledger.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about due entries, one step at a time: look, claim, carry out and settle. Knows no threads and waits for
 * nothing; {@link OutboxRelay} gives it hands, a simulation calls it step by step. Safe for concurrent use.
 */
public final class OutboxWork {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxWork.class);

    /** How often somebody has to look; whatever is due before the next look is found by this one. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** Longer than one send with its wait for the platform's rate budget; a later settling is refused by its token. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration RETRY_DELAY_MAX = Duration.ofMinutes(5);

    /** What is given up and kept nowhere yet comes again: seldom, because a person has to act first. */
    private static final Duration UNKEPT_DELAY = Duration.ofHours(1);

    /** However often it was tried before: when the store is back, somebody is waiting. */
    private static final Duration STORE_DELAY_MAX = Duration.ofSeconds(30);

    /** How long news waits before it looks again whether earlier news has left. */
    private static final Duration TURN_DELAY = Duration.ofSeconds(2);

    /** How long what is frozen waits before it looks again, and so after its release. */
    static final Duration FROZEN_DELAY = Duration.ofSeconds(30);

    private final Schedules schedules;
    private final IntPredicate frozen;
    private final Deliveries deliveries;
    private final EntryWatch watch;
    private final InstantSource clock;
    private final FailingEntries failing = new FailingEntries();
    private final boolean alone;
    private final Map<Class<?>, DeliveryHandler<?>> handlers = new ConcurrentHashMap<>();
    private final Map<Duty, Doubts> doubts = new EnumMap<>(Duty.class);
    private final NewsOrder order;
    private final AtomicLong looks = new AtomicLong();

    /**
     * @param watch hears of entries that do not go on
     * @param clock the machine's
     * @param alone whether no other process delivers from this store: then leases of a killed predecessor, or of a claim
     *     whose answer was lost, are given back at once instead of running out
     * @param frozen whether what nobody asked for has to wait in this partition
     * @throws IllegalArgumentException if a kind of delivery has no handler, or two
     */
    public OutboxWork(
            Schedules schedules,
            Deliveries deliveries,
            List<DeliveryHandler<?>> handlers,
            EntryWatch watch,
            InstantSource clock,
            boolean alone,
            IntPredicate frozen) {
        this.schedules = schedules;
        this.frozen = frozen;
        this.deliveries = deliveries;
        this.watch = watch;
        this.order = new NewsOrder(clock, watch::mayComeBack);
        this.clock = clock;
        this.alone = alone;
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
        for (Duty duty : Duty.values()) {
            Doubts each = new Doubts();
            for (int partition = 0; alone && partition < AggregateId.PARTITIONS; partition++) {
                each.begin(partition);
            }
            doubts.put(duty, each);
        }
    }

    /**
     * Partitions with something due now or before the next look, each with its wait in milliseconds.
     *
     * @throws LedgerUnavailableException while the store is away
     */
    public Map<Integer, Long> look() {
        looks.incrementAndGet();
        return schedules.due(LOOK_EVERY.toMillis());
    }

    /** Partitions that have to be claimed from, whether anything is due there or not. */
    public Set<Integer> doubtful(Duty duty) {
        return of(duty).all();
    }

    /**
     * Leases a batch of what is due.
     *
     * @throws LedgerUnavailableException while the store is away
     */
    public List<Claimed> claim(int partition, Duty duty) {
        Doubts doubt = of(duty);
        if (doubt.isIn(partition)) {
            schedules.giveBack(partition, duty.batch().keySet());
        }
        try {
            List<Claimed> batch = NewsOrder.inOrder(
                    schedules.claim(partition, duty.batch(), LEASE.toMillis()).entries(), this::newsOf);
            doubt.claimed(partition, looks.get());
            return batch;
        } catch (LedgerUnavailableException e) {
            if (alone) {
                doubt.begin(partition);
            }
            throw e;
        }
    }

    /** Null for anything else, and for what cannot be read: its delivery says so. */
    private Delivery.@Nullable News newsOf(Claimed entry) {
        try {
            return entry.lane() == Lane.NOTICE && deliveries.read(entry.payload()) instanceof Delivery.News news
                    ? news
                    : null;
        } catch (RuntimeException unreadable) {
            LOG.debug("What {} is cannot be read", entry.id(), unreadable);
            return null;
        }
    }

    private Doubts of(Duty duty) {
        return doubts.computeIfAbsent(duty, any -> new Doubts());
    }

    /** Carries out one claimed entry and settles it; throws nothing that a next try may repair. */
    public void carryOut(Claimed entry) {
        DeliveryHandler.Result result;
        try {
            Delivery delivery = deliveries.read(entry.payload());
            Duration wait = waitOf(delivery, entry);
            if (!wait.isZero()) {
                // No failure of its own. Without a memo: what is frozen may have been made before the store went back,
                // and is looked for.
                schedules.retry(entry, wait.toMillis(), null);
                return;
            }
            result = handle(delivery, entry);
            if (delivery instanceof Delivery.News news && isOut(result)) {
                order.over(news, entry.id());
            }
        } catch (LedgerUnavailableException e) {
            result = new DeliveryHandler.Result.Retry(backOff(entry, STORE_DELAY_MAX), "store is away");
        } catch (RuntimeException e) {
            LOG.error("Delivery {} {} failed at attempt {}", entry.lane(), entry.id(), entry.attempts(), e);
            result = new DeliveryHandler.Result.Retry(backOff(entry, RETRY_DELAY_MAX), e.toString());
        }
        try {
            settle(entry, result);
        } catch (LedgerUnavailableException e) {
            LOG.debug("Receipt of {} is lost; the entry comes again when its lease ends", entry.id(), e);
        } catch (RuntimeException e) {
            LOG.error("{} {} is not settled; it comes again when its lease ends", entry.lane(), entry.id(), e);
        }
    }

    /** How long it has to wait for something else; zero for not at all. */
    private Duration waitOf(Delivery delivery, Claimed entry) {
        boolean isFrozen = delivery.isUnasked() && frozen.test(entry.partition());
        if (delivery instanceof Delivery.News news && isBehind(news, entry)) {
            return isFrozen ? FROZEN_DELAY : TURN_DELAY;
        }
        return isFrozen ? FROZEN_DELAY : Duration.ZERO;
    }

    private boolean isBehind(Delivery.News news, Claimed entry) {
        // Whatever goes wrong with it now, it is tried again.
        order.putBack(news, entry.id());
        return order.isBehind(news, ids -> waiting(entry, ids));
    }

    private Set<String> waiting(Claimed entry, List<String> ids) {
        return schedules.standing(entry.partition(), entry.lane(), ids).entrySet().stream()
                .filter(standing -> standing.getValue().waits())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
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
            case DeliveryHandler.Result.Kept(String reason) -> {
                LOG.info("Delivery {} is kept: {}", entry.id(), reason);
                kept(entry);
            }
            case DeliveryHandler.Result.Later(Duration after) -> schedules.retry(entry, after.toMillis(), null);
            case DeliveryHandler.Result.Impossible impossible -> {
                LOG.warn("Delivery {} cannot be made: {}", entry.id(), impossible.reason());
                if (watch.givenUp(entry, impossible)) {
                    kept(entry);
                } else {
                    // It holds up nobody for so long.
                    Optional.ofNullable(newsOf(entry)).ifPresent(news -> order.over(news, entry.id()));
                    schedules.retry(entry, UNKEPT_DELAY.toMillis(), null);
                }
            }
        }
    }

    private static boolean isOut(DeliveryHandler.Result result) {
        return result instanceof DeliveryHandler.Result.Done || result instanceof DeliveryHandler.Result.Shown;
    }

    private void kept(Claimed entry) {
        letGo(entry);
        Optional.ofNullable(newsOf(entry)).ifPresent(news -> order.kept(news, entry.id()));
    }

    private void letGo(Claimed entry) {
        schedules.letGo(entry);
        failing.forget(entry);
    }

    private void wentThrough(Claimed entry) {
        failing.forget(entry);
        watch.through(entry);
    }

    private static Duration backOff(Claimed entry, Duration most) {
        long seconds = 1L << Math.min(entry.attempts(), 9);
        return seconds > most.toSeconds() ? most : Duration.ofSeconds(seconds);
    }
}
