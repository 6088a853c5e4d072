package io.soprelay.redis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.settings.Secret;
import io.soprelay.testkit.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

class RedisConnectionsTest {

    /** Holds the server up for 300 ms and then counts itself. */
    private static final String SLOW = """
            local start = redis.call('time')
            repeat
                local now = redis.call('time')
            until (now[1] - start[1]) * 1000000 + now[2] - start[2] > 300000
            return redis.call('incr', KEYS[1])""";

    private static final ClientLimits HASTY = new ClientLimits(1, Duration.ofMillis(200), Duration.ofMillis(100));

    @BeforeEach
    void emptyServer() {
        TestRedis.flush();
    }

    @Test
    void a_command_that_timed_out_ran_once_and_its_late_reply_answers_nobody_else() {
        try (RedisClient hasty = TestRedis.connect(HASTY)) {
            hasty.set("other", "mine");
            assertThatThrownBy(() -> hasty.eval(SLOW, 1, "ran")).isInstanceOf(JedisConnectionException.class);
            assertThat(hasty.getPool().getDestroyedCount()).isEqualTo(1);
            // Returns only when the server is done with the slow script.
            assertThat(TestRedis.client().get("ran")).isEqualTo("1");
            assertThat(hasty.get("other")).isEqualTo("mine");
            assertThat(hasty.get("ran")).isEqualTo("1");
        }
    }

    @Test
    void a_failed_connection_takes_the_idle_ones_with_it() {
        ClientLimits two = new ClientLimits(2, Duration.ofMillis(200), Duration.ofMillis(100));
        try (RedisClient client = TestRedis.connect(two)) {
            Connection first = client.getPool().getResource();
            Connection second = client.getPool().getResource();
            first.close();
            second.close();
            assertThat(client.getPool().getNumIdle()).isEqualTo(2);
            assertThatThrownBy(() -> client.eval(SLOW, 1, "ran")).isInstanceOf(JedisConnectionException.class);
            assertThat(client.getPool().getNumIdle()).isZero();
            assertThat(TestRedis.client().get("ran")).isEqualTo("1");
        }
    }

    @Test
    void an_exhausted_pool_gives_up_within_its_limit() {
        try (RedisClient hasty = TestRedis.connect(HASTY);
                Connection held = hasty.getPool().getResource()) {
            assertThat(held.isConnected()).isTrue();
            assertThatThrownBy(() -> hasty.get("any")).isInstanceOf(JedisException.class);
        }
    }

    @Test
    void a_wrong_password_is_refused() {
        try (RedisClient stranger =
                RedisConnections.open(TestRedis.server().address(), Secret.of("guess"), ClientLimits.DEFAULTS)) {
            assertThatThrownBy(stranger::ping).isInstanceOf(JedisAccessControlException.class);
        }
    }

    @Test
    void limits_out_of_range_are_refused_with_the_value_found() {
        assertThatThrownBy(() -> new ClientLimits(0, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .hasMessage("connectionsMax must be between 1 and 1000, but was 0");
        assertThatThrownBy(() -> ClientLimits.DEFAULTS.withSocketTimeout(Duration.ZERO))
                .hasMessage("socketTimeout must be between 1ms and 1m, but was PT0S");
    }
}
