package io.soprelay.testkit;

import io.soprelay.redis.RedisStore;
import io.soprelay.redis.StoreLimits;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The Redis store on the shared test server, emptied. */
public final class RedisUnderTest {

    /** Patient, because the machine of a test run is busy; command ids as in the product. */
    public static final StoreLimits PATIENT =
            new StoreLimits(Duration.ofSeconds(5), Duration.ofSeconds(15), StoreLimits.DEFAULTS.commandIdsKept());

    private RedisUnderTest() {}

    public static StoreUnderTest empty() {
        TestRedis.flush();
        RedisStore store = RedisStore.open(TestRedis.client(), PATIENT, TestChain.CHAIN);
        return new StoreUnderTest(
                store.ledger(), store.schedules(), store.rows(), store.time(), RedisUnderTest::elapse);
    }

    private static void elapse(Duration by) {
        long start = System.nanoTime();
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> System.nanoTime() - start > by.plusMillis(1).toNanos());
    }
}
