package io.soprelay.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.FeishuPlatformConfig;
import io.soprelay.im.simulator.SimulatedCard;
import io.soprelay.im.simulator.SimulatedPerson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed without warning ten times while people work: whatever was acknowledged is there, and every card comes right. */
class KilledBotTest {
    private static final long SEED = 20261123;
    private static final int KILLS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern NUMBER = Pattern.compile("FH-\\d{8}-\\d{4}");

    private final FeishuPlatform feishu =
            new FeishuPlatform(FeishuPlatformConfig.random().withRates(FeishuPlatformConfig.Rates.unlimited()));
    private final SimulatedPerson admin = feishu.addPerson("老周");
    private final SimulatedPerson wang = feishu.addPerson("小王");
    private final SimulatedPerson zhang = feishu.addPerson("张总");
    private final SimulatedPerson li = feishu.addPerson("小李");

    @Test
    void ten_kills_lose_nothing_that_was_acknowledged(@TempDir Path folder) {
        feishu.start();
        Random moments = new Random(SEED);
        List<String> acknowledged = new ArrayList<>();
        try (BotUnderTest bot = new BotUnderTest(folder, feishu, admin)) {
            bot.start();
            admin.says("/role set 审批人 @张总");
            awaitText(admin, "审批人现在是：张总");
            admin.says("/role set 库管 @小李");
            awaitText(admin, "库管现在是：小李");
            for (int kill = 0; kill < KILLS; kill++) {
                acknowledged.add(startsDelivery("客户" + kill));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(moments.nextInt(150)));
                bot.kill();
                bot.start();
            }
            for (String number : acknowledged) {
                SimulatedCard approval = await(zhang, number, "同意");
                assertThat(approval.press("同意").toastText())
                        .as("seed %d, %s", SEED, number)
                        .contains("已同意");
            }
            for (String number : acknowledged) {
                await(li, number, "完成任务");
                assertThat(cards(li, number))
                        .as("seed %d, cards of %s", SEED, number)
                        .isEqualTo(1);
                assertThat(cards(zhang, number))
                        .as("seed %d, cards of %s", SEED, number)
                        .isEqualTo(1);
            }
        } finally {
            feishu.close();
        }
    }

    /** @return the number the bot acknowledged */
    private String startsDelivery(String customer) {
        int before = wang.messages().size();
        wang.says("/start 发货流程");
        SimulatedCard form = wang.awaitCard(
                        card -> card.title().contains("发起发货流程") && position(card) >= before, PATIENCE)
                .orElseThrow();
        form.fill("客户名称", customer);
        form.fill("发货内容", "交换机");
        form.fill("数量", "1");
        form.fill("金额", "1");
        ClickResult result = form.press("提交");
        Matcher number = NUMBER.matcher(result.toastText());
        assertThat(number.find()).as("seed %d, %s", SEED, result).isTrue();
        return number.group();
    }

    private int position(SimulatedCard card) {
        for (int i = 0; i < wang.messages().size(); i++) {
            if (wang.messages().get(i).id().equals(card.messageId())) {
                return i;
            }
        }
        return -1;
    }

    private static SimulatedCard await(SimulatedPerson person, String number, String button) {
        return person.awaitCard(
                        card -> card.subtitle().contains(number)
                                && card.buttons().contains(button),
                        PATIENCE)
                .orElseThrow(() -> new AssertionError(
                        "seed " + SEED + ": " + person.name() + " has no card of " + number + " with " + button));
    }

    private static void awaitText(SimulatedPerson person, String text) {
        assertThat(person.awaitText(shown -> shown.contains(text), PATIENCE))
                .as(text)
                .isPresent();
    }

    private static long cards(SimulatedPerson person, String number) {
        return person.messages().stream()
                .filter(message -> message.isCard() && !message.sender().equals(person.openId()))
                .filter(message -> person.cardIn(message.id()).subtitle().contains(number))
                .count();
    }
}
