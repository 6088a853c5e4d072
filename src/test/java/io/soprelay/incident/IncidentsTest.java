package io.soprelay.incident;

import io.soprelay.testkit.RedisUnderTest;
import io.soprelay.testkit.StoreUnderTest;
import org.junit.jupiter.api.Nested;

/** Incidents on the fake and on a real Redis. */
class IncidentsTest {

    @Nested
    class InMemoryTest extends IncidentsContract {
        @Override
        protected StoreUnderTest newStore() {
            return StoreUnderTest.inMemory();
        }
    }

    @Nested
    class OnRedisTest extends IncidentsContract {
        @Override
        protected StoreUnderTest newStore() {
            return RedisUnderTest.empty();
        }
    }

    @Nested
    class KeptInMemoryTest extends KeptEntriesContract {
        @Override
        protected StoreUnderTest newStore() {
            return StoreUnderTest.inMemory();
        }
    }

    @Nested
    class KeptOnRedisTest extends KeptEntriesContract {
        @Override
        protected StoreUnderTest newStore() {
            return RedisUnderTest.empty();
        }
    }
}
