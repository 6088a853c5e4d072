package io.soprelay.simulation;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.Schedules.Claims;
import io.soprelay.outbox.Delivery;
import io.soprelay.testkit.InMemoryLedger;
import java.util.List;
import java.util.Map;

/** A defect that a test plants below the product, to see an invariant go red. This one plants nothing. */
class Plant {
    static final Plant NONE = new Plant();

    CommitResult commit(InMemoryLedger store, Commit commit) {
        return store.commit(commit);
    }

    Claims claim(InMemoryLedger store, int partition, Map<Lane, Integer> limits, long leaseMillis) {
        return store.claim(partition, limits, leaseMillis);
    }

    boolean done(InMemoryLedger store, Claimed entry) {
        return store.done(entry);
    }

    boolean letGo(InMemoryLedger store, Claimed entry) {
        return store.letGo(entry);
    }

    /** What is applied of changes outside a commit. */
    List<ScheduleChange> restored(List<ScheduleChange> changes) {
        return changes;
    }

    /** Whether a delivery is carried out, or only said to be. */
    boolean carriesOut(Delivery delivery) {
        return true;
    }

    String createKey(String key) {
        return key;
    }

    /** What an update makes visible. */
    Card shown(Card before, Card update) {
        return update;
    }

    /** Who is said to have pressed. */
    Account operator(Account presser, Account recipient) {
        return presser;
    }

    /** Whether there are rescans. */
    boolean rescans() {
        return true;
    }
}
