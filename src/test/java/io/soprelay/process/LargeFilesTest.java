package io.soprelay.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.FeishuPlatformConfig;
import io.soprelay.im.simulator.SimulatedPerson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest files that are taken, by several people at once, in the heap that the README gives the bot. */
class LargeFilesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BYTES = 29 * 1024 * 1024;

    private final FeishuPlatform feishu =
            new FeishuPlatform(FeishuPlatformConfig.random().withRates(FeishuPlatformConfig.Rates.unlimited()));
    private final SimulatedPerson admin = feishu.addPerson("老周");
    private final List<SimulatedPerson> keepers = IntStream.range(0, 4)
            .mapToObj(number -> feishu.addPerson("库管" + number))
            .toList();

    @Test
    void four_at_once_are_all_kept_and_the_bot_goes_on(@TempDir Path folder) {
        feishu.start();
        try (BotUnderTest bot = new BotUnderTest(folder, feishu, admin)) {
            bot.hasTheDocumentedHeap();
            bot.start();
            waitForAPicture();

            for (SimulatedPerson keeper : keepers) {
                keeper.sendsFile("物流单.pdf", file(keeper.name()));
            }

            for (SimulatedPerson keeper : keepers) {
                assertThat(keeper.awaitText(text -> text.contains("已收到物流凭证"), PATIENCE))
                        .as(keeper.name())
                        .isPresent();
            }
            assertThat(bot.printed()).doesNotContain("OutOfMemoryError");
            assertThat(bot.isHealthy()).isTrue();
        }
        feishu.close();
    }

    private void waitForAPicture() {
        admin.says("/role set 审批人 @老周");
        assertThat(admin.awaitText(text -> text.contains("审批人现在是"), PATIENCE)).isPresent();
        admin.says("/role set 库管 @库管0 @库管1 @库管2 @库管3");
        assertThat(admin.awaitText(text -> text.contains("库管现在是"), PATIENCE)).isPresent();
        admin.says("/start 发货流程 客户名称=甲公司 发货内容=交换机 数量=1 金额=1");
        assertThat(admin.awaitCard(card -> card.buttons().contains("同意"), PATIENCE)
                        .orElseThrow()
                        .press("同意")
                        .toastText())
                .contains("已同意");
        for (SimulatedPerson keeper : keepers) {
            assertThat(keeper.awaitCard(card -> card.buttons().contains("完成任务"), PATIENCE))
                    .isPresent();
        }
    }

    private static byte[] file(String of) {
        byte[] file = new byte[BYTES];
        byte[] head = ("%PDF-1.4\n" + of).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(head, 0, file, 0, head.length);
        return file;
    }
}
