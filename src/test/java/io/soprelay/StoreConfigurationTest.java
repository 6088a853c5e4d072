package io.soprelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.settings.RedisSettings;
import io.soprelay.settings.Secret;
import io.soprelay.testkit.OwnRedis;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis that cannot be used: the sentence says where, why and what to do, and never a password. */
class StoreConfigurationTest {
    @TempDir
    Path folder;

    @Test
    void nobody_answers() {
        assertRefused(
                "127.0.0.1:1", Secret.NONE, "Redis at 127.0.0.1:1 (relay.redis.nodes) does not answer as it should");
        assertRefused(
                "no-such-host.invalid:6379",
                Secret.NONE,
                "Redis at no-such-host.invalid:6379 (relay.redis.nodes) does not answer as it should");
    }

    @Test
    void another_password_or_none() {
        try (OwnRedis redis = new OwnRedis(folder, Secret.of("s3cret"))) {
            assertRefused(
                    redis.address().toString(), Secret.of("oth3r"), "refuses the password in relay.redis.password");
            assertRefused(redis.address().toString(), Secret.NONE, "wants a password; set relay.redis.password");
        }
    }

    @Test
    void the_right_password_is_taken() {
        try (OwnRedis redis = new OwnRedis(folder, Secret.of("s3cret"));
                StoreConfiguration.RedisHome home = new StoreConfiguration()
                        .redisHome(settings(redis.address().toString(), Secret.of("s3cret")))) {
            assertThat(home.client().ping()).isEqualTo("PONG");
        }
    }

    @Test
    void about_the_bots_own_server_nobody_is_told_to_correct_an_address_or_a_password() {
        RedisSettings own =
                new RedisSettings("embedded", List.of(), Secret.NONE, "", folder, null, "always", null, Secret.NONE);
        assertThat(StoreConfiguration.unusable(own, new JedisException("WRONGPASS")))
                .startsWith("The redis-server in " + folder)
                .contains("stop it and start again")
                .doesNotContain("correct", "relay.redis.password");
    }

    private void assertRefused(String node, Secret password, String sentence) {
        assertThatThrownBy(() -> new StoreConfiguration().redisHome(settings(node, password)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("Redis at " + node)
                .hasMessageContaining(sentence)
                .hasMessageEndingWith(".")
                .hasMessageNotContainingAny("s3cret", "oth3r");
    }

    private RedisSettings settings(String node, Secret password) {
        return new RedisSettings("standalone", List.of(node), password, "", folder, null, "always", null, Secret.NONE);
    }
}
