package io.soprelay.chat;

import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.outbox.CardRecord;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler;
import io.soprelay.outbox.EntryWatch;
import io.soprelay.testkit.InMemoryLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the outbox relay does with a claimed entry, without its threads. */
final class Handlers {
    private final InMemoryLedger ledger;
    private final Deliveries deliveries;
    private final Map<Class<?>, DeliveryHandler<?>> handlers = new HashMap<>();

    private final InstantSource clock;
    private final Map<String, Instant> failing = new HashMap<>();
    private @Nullable EntryWatch watch;

    Handlers(InMemoryLedger ledger, Deliveries deliveries, InstantSource clock) {
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    void addAll(Chat chat) {
        watch = chat.entryWatch();
        chat.handlers().forEach(this::add);
    }

    /** Carries out everything that is due, until nothing is. */
    void deliver() {
        deliver(true);
    }

    /** Carries out everything that is due as a bot that dies before any receipt: its leases run out after a minute. */
    void deliverWithoutReceipts() {
        deliver(false);
    }

    private void deliver(boolean receipts) {
        boolean worked = true;
        while (worked) {
            worked = false;
            for (int partition : ledger.due(0).keySet()) {
                Map<Lane, Integer> limits = new EnumMap<>(Lane.class);
                for (Lane lane : Lane.values()) {
                    limits.put(lane, 50);
                }
                for (Claimed entry : ledger.claim(partition, limits, 60_000).entries()) {
                    DeliveryHandler.Result result = carryOut(entry);
                    if (receipts) {
                        settle(entry, result);
                    }
                    worked = true;
                }
            }
        }
    }

    /** Without a receipt. */
    DeliveryHandler.Result carryOut(Claimed entry) {
        try {
            return handle(deliveries.read(entry.payload()), entry);
        } catch (LedgerUnavailableException away) {
            return new DeliveryHandler.Result.Retry(Duration.ofSeconds(1), "store is away");
        }
    }

    @SuppressWarnings("unchecked") // handlers are registered under the class they handle
    private <D extends Delivery> DeliveryHandler.Result handle(D delivery, Claimed entry) {
        DeliveryHandler<D> handler = (DeliveryHandler<D>) handlers.get(delivery.getClass());
        if (handler == null) {
            throw new AssertionError("No handler for " + delivery);
        }
        return handler.handle(delivery, entry);
    }

    private void settle(Claimed entry, DeliveryHandler.Result result) {
        EntryWatch told = Objects.requireNonNull(watch);
        switch (result) {
            case DeliveryHandler.Result.Done done -> {
                ledger.done(entry);
                wentThrough(entry, told);
            }
            case DeliveryHandler.Result.Kept kept -> ledger.letGo(entry);
            case DeliveryHandler.Result.Impossible impossible -> {
                if (told.givenUp(entry, impossible)) {
                    ledger.letGo(entry);
                } else {
                    ledger.retry(entry, Duration.ofHours(1).toMillis(), null);
                }
            }
            case DeliveryHandler.Result.Retry retry -> {
                Instant since = failing.computeIfAbsent(entry.id(), any -> clock.instant());
                boolean longAgo = !since.plus(Duration.ofMinutes(30)).isAfter(clock.instant());
                if (longAgo && told.failing(entry, since, retry.reason())) {
                    ledger.letGo(entry);
                    return;
                }
                ledger.retry(
                        entry,
                        retry.after().toMillis(),
                        retry.tried() == null ? null : deliveries.write(retry.tried()));
            }
            case DeliveryHandler.Result.Later(Duration after) -> ledger.retry(entry, after.toMillis(), null);
            case DeliveryHandler.Result.Shown(long revision, CardRecord record) -> {
                ledger.shown(entry, revision, record == null ? null : deliveries.write(record));
                wentThrough(entry, told);
            }
        }
    }

    private void wentThrough(Claimed entry, EntryWatch told) {
        failing.remove(entry.id());
        told.through(entry);
    }

    void add(DeliveryHandler<?> handler) {
        handlers.put(handler.kind(), handler);
    }
}
