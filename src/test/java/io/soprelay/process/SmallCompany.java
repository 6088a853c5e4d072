package io.soprelay.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.FeishuPlatformConfig;
import io.soprelay.im.simulator.SimulatedCard;
import io.soprelay.im.simulator.SimulatedPerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Four people of one company on a simulated Feishu without limits, and what they do while a test breaks their bot. */
final class SmallCompany implements AutoCloseable {
    /** Longer than a lease: what was claimed when the server died comes again when that ends. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What a press is told that nobody could confirm. */
    static final String PRESS_AGAIN = "还没确认保存，请再按一次";

    private static final Pattern NUMBER = Pattern.compile("FH-\\d{8}-\\d{4}");

    final FeishuPlatform feishu =
            new FeishuPlatform(FeishuPlatformConfig.random().withRates(FeishuPlatformConfig.Rates.unlimited()));
    final SimulatedPerson admin = feishu.addPerson("老周");
    final SimulatedPerson wang = feishu.addPerson("小王");
    final SimulatedPerson zhang = feishu.addPerson("张总");
    final SimulatedPerson li = feishu.addPerson("小李");

    SmallCompany() {
        feishu.start();
    }

    /** Until the bot has another redis-server. */
    static void awaitAnotherThan(ProcessHandle dead, BotUnderTest bot) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Processes.serverIn(bot.redisFolder())
                        .filter(server -> !server.equals(dead))
                        .isPresent());
    }

    /** 张总 approves, 小李 keeps the stock. */
    void takesRoles() {
        admin.says("/role set 审批人 @张总");
        awaitText(admin, "审批人现在是：张总");
        admin.says("/role set 库管 @小李");
        awaitText(admin, "库管现在是：小李");
    }

    /** @return the number the bot acknowledged */
    String startsDelivery(String customer) {
        long before = cardsToWang();
        wang.says("/start 发货流程");
        Awaitility.await().atMost(PATIENCE).until(() -> cardsToWang() > before);
        SimulatedCard form = wang.latestCard();
        form.fill("客户名称", customer);
        form.fill("发货内容", "交换机");
        form.fill("数量", "1");
        form.fill("金额", "1");
        Matcher number = NUMBER.matcher(form.press("提交").toastText());
        assertThat(number.find()).isTrue();
        return number.group();
    }

    /** 张总's card of a delivery that waits for his approval. */
    SimulatedCard approval(String number) {
        return await(zhang, number, "同意");
    }

    /** The first press after the death of a server may still meet a connection that died with it. @return the last toast */
    static String pressUntilDecided(SimulatedCard approval) {
        List<String> toasts = new ArrayList<>();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            toasts.add(approval.press("同意").toastText());
            return !toasts.getLast().equals(PRESS_AGAIN);
        });
        return toasts.getLast();
    }

    long cardsToWang() {
        return wang.messages().stream()
                .filter(message -> message.isCard() && !message.sender().equals(wang.openId()))
                .count();
    }

    static SimulatedCard await(SimulatedPerson person, String number, String button) {
        return person.awaitCard(
                        card -> card.subtitle().contains(number)
                                && card.buttons().contains(button),
                        PATIENCE)
                .orElseThrow(() -> new AssertionError(person.name() + " has no card of " + number + " with " + button));
    }

    static void awaitText(SimulatedPerson person, String text) {
        assertThat(person.awaitText(shown -> shown.contains(text), PATIENCE))
                .as(text)
                .isPresent();
    }

    /** How many cards of a record the bot has sent somebody. */
    static long cards(SimulatedPerson person, String number) {
        return person.messages().stream()
                .filter(message -> message.isCard() && !message.sender().equals(person.openId()))
                .filter(message -> person.cardIn(message.id()).subtitle().contains(number))
                .count();
    }

    @Override
    public void close() {
        feishu.close();
    }
}
