package io.soprelay.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.FeishuPlatformConfig;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.dingtalk.DingTalkCard;
import io.soprelay.im.simulator.dingtalk.DingTalkPerson;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatformConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lines a bot opens itself, on both platforms: what opens them (secrets, access tokens, the keys in addresses) is
 * printed nowhere and told to nobody, while everything goes well and while it does not. The webhooks' secrets: {@link
 * SecretsStaySecretTest}.
 */
class LinesStaySecretTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WRONG = "canary-of-a-secret-that-is-wrong";

    /** What a line's address carries, whatever its value; tokens as the simulated Feishu makes them. */
    private static final List<Pattern> KEYS = List.of(
            Pattern.compile("ticket=|access_key=|\"ticket\"|access_token="),
            Pattern.compile("(?<![a-z])t-[0-9a-f]{20}"));

    private final FeishuPlatform feishu =
            new FeishuPlatform(FeishuPlatformConfig.random().withRates(FeishuPlatformConfig.Rates.unlimited()));
    private final DingTalkPlatform dingTalk =
            new DingTalkPlatform(DingTalkPlatformConfig.random().withTls());
    private final SimulatedPerson zhou = feishu.addPerson("老周");
    private final DingTalkPerson zhang = dingTalk.addPerson("张总");
    private final List<String> shown = new ArrayList<>();

    @Test
    void what_opens_a_line_is_printed_nowhere(@TempDir Path folder) throws Exception {
        feishu.start();
        dingTalk.start();
        List<String> canaries = new ArrayList<>(
                List.of(feishu.config().appSecret(), dingTalk.config().app().clientSecret(), WRONG));
        try (BotUnderTest bot = BotUnderTest.calling(folder, feishu, zhou)) {
            bot.trusts(dingTalk.trustStore());
            bot.start(settings(dingTalk.config().app().clientSecret()));
            await().atMost(PATIENCE)
                    .until(() -> feishu.lines().open() > 0 && dingTalk.stream().connections() > 0);
            canaries.add(dingTalkToken());
            worksOn();
            shown.add(bot.health().orElse(""));

            feishu.expireTokens();
            dingTalk.expireTokens();
            feishu.lines().cutAll();
            dingTalk.stream().breaks();
            await().atMost(PATIENCE)
                    .until(() -> feishu.lines().open() > 0 && dingTalk.stream().connections() > 0);
            canaries.add(dingTalkToken());
            worksOn();
            shown.add(bot.health().orElse(""));
            shown.add(bot.printed());
            bot.kill();

            bot.start(settings(WRONG));
            await().atMost(PATIENCE)
                    .until(() -> bot.health().orElse("").contains("\"dingTalkLine\"")
                            && bot.printed().contains("The DingTalk line:"));
            shown.add(bot.health().orElse(""));
            shown.add(bot.printed());
        }
        shown.addAll(zhou.textsFromBot());
        shown.addAll(zhang.textsFromBot());

        assertThat(String.join("\n", shown)).contains("DEBUG io.soprelay", "line is connected", "FH-", "审批人");
        for (String canary : canaries) {
            assertThat(canary).hasSizeGreaterThan(15);
            assertThat(shown).noneMatch(text -> text.contains(canary));
        }
        assertThat(shown)
                .allSatisfy(text -> assertThat(KEYS)
                        .allSatisfy(key -> assertThat(key.matcher(text).find())
                                .as(key.pattern())
                                .isFalse()));
        feishu.close();
        dingTalk.close();
    }

    private String[] settings(String clientSecret) {
        DingTalkPlatformConfig app = dingTalk.config();
        return new String[] {
            "--logging.level.io.soprelay=TRACE",
            "--relay.dingtalk.enabled=true",
            "--relay.dingtalk.base-url=" + dingTalk.baseUrl(),
            "--relay.dingtalk.legacy-base-url=" + dingTalk.baseUrl(),
            "--relay.dingtalk.client-id=" + app.app().clientId(),
            "--relay.dingtalk.client-secret=" + clientSecret,
            "--relay.dingtalk.robot-code=" + app.app().robotCode(),
            "--relay.dingtalk.task-template-id=" + app.templateId()
        };
    }

    /** Both lines carry messages in, a card goes out and is pressed, and a picture is fetched. */
    private void worksOn() {
        int heard = zhou.textsFromBot().size();
        zhou.says("/role set 审批人 @老周");
        await().atMost(PATIENCE).until(() -> zhou.textsFromBot().size() > heard);
        zhang.says("/start 发货流程");
        // Not the latest card: the picture of the time before is answered with one, too.
        DingTalkCard form = zhang.awaitCard(card -> card.controls().containsKey("客户名称"), PATIENCE)
                .orElseThrow();
        shown.add(form.toString());
        form.fill("客户名称", "甲公司");
        form.fill("发货内容", "交换机");
        form.fill("数量", "1");
        form.fill("金额", "1");
        shown.add(String.valueOf(form.press("提交").toastText()));
        zhang.sendsPicture(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
    }

    /** The one that the bot uses: DingTalk gives the same to all who ask while it is valid. */
    private String dingTalkToken() throws Exception {
        DingTalkPlatformConfig.App app = dingTalk.config().app();
        String asked = JsonMapper.shared()
                .writeValueAsString(Map.of("appKey", app.clientId(), "appSecret", app.clientSecret()));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(dingTalk.baseUrl() + "/v1.0/oauth2/accessToken"))
                            .POST(HttpRequest.BodyPublishers.ofString(asked))
                            .header("Content-Type", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return JsonMapper.shared()
                    .readTree(answer.body())
                    .path("accessToken")
                    .asString();
        }
    }
}
