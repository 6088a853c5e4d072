package io.soprelay.catalog;

import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import java.time.Instant;

class LedgerDefinitionStoreTest extends DefinitionStoreContract {

    @Override
    protected DefinitionStore emptyStore() {
        return new LedgerDefinitionStore(new InMemoryLedger(new SettableClock(Instant.parse("2026-11-22T08:00:00Z"))));
    }
}
