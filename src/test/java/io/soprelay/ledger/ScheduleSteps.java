package io.soprelay.ledger;

import static io.soprelay.testkit.Commits.bytes;
import static io.soprelay.testkit.Commits.flow;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.ledger.ScheduleChange.Add;
import io.soprelay.testkit.StoreUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of schedules do all the time, in one partition of an empty store. */
abstract class ScheduleSteps {
    static final AggregateId ID = flow("a1");
    static final int P = ID.partition();
    static final long HOUR = Duration.ofHours(1).toMillis();
    static final long LEASE = 10_000;

    StoreUnderTest store;
    Schedules schedules;

    protected abstract StoreUnderTest newStore();

    @BeforeEach
    void open() {
        store = newStore();
        schedules = store.schedules();
    }

    void add(Lane lane, String id, long due) {
        schedules.restore(P, List.of(new Add(lane, id, due, bytes("payload of " + id))));
    }

    Schedules.Claims claim(Lane lane) {
        return schedules.claim(P, Map.of(lane, 10), LEASE);
    }

    Claimed claimOne(Lane lane) {
        List<Claimed> entries = claim(lane).entries();
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }

    long businessIn(long millis) {
        return store.time().now().toEpochMilli() + millis;
    }
}
