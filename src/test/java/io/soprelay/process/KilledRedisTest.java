package io.soprelay.process;

import static io.soprelay.process.SmallCompany.PATIENCE;
import static io.soprelay.process.SmallCompany.PRESS_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.SimulatedCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The redis-server dies under a working bot: people hear the truth, the bot starts it again, the same press goes through
 * once, and nothing acknowledged is lost; not by a power cut in the middle of a write either.
 */
class KilledRedisTest {
    @TempDir
    Path folder;

    @Test
    void a_server_that_hangs_or_dies_costs_a_second_press_and_nothing_else() throws IOException {
        try (SmallCompany company = new SmallCompany();
                BotUnderTest bot = new BotUnderTest(folder, company.feishu, company.admin)) {
            bot.start();
            company.takesRoles();
            List<String> numbers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String number = company.startsDelivery("客户" + i);
                company.approval(number);
                numbers.add(number);
            }
            approvesWhileItHangs(company, bot, numbers.getFirst());
            for (String number : numbers.subList(1, numbers.size())) {
                approvesWhileItDies(company, bot, number);
            }
            for (String number : numbers) {
                assertThat(SmallCompany.cards(company.li, number))
                        .as("cards of %s", number)
                        .isEqualTo(1);
                assertThat(SmallCompany.cards(company.zhang, number))
                        .as("cards of %s", number)
                        .isEqualTo(1);
            }
            assertThat(company.admin.textsFromBot().stream().filter(text -> text.contains("财务现在是：小李")))
                    .hasSize(1);
            assertLogIsShort(bot.printed());

            bot.kill();
            Processes.serverIn(bot.redisFolder()).orElseThrow().destroyForcibly();
            tearLastWrite(bot.redisFolder());
            bot.start();

            long before = company.cardsToWang();
            company.wang.says("/show " + numbers.getLast());
            Awaitility.await().atMost(PATIENCE).until(() -> company.cardsToWang() > before);
            assertThat(company.wang.latestCard().text()).contains(numbers.getLast(), "已审批");
        }
    }

    /** No answer at all: the press is told so inside its budget, the event is not acknowledged; then the server dies. */
    private void approvesWhileItHangs(SmallCompany company, BotUnderTest bot, String number) {
        SimulatedCard approval = company.approval(number);
        ProcessHandle server = Processes.serverIn(bot.redisFolder()).orElseThrow();
        Processes.signal("STOP", server.pid());

        ClickResult pressed = approval.press("同意");
        Delivery said = company.admin.says("/role set 财务 @小李");

        assertThat(pressed.answered())
                .as("inside the platform's window: %s", pressed)
                .isTrue();
        assertThat(pressed.toastText()).isEqualTo(PRESS_AGAIN);
        assertThat(said.delivered()).isFalse();
        assertThat(said.last().status()).as("%s", said.last()).isIn(0, 503);

        server.destroyForcibly();
        awaitAnotherThan(server, bot);
        assertThat(SmallCompany.pressUntilDecided(approval)).contains("已同意");
        SmallCompany.await(company.li, number, "完成任务");
        company.feishu.redeliver(said);
        assertThat(said.delivered()).isTrue();
        company.feishu.redeliver(said);
        SmallCompany.awaitText(company.admin, "财务现在是：小李");
    }

    /** Killed under the press: it is answered in time, with a success or with the truth. */
    private void approvesWhileItDies(SmallCompany company, BotUnderTest bot, String number) {
        SimulatedCard approval = company.approval(number);
        ProcessHandle server = Processes.serverIn(bot.redisFolder()).orElseThrow();
        server.destroyForcibly();

        ClickResult pressed = approval.press("同意");

        assertThat(pressed.answered())
                .as("inside the platform's window: %s", pressed)
                .isTrue();
        if (pressed.toastText().equals(PRESS_AGAIN)) {
            awaitAnotherThan(server, bot);
            assertThat(SmallCompany.pressUntilDecided(approval)).contains("已同意");
        } else {
            assertThat(pressed.toastText()).contains("已同意");
        }
        SmallCompany.await(company.li, number, "完成任务");
    }

    private static void awaitAnotherThan(ProcessHandle dead, BotUnderTest bot) {
        SmallCompany.awaitAnotherThan(dead, bot);
        Awaitility.await().atMost(PATIENCE).until(bot::isHealthy);
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
}
