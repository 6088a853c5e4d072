package io.soprelay.testkit;

import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Rows;
import io.soprelay.ledger.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A fresh, empty store that a contract test runs on.
 *
 * @param elapse lets the store's own clock run for at least this long; keep it below 100 ms, a real server really waits
 */
public record StoreUnderTest(
        Ledger ledger, Schedules schedules, Rows rows, BusinessTime time, Consumer<Duration> elapse) {

    /** An in-memory store that starts on 2026-11-22, 09:00 in Shanghai. */
    public static StoreUnderTest inMemory() {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-22T01:00:00Z"));
        InMemoryLedger store = new InMemoryLedger(clock);
        return new StoreUnderTest(store, store, store, store, clock::tick);
    }

    public void elapseMillis(long millis) {
        elapse.accept(Duration.ofMillis(millis));
    }
}
