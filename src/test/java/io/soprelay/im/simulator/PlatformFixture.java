package io.soprelay.im.simulator;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A started platform with two people, a fake bot and a client; time stands still unless the test moves it. */
abstract class PlatformFixture {
    final MovableTime time = new MovableTime();
    FeishuPlatform feishu = new FeishuPlatform(config());
    FakeBot bot = new FakeBot(feishu.config().encryptKey());
    Calls calls = new Calls(feishu);
    SimulatedPerson wang = feishu.addPerson("销售小王", "13800000001");
    SimulatedPerson li = feishu.addPerson("库管小李", "13800000002");

    /** The app under test; a class about limits says so itself. */
    FeishuPlatformConfig config() {
        return FeishuPlatformConfig.random()
                .withClocks(time, time)
                .withRates(FeishuPlatformConfig.Rates.unlimited())
                .withWaits(Duration.ofMillis(600), List.of());
    }

    @BeforeEach
    void start() {
        feishu.start();
        feishu.callbackAddress(bot.address());
    }

    @AfterEach
    void stop() {
        feishu.close();
        bot.close();
    }
}
