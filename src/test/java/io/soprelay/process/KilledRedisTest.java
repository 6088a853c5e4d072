package io.soprelay.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.FeishuPlatformConfig;
import io.soprelay.im.simulator.SimulatedCard;
import io.soprelay.im.simulator.SimulatedPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The redis-server dies under a working bot: people hear the truth, the bot starts it again, the same press goes through
 * once, and nothing acknowledged is lost; not by a power cut in the middle of a write either.
 */
class KilledRedisTest {
    /** Longer than a lease: what was claimed when the server died comes again when that ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String PRESS_AGAIN = "还没确认保存，请再按一次";
    private static final Pattern NUMBER = Pattern.compile("FH-\\d{8}-\\d{4}");

    private final FeishuPlatform feishu =
            new FeishuPlatform(FeishuPlatformConfig.random().withRates(FeishuPlatformConfig.Rates.unlimited()));
    private final SimulatedPerson admin = feishu.addPerson("老周");
    private final SimulatedPerson wang = feishu.addPerson("小王");
    private final SimulatedPerson zhang = feishu.addPerson("张总");
    private final SimulatedPerson li = feishu.addPerson("小李");

    @TempDir
    Path folder;

    @Test
    void a_server_that_hangs_or_dies_costs_a_second_press_and_nothing_else() throws IOException {
        feishu.start();
        try (BotUnderTest bot = new BotUnderTest(folder, feishu, admin)) {
            bot.start();
            staff();
            List<String> numbers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String number = startsDelivery("客户" + i);
                await(zhang, number, "同意");
                numbers.add(number);
            }
            approvesWhileItHangs(bot, numbers.getFirst());
            for (String number : numbers.subList(1, numbers.size())) {
                approvesWhileItDies(bot, number);
            }
            for (String number : numbers) {
                assertThat(cards(li, number)).as("cards of %s", number).isEqualTo(1);
                assertThat(cards(zhang, number)).as("cards of %s", number).isEqualTo(1);
            }
            assertThat(admin.textsFromBot().stream().filter(text -> text.contains("财务现在是：小李")))
                    .hasSize(1);
            assertLogIsShort(bot.printed());

            bot.kill();
            Processes.serverIn(bot.redisFolder()).orElseThrow().destroyForcibly();
            tearLastWrite(bot.redisFolder());
            bot.start();

            long before = cardsToWang();
            wang.says("/show " + numbers.getLast());
            Awaitility.await().atMost(PATIENCE).until(() -> cardsToWang() > before);
            assertThat(wang.latestCard().text()).contains(numbers.getLast(), "已审批");
        } finally {
            feishu.close();
        }
    }

    /** No answer at all: the press is told so inside its budget, the event is not acknowledged; then the server dies. */
    private void approvesWhileItHangs(BotUnderTest bot, String number) {
        SimulatedCard approval = await(zhang, number, "同意");
        ProcessHandle server = Processes.serverIn(bot.redisFolder()).orElseThrow();
        Processes.signal("STOP", server.pid());

        ClickResult pressed = approval.press("同意");
        Delivery said = admin.says("/role set 财务 @小李");

        assertThat(pressed.answered())
                .as("inside the platform's window: %s", pressed)
                .isTrue();
        assertThat(pressed.toastText()).isEqualTo(PRESS_AGAIN);
        assertThat(said.delivered()).isFalse();
        assertThat(said.last().status()).as("%s", said.last()).isIn(0, 503);

        server.destroyForcibly();
        awaitAnotherThan(server, bot);
        assertThat(pressUntilDecided(approval)).contains("已同意");
        await(li, number, "完成任务");
        feishu.redeliver(said);
        assertThat(said.delivered()).isTrue();
        feishu.redeliver(said);
        awaitText(admin, "财务现在是：小李");
    }

    /** Killed under the press: it is answered in time, with a success or with the truth. */
    private void approvesWhileItDies(BotUnderTest bot, String number) {
        SimulatedCard approval = await(zhang, number, "同意");
        ProcessHandle server = Processes.serverIn(bot.redisFolder()).orElseThrow();
        server.destroyForcibly();

        ClickResult pressed = approval.press("同意");

        assertThat(pressed.answered())
                .as("inside the platform's window: %s", pressed)
                .isTrue();
        if (pressed.toastText().equals(PRESS_AGAIN)) {
            awaitAnotherThan(server, bot);
            assertThat(pressUntilDecided(approval)).contains("已同意");
        } else {
            assertThat(pressed.toastText()).contains("已同意");
        }
        await(li, number, "完成任务");
    }

    private static void awaitAnotherThan(ProcessHandle dead, BotUnderTest bot) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Processes.serverIn(bot.redisFolder())
                        .filter(server -> !server.equals(dead))
                        .isPresent());
        Awaitility.await().atMost(PATIENCE).until(bot::isHealthy);
    }

    /** The first press after the death may still meet a connection that died with the server. */
    private static String pressUntilDecided(SimulatedCard approval) {
        List<String> toasts = new ArrayList<>();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            toasts.add(approval.press("同意").toastText());
            return !toasts.getLast().equals(PRESS_AGAIN);
        });
        return toasts.getLast();
    }

    private static void assertLogIsShort(String log) {
        assertThat(log).doesNotContain("\tat ", "Exception");
        assertThat(log.lines().filter(line -> line.contains("is not confirmed")))
                .hasSizeBetween(1, 6);
        assertThat(log).contains("redis-server runs again");
    }

    /** A command of which only the first bytes reached the disk. */
    private static void tearLastWrite(Path redisFolder) throws IOException {
        try (Stream<Path> files = Files.walk(redisFolder)) {
            Path file = files.filter(
                            path -> path.getFileName().toString().matches("appendonly\\.aof(\\.\\d+\\.incr\\.aof)?"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(file, "*3\r\n$3\r\nSET\r\n$5\r\nab", StandardOpenOption.APPEND);
        }
    }

    private void staff() {
        admin.says("/role set 审批人 @张总");
        awaitText(admin, "审批人现在是：张总");
        admin.says("/role set 库管 @小李");
        awaitText(admin, "库管现在是：小李");
    }

    /** @return the number the bot acknowledged */
    private String startsDelivery(String customer) {
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

    private long cardsToWang() {
        return wang.messages().stream()
                .filter(message -> message.isCard() && !message.sender().equals(wang.openId()))
                .count();
    }

    private static SimulatedCard await(SimulatedPerson person, String number, String button) {
        return person.awaitCard(
                        card -> card.subtitle().contains(number)
                                && card.buttons().contains(button),
                        PATIENCE)
                .orElseThrow(() -> new AssertionError(person.name() + " has no card of " + number + " with " + button));
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
