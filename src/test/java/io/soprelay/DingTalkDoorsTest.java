package io.soprelay;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.testkit.LoneBot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both platforms in one bot, each with the doors that its transport needs and no others. */
class DingTalkDoorsTest {
    /** Nobody listens there: a start waits for no platform. */
    private static final String NOBODY = "http://127.0.0.1:1";

    @TempDir
    Path media;

    @Test
    void by_http_every_door_is_there_and_opens_to_nobody_unsigned() {
        try (LoneBot bot = bot(
                "--relay.dingtalk.callback-api-secret=secret",
                "--relay.dingtalk.aes-key=4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij",
                "--relay.dingtalk.event-token=123456",
                "--relay.feishu.enabled=true",
                "--relay.feishu.base-url=" + NOBODY,
                "--relay.feishu.app-id=cli_1",
                "--relay.feishu.app-secret=secret",
                "--relay.feishu.encrypt-key=key",
                "--relay.feishu.verification-token=token",
                "--relay.feishu.transport=webhook")) {
            assertThat(status(bot, "dingtalk/robot")).isEqualTo(401);
            assertThat(status(bot, "dingtalk/card")).isEqualTo(401);
            assertThat(status(bot, "dingtalk/event")).isEqualTo(401);
            assertThat(status(bot, "feishu")).isEqualTo(401);
        }
    }

    @Test
    void by_stream_there_is_no_door() {
        try (LoneBot bot = bot()) {
            assertThat(status(bot, "dingtalk/robot")).isEqualTo(404);
            assertThat(status(bot, "dingtalk/card")).isEqualTo(404);
            assertThat(status(bot, "dingtalk/event")).isEqualTo(404);
        }
    }

    private LoneBot bot(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "--relay.dingtalk.enabled=true",
                "--relay.dingtalk.base-url=" + NOBODY,
                "--relay.dingtalk.legacy-base-url=" + NOBODY,
                "--relay.dingtalk.client-id=ding1",
                "--relay.dingtalk.client-secret=secret"));
        settings.addAll(List.of(more));
        return new LoneBot(media, settings.toArray(String[]::new));
    }

    private static int status(LoneBot bot, String door) {
        return bot.answers("POST", "/callbacks/" + door, "{}", "Content-Type", "application/json")
                .statusCode();
    }
}
