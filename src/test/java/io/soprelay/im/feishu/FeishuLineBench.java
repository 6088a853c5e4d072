package io.soprelay.im.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.soprelay.im.Platform;
import io.soprelay.im.RecordingInbox;
import io.soprelay.im.door.CallbackCounters;
import io.soprelay.im.door.OpenPresses;
import io.soprelay.im.door.PressDesk;
import io.soprelay.im.door.TenantGuard;
import io.soprelay.im.door.UploadedKeys;
import io.soprelay.im.line.LineKeeper;
import io.soprelay.im.line.LinePace;
import io.soprelay.im.simulator.CallbackAnswer;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.FeishuPlatformConfig;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.settings.FeishuSettings;
import io.soprelay.settings.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** A line to a simulated platform, with a recording inbox behind it and patience measured in fractions of a second. */
abstract class FeishuLineBench {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final LinePace HASTY = new LinePace(
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            LinePace.AGELESS,
            Duration.ofSeconds(5));

    final FeishuPlatformConfig config = FeishuPlatformConfig.random()
            .withRates(FeishuPlatformConfig.Rates.unlimited())
            .withWaits(Duration.ofSeconds(3), Collections.nCopies(200, Duration.ofMillis(100)));
    final FeishuPlatform platform = new FeishuPlatform(config);
    final RecordingInbox inbox = new RecordingInbox();
    final CallbackCounters counters = new CallbackCounters(new SimpleMeterRegistry(), Platform.FEISHU);
    final SimulatedPerson li = platform.addPerson("库管小李");

    @Nullable
    FeishuCardUpdate cardUpdate;

    String appSecret = config.appSecret();
    LineKeeper line = line();

    @BeforeEach
    void start() {
        platform.start();
    }

    @AfterEach
    void close() {
        line.stop();
        platform.close();
    }

    void connect() {
        line().start();
        await().until(() -> line.state().isConnected() && platform.lines().open() == 1);
    }

    final LineKeeper line() {
        FeishuSettings settings = new FeishuSettings(
                true,
                platform.baseUrl().toString(),
                config.appId(),
                Secret.of(appSecret),
                Secret.NONE,
                Secret.NONE,
                "long-connection",
                "ack");
        InstantSource clock = InstantSource.system();
        FeishuWords words = new FeishuWords(Locale.SIMPLIFIED_CHINESE);
        PressDesk presses = new PressDesk(inbox, new OpenPresses(clock), counters, clock, PressDesk.Budget.FEISHU);
        FeishuDesk desk = new FeishuDesk(
                Optional::empty,
                inbox,
                presses,
                FeishuCards.load(Path.of("no-such-folder"), words),
                UploadedKeys.inMemory(),
                words,
                counters,
                cardUpdate);
        line = new LineKeeper(
                "Feishu",
                new FeishuConnector(settings, TenantGuard.inMemory(), desk, counters, clock, PATIENCE),
                HASTY,
                clock);
        return line;
    }

    /** A press in clear, from the recorded one. */
    String pressed() {
        return adapted("card-press");
    }

    String menu() {
        return adapted("menu");
    }

    private String adapted(String recorded) {
        return FeishuPush.recorded(recorded)
                .replace("cli_a1", config.appId())
                .replace("\"t_1\"", "\"" + config.tenantKey() + "\"");
    }

    JsonNode press() {
        CallbackAnswer answer = platform.raw().send(pressed());
        assertThat(answer.ok()).isTrue();
        return FeishuJson.CARDS.readTree(answer.body());
    }

    static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
