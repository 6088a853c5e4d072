package io.soprelay.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.FeishuPlatformConfig;
import io.soprelay.redis.client.ClientLimits;
import io.soprelay.redis.server.EmbeddedRedis;
import io.soprelay.settings.RedisSettings;
import io.soprelay.settings.Secret;
import io.soprelay.testkit.OwnRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.RedisClient;

/** What cannot start says why in one sentence, without a stack trace, and leaves nothing running. */
class FailedStartTest {
    /** What the log says of good news before the sentence comes. */
    private static final Pattern NEWS = Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO .*");

    private final FeishuPlatform feishu = new FeishuPlatform(FeishuPlatformConfig.random());

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        feishu.start();
    }

    @AfterEach
    void close() {
        feishu.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --relay.redis.appendfsync=never     | must be one of always, everysec, but was never
            --relay.clock.settable=maybe        | relay.clock.settable cannot be read: Invalid boolean value 'maybe'
            --relay.feishu.app-idd=x            | there is no setting relay.feishu.app-idd; there are
            --relay.dingtalk.client-idd=x       | there is no setting relay.dingtalk.client-idd; there are
            --relay.dingtalk.aes-key=short      | relay.dingtalk.aes-key must be 43 letters and digits, but was '5 characters'
            --relay.dingtalk.enabled=true       | relay.dingtalk.client-id must be set while relay.dingtalk.enabled is true
            --relay.media.dir=bot.log           | relay.media.dir must be a folder that this user may write to, but was
            --relay.archive.after=30d           | relay.archive.after must be between 35d and 3650d, but was PT720H
            --relay.flows-dir=bot.log           | relay.flows-dir must be a folder of flow files, but
            """)
    void a_bad_setting_is_named_with_the_value_found_and_what_is_allowed(String argument, String sentence) {
        assertRefused(bot().startInVain(argument), sentence);
    }

    @Test
    void a_token_that_can_be_guessed_is_refused_and_not_printed() {
        BotUnderTest.Ended ended = bot().startInVain("--relay.api.token=too-short");

        assertRefused(ended, "relay.api.token", "16");
        assertThat(ended.printed()).doesNotContain("too-short");
    }

    @Test
    void a_settable_clock_beside_the_real_platform_is_refused() {
        assertRefused(
                bot().startInVain("--relay.feishu.base-url=https://open.feishu.cn", "--relay.clock.settable=true"),
                "relay.clock.settable");
    }

    @Test
    void a_settable_clock_beside_the_real_dingtalk_is_refused() {
        assertRefused(
                bot().startInVain(
                                "--relay.dingtalk.enabled=true",
                                "--relay.dingtalk.client-id=ding1",
                                "--relay.dingtalk.client-secret=secret",
                                "--relay.clock.settable=true"),
                "relay.clock.settable");
    }

    @Test
    void a_port_in_use_is_said() throws IOException {
        BotUnderTest bot = bot();
        try (ServerSocket taken = new ServerSocket(bot.port(), 1, InetAddress.getByName("0.0.0.0"))) {
            assertRefused(bot.startInVain(), "Port " + taken.getLocalPort() + " is in use", "--server.port=");
        }
    }

    @Test
    void a_data_folder_that_is_a_file_is_said() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/redis"), "not a folder");

        assertRefused(bot().startInVain(), "data/redis cannot be used: it is a file", "relay.redis.data-dir");
    }

    /** Nobody, not even root, makes a folder there. */
    @Test
    void a_data_folder_that_cannot_be_written_is_said() {
        assertRefused(
                bot().startInVain("--relay.redis.data-dir=/proc/sop-relay"),
                "The data folder /proc/sop-relay cannot be used",
                "a folder that this user may write to");
    }

    @Test
    void a_data_folder_of_another_living_bot_is_left_to_it(@TempDir Path others) {
        try (EmbeddedRedis owner = EmbeddedRedis.start(RedisSettings.embedded(others))) {
            assertRefused(
                    bot().startInVain("--relay.redis.data-dir=" + others),
                    others + " is in use by process " + ProcessHandle.current().pid(),
                    "two bots never share one");
            assertThat(ProcessHandle.of(owner.pid())).isPresent();
        }
    }

    @Test
    void data_damaged_in_the_middle_is_refused_untouched_and_the_way_out_is_said() throws IOException {
        Path file = filled();
        byte[] damaged = Files.readAllBytes(file);
        byte[] noise = "\r\nrubbish\r\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(noise, 0, damaged, damaged.length / 2, noise.length);
        Files.write(file, damaged);

        assertRefused(bot().startInVain(), "refuses to load its files", "backup", "--fix");

        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    }

    @Test
    void a_redis_of_others_that_is_not_there_is_said() {
        assertRefused(
                bot().startInVain("--relay.redis.mode=standalone", "--relay.redis.nodes=127.0.0.1:1"),
                "Redis at 127.0.0.1:1 (relay.redis.nodes) does not answer",
                "correct the address");
    }

    @Test
    void a_redis_of_others_that_throws_keys_away_is_refused() {
        try (OwnRedis redis = new OwnRedis(folder, Secret.NONE, "--maxmemory-policy", "allkeys-lru")) {
            assertRefused(
                    bot().startInVain("--relay.redis.mode=standalone", "--relay.redis.nodes=" + redis.address()),
                    "maxmemory-policy is allkeys-lru, only noeviction is allowed");
        }
    }

    private BotUnderTest bot() {
        return new BotUnderTest(folder, feishu, feishu.addPerson("老周"));
    }

    /** The append-only file of a server that was stopped in order, as this version of it keeps one. */
    private Path filled() throws IOException {
        Path data = folder.resolve("data/redis");
        try (EmbeddedRedis redis = EmbeddedRedis.start(RedisSettings.embedded(data));
                RedisClient client = redis.connect(ClientLimits.DEFAULTS)) {
            for (int i = 0; i < 100; i++) {
                client.set("key" + i, "value");
            }
        }
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(
                            file -> file.getFileName().toString().matches("appendonly\\.aof(\\.\\d+\\.incr\\.aof)?"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void assertRefused(BotUnderTest.Ended ended, String... words) {
        assertThat(ended.exitCode()).isNotZero();
        List<String> lines = ended.printed()
                .lines()
                .filter(line -> !NEWS.matcher(line).matches())
                .toList();
        assertThat(lines).as("all but good news of\n%s", ended.printed()).hasSize(1);
        assertThat(lines.getFirst())
                .startsWith("SOP Relay did not start: ")
                .endsWith(".")
                .contains(words);
        assertThat(Processes.serverIn(folder.resolve("data/redis"))).isEmpty();
    }
}
