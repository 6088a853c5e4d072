package io.soprelay.redis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.testkit.TestRedis;
import org.junit.jupiter.api.Test;

class RedisServerCheckTest {

    private static final String GOOD = """
            # Server
            redis_version:7.2.4\r
            role:master\r
            maxmemory_policy:noeviction\r
            aof_enabled:1\r
            aof_last_write_status:ok\r
            cluster_enabled:0\r
            """;

    @Test
    void the_embedded_server_passes_without_a_warning_though_config_is_denied_to_the_client() {
        RedisServerCheck check = RedisServerCheck.of(TestRedis.client());
        assertThat(check.version()).isEqualTo(TestRedis.server().version());
        assertThat(check.warnings()).isEmpty();
    }

    @Test
    void a_server_that_flushes_at_each_write_has_no_warning() {
        assertThat(RedisServerCheck.judge(GOOD, "always").warnings()).isEmpty();
    }

    @Test
    void weaker_persistence_warns() {
        assertThat(RedisServerCheck.judge(GOOD, "everysec").warnings())
                .singleElement()
                .asString()
                .contains("two seconds");
        assertThat(RedisServerCheck.judge(GOOD, "no").warnings())
                .singleElement()
                .asString()
                .contains("operating system");
        assertThat(RedisServerCheck.judge(GOOD.replace("aof_enabled:1", "aof_enabled:0"), "always")
                        .warnings())
                .singleElement()
                .asString()
                .contains("no append-only file");
        assertThat(RedisServerCheck.judge(GOOD.replace("status:ok", "status:err"), "always")
                        .warnings())
                .singleElement()
                .asString()
                .contains("could not write");
    }

    @Test
    void a_server_that_may_evict_records_is_refused() {
        refused(
                "maxmemory_policy:noeviction",
                "maxmemory_policy:allkeys-lru",
                "allkeys-lru, only noeviction is allowed");
    }

    @Test
    void an_old_server_is_refused() {
        refused("redis_version:7.2.4", "redis_version:6.0.16", "must be version 6.2 or newer, but was 6.0.16");
        refused("redis_version:7.2.4", "redis_version:5.9.1", "but was 5.9.1");
        refused("redis_version:7.2.4", "redis_version:weird", "but was weird");
        assertThat(RedisServerCheck.judge(GOOD.replace("7.2.4", "6.2.0"), "always")
                        .version())
                .isEqualTo("6.2.0");
    }

    @Test
    void a_replica_and_a_cluster_node_are_refused() {
        refused("role:master", "role:slave", "is a replica");
        refused("cluster_enabled:0", "cluster_enabled:1", "node of a cluster");
    }

    private static void refused(String good, String bad, String sentence) {
        assertThatThrownBy(() -> RedisServerCheck.judge(GOOD.replace(good, bad), "always"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(sentence);
    }
}
