package io.soprelay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soprelay.bench.StoreLook.Held;
import io.soprelay.bench.StoreLook.Share;
import io.soprelay.ledger.AggregateId;
import io.soprelay.testkit.TestRedis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class StoreLookTest {
    private static final int KILOBYTE = 1_024;
    private final RedisClient redis = TestRedis.client();
    private final StoreLook look =
            new StoreLook(TestRedis.server().address(), TestRedis.server().password());

    @BeforeEach
    void empty() {
        TestRedis.flush();
    }

    private static String big() {
        return "x".repeat(100 * KILOBYTE);
    }

    @Test
    void every_kilobyte_is_told_by_what_it_is_for() {
        redis.hset("{p1}:cmd", "f:a|c1", big());
        redis.zadd("{p1}:cmdt", 1, "f:a|c1");
        redis.hset("{p2}:f:live", Map.of("v", "1", "s", big() + big()));
        redis.rpush("{p2}:log:f:live", big());
        redis.hset("{p2}:f:stub", Map.of("v", "1", "a", big() + big() + big()));
        redis.hset("{p3}:num:FH", "n:FH-20261122-0001", big());
        redis.hset("{p4}:keys", "f:stub", big());
        redis.hset("{p5}:row:done:2026-11-22", "live", big());
        redis.hset("{p5}:row:todo:m-1", "live", big());

        Held held = look.held();

        assertThat(held.of(Share.COMMAND_IDS)).isCloseTo(100, within(2.0 * 14));
        assertThat(held.of(Share.WORK)).isCloseTo(400, within(4.0 * 14));
        assertThat(held.of(Share.ARCHIVED)).isCloseTo(500, within(5.0 * 14));
        assertThat(held.of(Share.FINISHED)).isCloseTo(100, within(2.0 * 14));
        assertThat(held.used()).isGreaterThan(1_100);
        assertThat(held.beyond()).isCloseTo(held.used() - 700, within(7.0 * 14));
    }

    @Test
    void a_record_is_archived_when_the_store_names_its_place() {
        String stub = key("stub");
        redis.hset(stub, Map.of("v", "1", "a", "1:80:10"));
        redis.hset(key("live"), Map.of("v", "1", "s", "state"));

        assertThat(look.archived(List.of("stub", "live", "never"))).containsExactly("stub");
        assertThat(look.archiveHead()).isEmpty();
    }

    private static String key(String record) {
        return "{p%d}:f:%s".formatted(AggregateId.partitionOf(record), record);
    }
}
