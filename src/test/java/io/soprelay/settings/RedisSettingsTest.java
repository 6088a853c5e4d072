package io.soprelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RedisSettingsTest {

    @Test
    void a_binder_fills_what_is_left_out_with_the_defaults() {
        RedisSettings bound = bind(Map.of("relay.redis.mode", "embedded"));
        assertThat(bound).isEqualTo(RedisSettings.defaults());
        assertThat(bound.dataDir()).isEqualTo(Path.of("data/redis"));
        assertThat(bound.appendfsync()).isEqualTo("always");
        assertThat(bound.isEmbedded()).isTrue();
    }

    @Test
    void a_binder_reads_an_external_server_and_hides_its_password() {
        RedisSettings bound = bind(Map.of(
                "relay.redis.mode", "standalone",
                "relay.redis.nodes", "db.internal:6379",
                "relay.redis.password", "open sesame"));
        assertThat(bound.nodes()).containsExactly("db.internal:6379");
        assertThat(bound.password().reveal()).isEqualTo("open sesame");
        assertThat(bound.toString()).doesNotContain("sesame").contains("***");
    }

    @Test
    void an_unknown_value_is_refused_with_the_range() {
        refused(
                "embedded",
                List.of(),
                "sometimes",
                "relay.redis.appendfsync must be one of always, everysec, but was" + " sometimes");
        refused(
                "memory",
                List.of(),
                "always",
                "relay.redis.mode must be one of embedded, standalone, sentinel, cluster," + " but was memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sentinel", "cluster"})
    void modes_of_a_later_release_are_refused_as_such(String mode) {
        refused(
                mode,
                List.of(),
                "always",
                "relay.redis.mode %s is not available yet; use embedded or standalone".formatted(mode));
    }

    @Test
    void nodes_must_fit_the_mode() {
        refused("embedded", List.of("h:1"), "always", "must be empty when relay.redis.mode is embedded, but was [h:1]");
        refused("standalone", List.of(), "always", "must hold exactly one host:port");
        refused("standalone", List.of("h:1", "h:2"), "always", "must hold exactly one host:port");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host",
                "host:",
                ":6379",
                "rediss://host",
                "rediss://host:1/0",
                "host:0",
                "host:65536",
                "host:port"
            })
    void a_node_is_a_host_and_a_port(String node) {
        refused(
                "standalone",
                List.of(node),
                "always",
                "must hold host:port with a port between 1 and 65535, but was " + node);
    }

    @ParameterizedTest
    @CsvSource({
        "db.internal:6379, db.internal, 6379, false",
        "redis://db.internal:6379, db.internal, 6379, false",
        "rediss://db.internal:6380, db.internal, 6380, true",
        "rediss://[::1]:6380, [::1], 6380, true"
    })
    void a_node_says_whether_the_line_to_it_is_encrypted(String written, String host, int port, boolean tls) {
        assertThat(external(written, null).node()).isEqualTo(new RedisNode(host, port, tls));
    }

    @Test
    void a_password_in_a_node_is_refused_without_saying_it() {
        assertThatThrownBy(() -> external("rediss://:s3cret@db.internal:6380", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("relay.redis.password")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_file_of_certificates_is_refused_where_nothing_is_encrypted() {
        Path ca = Path.of("ca.pem");
        assertThat(external("rediss://db.internal:6380", ca).ca()).isEqualTo(ca);
        assertThatThrownBy(() -> external("db.internal:6379", ca))
                .hasMessageContaining("relay.redis.ca is for a server with TLS")
                .hasMessageContaining("db.internal:6379");
        assertThatThrownBy(() ->
                        new RedisSettings("embedded", List.of(), Secret.NONE, "", Path.of("data"), null, "always", ca))
                .hasMessageContaining("relay.redis.ca is for a server with TLS");
    }

    private static RedisSettings external(String node, @Nullable Path ca) {
        return new RedisSettings("standalone", List.of(node), Secret.NONE, "", Path.of("data"), null, "always", ca);
    }

    @Test
    void a_secret_never_prints_itself() {
        Secret secret = Secret.of("open sesame");
        assertThat(secret)
                .hasToString("***")
                .isEqualTo(Secret.of("open sesame"))
                .isNotEqualTo(Secret.of("other"));
        assertThat(Secret.of("")).isSameAs(Secret.NONE);
        assertThat(Secret.NONE.isPresent()).isFalse();
        assertThat(secret.isPresent()).isTrue();
    }

    private static RedisSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("relay.redis", RedisSettings.class)
                .get();
    }

    private static void refused(String mode, List<String> nodes, String appendfsync, String sentence) {
        assertThatThrownBy(
                        () -> new RedisSettings(mode, nodes, Secret.NONE, "", Path.of("data"), null, appendfsync, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
