package io.soprelay.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.FeishuPlatformConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot start says why in one sentence, without a stack trace. */
class FailedStartTest {
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

    @Test
    void a_bad_setting_is_named_with_the_value_found_and_what_is_allowed() {
        assertRefused(
                bot().startInVain("--relay.redis.appendfsync=never"), "relay.redis.appendfsync", "never", "always");
    }

    @Test
    void a_misspelt_setting_is_not_ignored() {
        assertRefused(bot().startInVain("--relay.feishu.app-idd=x"), "relay.feishu.app-idd");
    }

    @Test
    void a_settable_clock_beside_the_real_platform_is_refused() {
        assertRefused(
                bot().startInVain("--relay.feishu.base-url=https://open.feishu.cn", "--relay.clock.settable=true"),
                "relay.clock.settable");
    }

    @Test
    void a_port_in_use_is_said() throws IOException {
        BotUnderTest bot = bot();
        try (ServerSocket taken = new ServerSocket(bot.port(), 1, InetAddress.getByName("0.0.0.0"))) {
            assertRefused(bot.startInVain(), Integer.toString(taken.getLocalPort()), "in use");
        }
    }

    @Test
    void a_data_folder_that_is_a_file_is_said() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/redis"), "not a folder");

        assertRefused(bot().startInVain(), "data/redis");
    }

    private BotUnderTest bot() {
        return new BotUnderTest(folder, feishu, feishu.addPerson("老周"));
    }

    private static void assertRefused(BotUnderTest.Ended ended, String... words) {
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.printed())
                .contains("SOP Relay did not start: ")
                .contains(words)
                .doesNotContain("\tat ", "Exception");
    }
}
