package io.soprelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.settings.RedisNode;
import io.soprelay.settings.RedisSettings;
import io.soprelay.settings.Secret;
import io.soprelay.testkit.OwnRedis;
import io.soprelay.testkit.TlsProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Redis of others behind TLS: the right one is used, and to any other one nothing is said. */
class StoreTlsTest {
    private static final Secret PASSWORD = Secret.of("s3cret");

    @TempDir
    static Path folder;

    private static OwnRedis redis;
    private static TlsProxy here;
    private static TlsProxy elsewhere;

    @BeforeAll
    static void open() throws IOException {
        redis = new OwnRedis(Files.createDirectory(folder.resolve("redis")), PASSWORD);
        here = new TlsProxy(redis.address(), Files.createDirectory(folder.resolve("a")), "ip:127.0.0.1,dns:localhost");
        elsewhere = new TlsProxy(redis.address(), Files.createDirectory(folder.resolve("b")), "dns:redis.elsewhere");
    }

    @AfterAll
    static void close() {
        here.close();
        elsewhere.close();
        redis.close();
    }

    @Test
    void a_server_whose_certificate_comes_from_the_authority_is_used_encrypted() {
        long before = here.said();
        try (StoreConfiguration.RedisHome home = open("rediss://127.0.0.1:" + here.port(), here.certificate())) {
            assertThat(home.client().set("greeting", "hello")).isEqualTo("OK");
            assertThat(home.client().get("greeting")).isEqualTo("hello");
        }
        assertThat(here.said()).isGreaterThan(before);
    }

    @Test
    void a_certificate_that_java_does_not_trust_is_refused_before_the_password_is_said() {
        long before = here.said();
        refused("rediss://127.0.0.1:" + here.port(), null, "is not trusted", "set relay.redis.ca");
        assertThat(here.said()).isEqualTo(before);
    }

    @Test
    void without_a_file_java_says_who_is_trusted() {
        here.trusted().forEach(System::setProperty);
        try (StoreConfiguration.RedisHome home = open("rediss://localhost:" + here.port(), null)) {
            assertThat(home.client().ping()).isEqualTo("PONG");
        } finally {
            here.trusted().keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void a_certificate_of_another_authority_is_refused() {
        long before = here.said();
        refused("rediss://127.0.0.1:" + here.port(), elsewhere.certificate(), "is not trusted", "set relay.redis.ca");
        assertThat(here.said()).isEqualTo(before);
    }

    @Test
    void a_trusted_certificate_of_another_host_is_refused() {
        long before = elsewhere.said();
        refused(
                "rediss://127.0.0.1:" + elsewhere.port(),
                elsewhere.certificate(),
                "a certificate of another host",
                "write the name that stands in the certificate");
        refused(
                "rediss://localhost:" + elsewhere.port(),
                elsewhere.certificate(),
                "a certificate of another host",
                "write the name that stands in the certificate");
        assertThat(elsewhere.said()).isEqualTo(before);
    }

    @Test
    void a_server_without_tls_is_not_spoken_to_in_plain_words_instead() {
        refused("rediss://" + redis.address(), here.certificate(), "leave out rediss:// if it has no TLS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void a_file_without_certificates_is_refused_with_its_name(String text) throws IOException {
        Path ca = Files.writeString(folder.resolve("empty.pem"), text);
        refused(
                "rediss://127.0.0.1:" + here.port(),
                ca,
                "relay.redis.ca must be a file of certificates",
                ca.toString());
    }

    @Test
    void a_file_that_is_not_there_is_refused_with_its_name() {
        Path ca = folder.resolve("missing.pem");
        refused(
                "rediss://127.0.0.1:" + here.port(),
                ca,
                "relay.redis.ca must be a file of certificates",
                ca.toString());
    }

    @Test
    void a_line_that_others_can_read_is_warned_about_and_one_on_this_machine_is_not() {
        assertThat(StoreConfiguration.overheard(new RedisNode("192.0.2.1", 6379, false)))
                .hasValueSatisfying(said ->
                        assertThat(said).contains("the password too", "rediss://192.0.2.1:6379", "relay.redis.nodes"));
        assertThat(StoreConfiguration.overheard(new RedisNode("192.0.2.1", 6379, true)))
                .isEmpty();
        for (String own : List.of("127.0.0.1", "localhost", "[::1]")) {
            assertThat(StoreConfiguration.overheard(new RedisNode(own, 6379, false)))
                    .as(own)
                    .isEmpty();
        }
    }

    private static StoreConfiguration.RedisHome open(String node, @Nullable Path ca) {
        return new StoreConfiguration()
                .redisHome(new RedisSettings(
                        "standalone", List.of(node), PASSWORD, "", folder, null, "always", ca, Secret.NONE));
    }

    private static void refused(String node, @Nullable Path ca, String... sentences) {
        assertThatThrownBy(() -> open(node, ca).close())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContainingAll(sentences)
                .hasMessageMatching(Pattern.compile(".*\\.", Pattern.DOTALL))
                .hasMessageNotContaining("s3cret");
    }
}
