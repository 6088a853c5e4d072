package io.soprelay.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.FeishuPlatformConfig;
import io.soprelay.im.simulator.SimulatedCard;
import io.soprelay.im.simulator.SimulatedPerson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bot that is told nothing but its app: it calls Feishu, and people work with it as with any other. */
class CallingBotTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FeishuPlatform feishu = new FeishuPlatform(FeishuPlatformConfig.random()
            .withRates(FeishuPlatformConfig.Rates.unlimited())
            .withWaits(Duration.ofSeconds(3), Collections.nCopies(100, Duration.ofMillis(500))));
    private final SimulatedPerson admin = feishu.addPerson("老周");
    private final SimulatedPerson zhang = feishu.addPerson("张总");

    @Test
    void a_delivery_is_started_and_approved_without_an_address_of_the_bots(@TempDir Path folder) {
        feishu.start();
        try (BotUnderTest bot = BotUnderTest.calling(folder, feishu, admin)) {
            bot.start();
            await().atMost(PATIENCE).until(() -> feishu.lines().open() == 1);
            await().atMost(PATIENCE).until(() -> bot.health().orElse("").contains("\"connectedSince\""));
            assertThat(bot.health().orElseThrow()).contains("feishuLine");
            admin.says("/role set 审批人 @张总");
            awaitText("审批人现在是：张总");

            admin.says("/start 发货流程");
            SimulatedCard form = admin.awaitCard(card -> card.title().contains("发起发货流程"), PATIENCE)
                    .orElseThrow();
            form.fill("客户名称", "甲公司");
            form.fill("发货内容", "交换机");
            form.fill("数量", "1");
            form.fill("金额", "1");
            assertThat(form.press("提交").toastText()).contains("FH-");

            feishu.lines().disconnectAll();
            await().atMost(PATIENCE)
                    .until(() ->
                            feishu.lines().openedInAll() == 2 && feishu.lines().open() == 1);
            SimulatedCard approval = zhang.awaitCard(card -> card.buttons().contains("同意"), PATIENCE)
                    .orElseThrow();
            assertThat(approval.press("同意").toastText()).contains("已同意");
        }
        await().atMost(PATIENCE).until(() -> feishu.lines().open() == 0);
        feishu.close();
    }

    private void awaitText(String text) {
        assertThat(admin.awaitText(shown -> shown.contains(text), PATIENCE))
                .as(text)
                .isPresent();
    }
}
