package io.soprelay.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.FeishuPlatformConfig;
import io.soprelay.im.simulator.SimulatedCard;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.settings.ApiSettings;
import io.soprelay.settings.DingTalkSettings;
import io.soprelay.settings.FeishuSettings;
import io.soprelay.settings.RedisSettings;
import io.soprelay.settings.Secret;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A canary sits in every secret and every token of a real bot, whose own loggers say all they can say, through success and
 * through every kind of failure; then nothing it printed, showed or sent holds one.
 */
class SecretsStaySecretTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AES = "canaryAesKey0123456789abcdefghijklmnopqrstu";

    /** As the simulated platform makes them. */
    private static final Pattern TENANT_TOKEN = Pattern.compile("(?<![a-z])t-[0-9a-f]{20}");

    private final FeishuPlatform feishu =
            new FeishuPlatform(FeishuPlatformConfig.random().withRates(FeishuPlatformConfig.Rates.unlimited()));
    private final SimulatedPerson admin = feishu.addPerson("老周");
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> canaries = new LinkedHashMap<>();

    @TempDir
    Path folder;

    @Test
    void no_secret_and_no_token_is_printed_shown_or_sent_anywhere_but_to_its_owner() throws Exception {
        feishu.start();
        FeishuPlatformConfig app = feishu.config();
        canaries.put("relay.feishu.app-secret", app.appSecret());
        canaries.put("relay.feishu.encrypt-key", app.encryptKey());
        canaries.put("relay.feishu.verification-token", app.verificationToken());
        canaries.put("relay.dingtalk.client-secret", "canary-ding-client-secret");
        canaries.put("relay.dingtalk.callback-api-secret", "canary-ding-callback-secret");
        canaries.put("relay.dingtalk.aes-key", AES);
        canaries.put("relay.dingtalk.event-token", "canaryDingEventToken");
        canaries.put("relay.redis.history-key", "0c0a0a4e".repeat(8));
        canaries.put("relay.api.token", "canary-api-token-0123456789");
        int management = freePort();
        try (BotUnderTest bot = new BotUnderTest(folder, feishu, admin)) {
            bot.start(settings(management));
            canaries.put(
                    "relay.redis.password",
                    Files.readString(bot.redisFolder().resolve("password")).strip());
            assertThat(canaries.keySet()).containsAll(secretSettings());
            List<String> shown = drive(bot, management);
            shown.add(bot.printed());
            shown.addAll(filesBesideTheSecretOnes(bot));

            assertThat(String.join("\n", shown)).contains("FH-", "审批人", "DEBUG io.soprelay");
            canaries.forEach((name, canary) -> {
                assertThat(canary).as(name).hasSizeGreaterThan(5);
                for (String text : shown) {
                    assertThat(text).as(name).doesNotContain(canary);
                }
            });
            assertThat(shown)
                    .allSatisfy(text ->
                            assertThat(TENANT_TOKEN.matcher(text).find()).isFalse());
        }
        feishu.close();
    }

    private String[] settings(int management) {
        List<String> settings = new ArrayList<>(List.of(
                "--management.server.port=" + management,
                "--logging.level.io.soprelay=TRACE",
                "--relay.dingtalk.enabled=true",
                "--relay.dingtalk.base-url=http://127.0.0.1:1",
                "--relay.dingtalk.legacy-base-url=http://127.0.0.1:1",
                "--relay.dingtalk.client-id=ding-canary"));
        canaries.forEach((name, value) -> {
            if (!name.startsWith("relay.feishu")) {
                settings.add("--" + name + "=" + value);
            }
        });
        return settings.toArray(String[]::new);
    }

    /** Every setting that is a secret, whatever record it stands in: a new one without a canary fails here. */
    private static Set<String> secretSettings() {
        Set<String> names = new TreeSet<>();
        Map.of(
                        "relay.feishu", FeishuSettings.class,
                        "relay.dingtalk", DingTalkSettings.class,
                        "relay.api", ApiSettings.class,
                        "relay.redis", RedisSettings.class)
                .forEach((prefix, settings) -> {
                    for (RecordComponent part : settings.getRecordComponents()) {
                        if (part.getType().equals(Secret.class)) {
                            names.add(prefix + "."
                                    + part.getName()
                                            .replaceAll("([A-Z])", "-$1")
                                            .toLowerCase(java.util.Locale.ROOT));
                        }
                    }
                });
        return names;
    }

    /** Through success, a wrong token, a wrong signature, a refused app, a store that is away. @return all that was shown */
    private List<String> drive(BotUnderTest bot, int management) throws Exception {
        List<String> shown = new ArrayList<>();
        admin.says("/role set 审批人 @老周");
        text("审批人现在是");
        admin.says("/start 发货流程");
        SimulatedCard form = admin.awaitCard(card -> card.title().contains("发起发货流程"), PATIENCE)
                .orElseThrow();
        form.fill("客户名称", "甲公司");
        form.fill("发货内容", "交换机");
        form.fill("数量", "1");
        form.fill("金额", "1");
        shown.add(String.valueOf(form.press("提交").toastText()));
        feishu.expireTokens();
        admin.says("/status");
        text("等着发出");
        String address = "http://127.0.0.1:" + bot.port();
        shown.add(call(address + "/callbacks/feishu", "{\"encrypt\":\"AAAA\"}", "X-Lark-Signature", "forged"));
        shown.add(call(address + "/callbacks/dingtalk/robot", "{}", "sign", "forged"));
        shown.add(
                call(address + "/callbacks/dingtalk/event?signature=x&timestamp=1&nonce=2", "{\"encrypt\":\"AAAA\"}"));
        shown.add(call(address + "/api/v1/flows", "", "Authorization", "Bearer wrong-token-wrong-token"));
        shown.add(call(address + "/api/v1/flows", "", "Authorization", "Bearer " + canaries.get("relay.api.token")));
        shown.add(call(address + "/actuator/health", ""));
        Processes.serverIn(bot.redisFolder()).orElseThrow().destroyForcibly();
        admin.says("/todo");
        shown.add(call(address + "/actuator/health", ""));
        await().atMost(PATIENCE).until(bot::isHealthy);
        admin.says("/help");
        for (String path : List.of("", "/health", "/prometheus", "/env", "/configprops")) {
            shown.add(call("http://127.0.0.1:" + management + "/actuator" + path, ""));
        }
        shown.addAll(admin.textsFromBot());
        admin.cards().forEach(card -> shown.add(card.toString() + card.title()));
        feishu.messages().forEach(message -> shown.add(message.toString()));
        return shown;
    }

    private void text(String pattern) {
        assertThat(admin.awaitText(shown -> shown.matches("(?s).*(" + pattern + ").*"), PATIENCE))
                .as(pattern)
                .isPresent();
    }

    /** The folders of data hold no secret in clear but in the one file that is for it. */
    private static List<String> filesBesideTheSecretOnes(BotUnderTest bot) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(bot.redisFolder())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("password"))
                    .toList()) {
                texts.add(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }

    private String call(String address, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (!body.isEmpty()) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.headers().map() + " " + answer.body();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
