package io.soprelay.process;

import static io.soprelay.process.SmallCompany.PATIENCE;
import static io.soprelay.process.SmallCompany.PRESS_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.SimulatedCard;
import io.soprelay.testkit.TestRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/**
 * A redis-server that runs and does not serve, because it still reads its data or because the disk is full: people hear
 * the truth, health says what is the matter, and what they did goes through once it serves again.
 */
class UnwillingRedisTest {
    @TempDir
    Path folder;

    @Test
    void while_the_server_reads_its_data_nobody_is_told_that_something_is_saved_and_all_goes_through_after()
            throws IOException {
        try (SmallCompany company = new SmallCompany();
                BotUnderTest bot = new BotUnderTest(folder, company.feishu, company.admin)) {
            bot.start("--relay.redis.executable=" + program("exec \"$REAL\" \"$@\" --key-load-delay 200"));
            company.takesRoles();
            String number = company.startsDelivery("客户");
            SimulatedCard approval = company.approval(number);
            givesMuchToRead(bot.redisFolder());
            ProcessHandle server = Processes.serverIn(bot.redisFolder()).orElseThrow();
            server.destroyForcibly();
            SmallCompany.awaitAnotherThan(server, bot);

            ClickResult pressed = approval.press("同意");
            Delivery said = company.admin.says("/role set 财务 @小李");

            assertThat(pressed.answered())
                    .as("inside the platform's window: %s", pressed)
                    .isTrue();
            assertThat(pressed.toastText()).isEqualTo(PRESS_AGAIN);
            assertThat(said.delivered()).isFalse();
            assertThat(said.last().status()).as("%s", said.last()).isIn(0, 503);
            assertThat(bot.complaint())
                    .as("health")
                    .hasValueSatisfying(health -> assertThat(health)
                            .contains("\"problem\":\"redis-server has ended", "is being started again"));

            Awaitility.await().atMost(PATIENCE).until(bot::isHealthy);
            assertThat(SmallCompany.pressUntilDecided(approval)).contains("已同意");
            SmallCompany.await(company.li, number, "完成任务");
            company.feishu.redeliver(said);
            SmallCompany.awaitText(company.admin, "财务现在是：小李");
            assertThat(SmallCompany.cards(company.li, number)).isEqualTo(1);
            assertThat(bot.printed()).contains("redis-server runs again").doesNotContain("\tat ", "Exception");
        }
    }

    /** With {@code appendfsync always} Redis ends itself at a write that fails, so that nothing unsaved is acknowledged. */
    @Test
    void on_a_full_disk_health_and_log_say_so_and_all_goes_through_when_there_is_room() throws IOException {
        try (SmallCompany company = new SmallCompany();
                BotUnderTest bot = new BotUnderTest(folder, company.feishu, company.admin)) {
            bot.start("--relay.redis.executable=" + program("exec \"$REAL\" \"$@\""));
            company.takesRoles();
            String number = company.startsDelivery("客户");
            SimulatedCard approval = company.approval(number);
            // No file may become longer than the store's is now; the server that runs is to feel it too.
            program("""
                    file=$(ls -S appendonly.aof appendonlydir/*.incr.aof 2>/dev/null | head -1)
                    trap '' XFSZ
                    ulimit -S -f $(($(stat -c %s "$file") / 512))
                    exec "$REAL" "$@"
                    """);
            ProcessHandle server = Processes.serverIn(bot.redisFolder()).orElseThrow();
            server.destroyForcibly();
            SmallCompany.awaitAnotherThan(server, bot);
            Awaitility.await().atMost(PATIENCE).until(bot::isHealthy);

            ClickResult pressed = approval.press("同意");

            assertThat(pressed.toastText()).isEqualTo(PRESS_AGAIN);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(bot.health())
                            .hasValueSatisfying(health ->
                                    assertThat(health).contains("\"lately\":\"redis-server has ended", "AOF file")));
            assertThat(bot.printed()).contains("redis-server has ended (").contains("AOF file");

            program("exec \"$REAL\" \"$@\"");
            Processes.serverIn(bot.redisFolder()).ifPresent(ProcessHandle::destroyForcibly);
            assertThat(SmallCompany.pressUntilDecided(approval)).contains("已同意");
            SmallCompany.await(company.li, number, "完成任务");
            assertThat(SmallCompany.cards(company.li, number)).isEqualTo(1);
            assertThat(bot.printed()).doesNotContain("\tat ", "Exception");
        }
    }

    /** The server's program as the bot finds it: the real one, started by a line of shell; written again, it is another. */
    private Path program(String line) throws IOException {
        String real = ProcessHandle.of(TestRedis.server().pid())
                .flatMap(server -> server.info().command())
                .orElseThrow();
        Path program = folder.resolve("redis-of-the-house");
        Files.writeString(program, """
                #!/bin/sh
                REAL='%s'
                [ "$1" = --version ] && exec "$REAL" --version
                %s
                """.formatted(real, line));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }

    /** So much that reading it takes seconds; once in a thousand commands the server answers that it is loading. */
    private static void givesMuchToRead(Path redisFolder) throws IOException {
        Properties record = new Properties();
        record.load(Files.newBufferedReader(redisFolder.resolve("server.properties")));
        try (Jedis store = new Jedis("127.0.0.1", Integer.parseInt(record.getProperty("port")))) {
            store.auth(Files.readString(redisFolder.resolve("password")).strip());
            Pipeline pipeline = store.pipelined();
            for (int i = 0; i < 40_000; i++) {
                pipeline.incr("much to read");
            }
            pipeline.sync();
        }
    }
}
