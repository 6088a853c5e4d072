package io.soprelay.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.soprelay.bench.DeliveryPlay;
import io.soprelay.bench.EngineLab;
import io.soprelay.redis.RedisStore;
import io.soprelay.redis.StoreLimits;
import io.soprelay.testkit.TestChain;
import io.soprelay.testkit.TestRedis;
import io.soprelay.testkit.company.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;

/** What looks for faults finds them when they are there. */
class CrashToolsTest {

    @Test
    void a_history_that_says_something_twice_and_a_state_that_it_does_not_say_are_found() throws IOException {
        TestRedis.flush();
        RedisStore store = RedisStore.open(TestRedis.client(), StoreLimits.DEFAULTS, TestChain.CHAIN);
        DeliveryPlay play = new DeliveryPlay(EngineLab.engine(store), nanos -> {});
        String flow = play.ship(play.start("one")).id().value();
        String log = Truth.partition(flow) + "log:f:" + flow;
        try (Jedis client = client()) {
            Truth truth = new Truth(client);
            assertThat(truth.broken(flow)).isEmpty();

            byte[] last = client.lindex(log.getBytes(StandardCharsets.UTF_8), -1);
            client.rpush(log.getBytes(StandardCharsets.UTF_8), last);
            assertThat(truth.broken(flow))
                    .anyMatch(each -> each.startsWith("I1: command"))
                    .anyMatch(each -> each.startsWith("I3: entry"))
                    .anyMatch(each -> each.startsWith("I3: version"))
                    .anyMatch(each -> each.startsWith("I3: the chain"))
                    .anyMatch(each -> each.startsWith("I2"));

            client.rpop(log);
            client.rpop(log);
            assertThat(truth.broken(flow)).anyMatch(each -> each.startsWith("I2: the state is not"));
        }
    }

    @Test
    void a_lane_that_waits_is_not_drained_and_named() {
        TestRedis.flush();
        try (Jedis client = client()) {
            Truth truth = new Truth(client);
            assertThat(truth.isDrained()).isTrue();
            client.zadd("{p3}:q:t", 9e12, "far");
            assertThat(truth.isDrained()).as("timers wait for their time").isTrue();
            client.zadd("{p3}:q:c", 1, "card");
            assertThat(truth.isDrained()).isFalse();
            assertThat(truth.waiting()).contains("{p3}:q:c card");
        }
    }

    @Test
    void what_goes_over_from_one_lane_to_another_is_never_missed() throws InterruptedException {
        TestRedis.flush();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger crossings = new AtomicInteger();
        try (Jedis looking = client();
                Jedis moving = client()) {
            moving.zadd("{p3}:q:r", 1, "news");
            Thread going = Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    crosses(moving, "{p3}:q:r", "{p60}:q:r");
                    crosses(moving, "{p60}:q:r", "{p3}:q:r");
                    crossings.incrementAndGet();
                }
            });
            try {
                Truth truth = new Truth(looking);
                for (int look = 0; look < 200; look++) {
                    assertThat(truth.isDrained()).as("look %d", look).isFalse();
                }
            } finally {
                over.set(true);
                going.join();
            }
            assertThat(crossings).as("there and back meanwhile").hasPositiveValue();
        }
    }

    private static void crosses(Jedis store, String from, String to) {
        try (AbstractTransaction both = store.multi()) {
            both.zadd(to, 1, "news");
            both.zrem(from, "news");
            both.exec();
        }
    }

    @Test
    void a_store_that_differs_by_one_field_is_told_from_the_model() {
        TestRedis.flush();
        StoreModel model = new StoreModel();
        for (String line : List.of("HSET h a 1 b 2", "RPUSH l x", "ZADD z 5 m", "SADD s one", "INCR n", "HDEL h b")) {
            model.apply(List.of(line.split(" ")));
        }
        try (Jedis client = client()) {
            client.hset("h", "a", "1");
            client.rpush("l", "x");
            client.zadd("z", 5, "m");
            client.sadd("s", "one");
            client.incr("n");
            assertThat(model.differences(client)).isEmpty();
            client.zadd("z", 6, "m");
            assertThat(model.differences(client)).containsExactly("z is not as it was written");
            client.del("z");
            assertThat(model.differences(client)).hasSize(2);
        }
        assertThatIllegalStateException().isThrownBy(() -> model.apply(List.of("FLUSHALL")));
    }

    @Test
    void only_words_that_no_platform_pushes_again_are_said_again() {
        assertThat(Boundary.TOKEN_FETCHED.isAskedAgain(Platform.DINGTALK, false))
                .isTrue();
        assertThat(Boundary.TOKEN_FETCHED.isAskedAgain(Platform.DINGTALK, true)).isFalse();
        assertThat(Boundary.TOKEN_FETCHED.isAskedAgain(Platform.FEISHU, false)).isFalse();
        assertThat(Boundary.COMMITTED.isAskedAgain(Platform.DINGTALK, false)).isFalse();
    }

    @Test
    void what_cannot_be_asked_for_is_refused_with_a_sentence() {
        assertThat(CrashOptions.read(List.of()).parts()).containsExactly("aof", "kill");
        assertThat(CrashOptions.read(List.of("kill", "--rounds", "6")).rounds()).isEqualTo(6);
        assertThat(CrashOptions.read(List.of("--cells", "timer leased")).chosen())
                .hasSize(Fault.values().length);
        for (List<String> wrong : List.of(
                List.of("burn"),
                List.of("--rounds", "0"),
                List.of("--rounds"),
                List.of("--platform", "letter"),
                List.of("--cells", "no such boundary"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CrashOptions.read(wrong))
                    .withMessageContaining(wrong.getFirst());
        }
    }

    private static Jedis client() {
        return new Jedis(
                TestRedis.server().address(),
                DefaultJedisClientConfig.builder()
                        .resp2()
                        .autoNegotiateProtocol(false)
                        .password(TestRedis.server().password().reveal())
                        .build());
    }
}
