package io.soprelay.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.FeishuPlatformConfig;
import io.soprelay.im.simulator.SimulatedCard;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.ledger.AggregateId;
import io.soprelay.redis.client.ClientLimits;
import io.soprelay.redis.client.RedisConnections;
import io.soprelay.settings.Secret;
import io.soprelay.testkit.StoreDump;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/**
 * A canary sits in everything that can say something of a person: fields, remarks, reasons, a picture, the name of a
 * file and of a colleague. Nothing of it is on the disk, in the store or in the log in the open; and once the record is
 * erased, not even what it could be read with.
 */
class ErasedRecordTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern NUMBER = Pattern.compile("BF-\\d{8}-\\d{4}");

    private static final List<String> CANARIES =
            List.of("金丝雀来访人", "13800013800canary", "金丝雀路一号", "金丝雀理由", "金丝雀意见", "金丝雀总结", "canary-photo", "金丝雀同事");

    /** Of what waits to be downloaded the name is in the open until it is; the store's file has it until it is written anew. */
    private static final String FILE_NAME = CANARIES.get(6);

    private static final String FLOW = """
            format: 1
            flow: visit
            name: 拜访登记
            prefix: BF
            title: 事由
            roles: {接待: 接待来的人}
            fields:
              事由: {type: text, max: 60}
              来访人: {type: text, max: 60, personal: true}
              电话: {type: text, max: 60, personal: true}
              地址: {type: text, max: 60, personal: true, multiline: true}
              总结: {type: text, max: 60, personal: true}
              照片: {type: attachment, max: 3}
            start: [事由, 来访人, 电话, {optional: 地址}]
            states:
              待审批: {kind: initial, meaning: 等审批}
              已同意: {kind: normal, meaning: 等接待}
              已结束: {kind: final, meaning: 接待完了}
            transitions:
              - {id: agreed, from: 待审批, to: 已同意, when: {approved: look}}
              - {id: ended, from: 已同意, to: 已结束, when: {filled: [总结, 照片]}}
            items:
              look:
                type: approval
                title: 看一看
                opens: [{entered: 待审批}, {completed: again}]
                approvers: {role: 接待}
                policy: any-of
                facts: [事由, 来访人, 电话, 地址]
              again:
                type: task
                title: 改一改
                opens: {rejected: look}
                assignee: owner
                form: [来访人, 电话]
              receive:
                type: task
                title: 接待
                opens: {entered: 已同意}
                assignee: {role: 接待}
                form: [总结, 照片]
                facts: [来访人]
            sop:
              purpose: 登记来访的人。
              responsibilities: [接待：接待]
              steps: [登记, 接待]
              instructions: [问清楚是谁]
              quality: [都登记]
              records: [照片]
              review: 每年看一次
            """;

    private final FeishuPlatform feishu =
            new FeishuPlatform(FeishuPlatformConfig.random().withRates(FeishuPlatformConfig.Rates.unlimited()));
    private final SimulatedPerson admin = feishu.addPerson("老周");
    private final SimulatedPerson guest = feishu.addPerson("金丝雀同事");

    @TempDir
    Path folder;

    @Test
    void what_is_personal_is_nowhere_in_the_open_and_once_erased_nowhere() throws Exception {
        Files.createDirectories(folder.resolve("flows"));
        Files.writeString(folder.resolve("flows/visit.yaml"), FLOW);
        feishu.start();
        try (BotUnderTest bot = new BotUnderTest(folder, feishu, admin)) {
            bot.start(
                    "--relay.flows-dir=" + folder.resolve("flows"),
                    "--logging.level.io.soprelay=TRACE",
                    "--logging.level.root=INFO");
            String number = played();
            try (RedisClient store = store(bot)) {
                String flow = Objects.requireNonNull(
                        store.hget("{p%d}:num:BF".formatted(AggregateId.partitionOf("BF")), "n:" + number));
                byte[] keys =
                        "{p%d}:keys".formatted(AggregateId.partitionOf(flow)).getBytes(StandardCharsets.UTF_8);
                byte[] half = Objects.requireNonNull(store.hget(keys, ("f:" + flow).getBytes(StandardCharsets.UTF_8)));
                assertThat(holding(bot, half)).isNotEmpty();
                assertThat(Files.walk(folder.resolve("data/media")).filter(Files::isRegularFile))
                        .hasSize(1);
                assertNothingInTheOpen(bot, store, FILE_NAME);
                String open = HexFormat.of().formatHex("送样品".getBytes(StandardCharsets.UTF_8));
                assertThat(holding(bot, open.getBytes(StandardCharsets.UTF_8)))
                        .as("what is not personal is found where the others are searched for")
                        .anyMatch(place -> place.endsWith("dump.jsonl"));

                for (Path file : Files.walk(folder.resolve("data/media"))
                        .filter(Files::isRegularFile)
                        .toList()) {
                    // A file that came within the hour may be on its way to another record.
                    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
                }
                admin.says("/erase " + number);
                card("删除 " + number).press("删除");
                text("的个人信息删掉了");
                admin.says("/member erase 金丝雀同事");
                card("注销").press("注销");
                text("名字和账号删掉了");

                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(holding(bot, half)).isEmpty();
                    assertThat(Files.walk(folder.resolve("data/media")).filter(Files::isRegularFile))
                            .isEmpty();
                });
                await().atMost(PATIENCE).untilAsserted(() -> assertNothingInTheOpen(bot, store, ""));
                admin.says("/show " + number);
                SimulatedCard record = admin.awaitCard(
                                card -> card.title().contains(number) && card.shows("经过"), PATIENCE)
                        .orElseThrow();
                assertThat(record.texts().toString())
                        .contains("已删除", "已结束", "已注销的同事", "老周")
                        .doesNotContain(CANARIES);
                admin.says("/audit " + number);
                text(number + "：\\d+ 条操作记录，全部完好");
                admin.says("/audit verify");
                text("查完了：.*全部完好");
            }
        }
        feishu.close();
    }

    /** Started, sent back, sent again, agreed to with a remark, and finished with a picture. */
    private String played() {
        guest.says("/help");
        admin.says("/role set 接待 @老周");
        text("接待现在是");
        guest.says("/start 拜访登记");
        SimulatedCard form = guest.awaitCard(
                        card -> card.title().contains("拜访登记") && card.buttons().contains("提交"), PATIENCE)
                .orElseThrow();
        form.fill("事由", "送样品")
                .fill("来访人", CANARIES.get(0))
                .fill("电话", CANARIES.get(1))
                .fill("地址", CANARIES.get(2));
        form.press("提交");
        SimulatedCard approval = card("看一看");
        approval.fill("意见", CANARIES.get(3)).press("驳回");
        SimulatedCard again =
                guest.awaitCard(card -> card.title().contains("改一改"), PATIENCE).orElseThrow();
        assertThat(again.texts().toString()).contains(CANARIES.get(3));
        again.press(again.buttons().getFirst());
        SimulatedCard second = admin.awaitCard(
                        card -> card.title().contains("看一看")
                                && card.buttons().contains("同意")
                                && !card.messageId().equals(approval.messageId()),
                        PATIENCE)
                .orElseThrow();
        second.fill("意见", CANARIES.get(4)).press("同意");
        SimulatedCard receive = card("接待");
        admin.repliesWith(receive.messageId(), true, CANARIES.get(6) + ".png", picture());
        text("已收到照片");
        SimulatedCard filled = admin.cardIn(receive.messageId());
        filled.fill("总结", CANARIES.get(5));
        filled.press("完成任务");
        Matcher number = NUMBER.matcher(receive.texts() + receive.title() + receive.subtitle());
        assertThat(number.find()).isTrue();
        await().atMost(PATIENCE)
                .until(() ->
                        admin.cardIn(receive.messageId()).texts().toString().contains("已完成"));
        return number.group();
    }

    private static byte[] picture() {
        byte[] png = new byte[64];
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 0, png, 0, 8);
        return png;
    }

    private SimulatedCard card(String title) {
        return admin.awaitCard(card -> card.title().contains(title), PATIENCE).orElseThrow();
    }

    private void text(String pattern) {
        assertThat(admin.awaitText(shown -> shown.matches("(?s).*(" + pattern + ").*"), PATIENCE))
                .as(pattern)
                .isPresent();
    }

    private static RedisClient store(BotUnderTest bot) throws IOException {
        String config = Files.readString(bot.redisFolder().resolve("redis.conf"));
        Matcher port = Pattern.compile("(?m)^port (\\d+)$").matcher(config);
        assertThat(port.find()).isTrue();
        return RedisConnections.open(
                new HostAndPort("127.0.0.1", Integer.parseInt(port.group(1))),
                Secret.of(
                        Files.readString(bot.redisFolder().resolve("password")).strip()),
                ClientLimits.DEFAULTS.withSocketTimeout(Duration.ofSeconds(5)));
    }

    /** @param passing what the store's file alone may have */
    private void assertNothingInTheOpen(BotUnderTest bot, RedisClient store, String passing) throws IOException {
        Path dump = folder.resolve("data/dump.jsonl");
        StoreDump.write(store, dump);
        for (String canary : CANARIES) {
            String hex = HexFormat.of().formatHex(canary.getBytes(StandardCharsets.UTF_8));
            for (String written : List.of(canary, escaped(canary), hex)) {
                assertThat(holding(bot, written.getBytes(StandardCharsets.UTF_8)))
                        .as(canary)
                        .allMatch(place -> canary.equals(passing) && place.contains("appendonly"));
            }
        }
    }

    /** Every file of the bot, and the dump of every key, that has these bytes. */
    private List<String> holding(BotUnderTest bot, byte[] bytes) throws IOException {
        String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> found = new ArrayList<>();
        Map<String, byte[]> places = new LinkedHashMap<>();
        places.put("log", bot.printed().getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try {
                    places.put(file.toString(), Files.readAllBytes(file));
                } catch (NoSuchFileException gone) {
                    continue; // the store has written it anew
                }
            }
        }
        places.forEach((place, content) -> {
            if (new String(content, StandardCharsets.ISO_8859_1).contains(wanted)) {
                found.add(place);
            }
        });
        return found;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(c < 128 ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
        return escaped.toString();
    }
}
