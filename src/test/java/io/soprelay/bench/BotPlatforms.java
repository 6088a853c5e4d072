package io.soprelay.bench;

import io.soprelay.im.simulator.FeishuPlatformConfig;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatformConfig;
import io.soprelay.settings.PaceSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which platforms a bot speaks to, in documented settings only.
 *
 * @param settings environment variables
 * @param options of the JVM, beside those of the run
 */
record BotPlatforms(Map<String, String> settings, List<String> options) {
    private static final String ADMINS = "RELAY_ADMINS";

    BotPlatforms {
        settings = Map.copyOf(settings);
        options = List.copyOf(options);
    }

    /** Feishu over HTTP. */
    static BotPlatforms feishu(URI base) {
        return new BotPlatforms(
                Map.of(
                        ADMINS,
                        "feishu:ou_" + PressStory.ADMIN,
                        "RELAY_FEISHU_ENABLED",
                        "true",
                        "RELAY_FEISHU_BASE_URL",
                        base.toString(),
                        "RELAY_FEISHU_APP_ID",
                        CallbackSealer.APP_ID,
                        "RELAY_FEISHU_APP_SECRET",
                        CallbackSealer.APP_SECRET,
                        "RELAY_FEISHU_TRANSPORT",
                        "webhook",
                        "RELAY_FEISHU_ENCRYPT_KEY",
                        CallbackSealer.ENCRYPT_KEY,
                        "RELAY_FEISHU_VERIFICATION_TOKEN",
                        CallbackSealer.VERIFICATION_TOKEN),
                List.of());
    }

    /** Feishu over its long connection. */
    static BotPlatforms feishuLine(URI base, FeishuPlatformConfig app) {
        return new BotPlatforms(
                Map.of(
                        ADMINS,
                        "feishu:ou_" + PressStory.ADMIN,
                        "RELAY_FEISHU_ENABLED",
                        "true",
                        "RELAY_FEISHU_BASE_URL",
                        base.toString(),
                        "RELAY_FEISHU_APP_ID",
                        app.appId(),
                        "RELAY_FEISHU_APP_SECRET",
                        app.appSecret(),
                        "RELAY_FEISHU_TRANSPORT",
                        "long-connection"),
                List.of());
    }

    /** DingTalk over HTTP. */
    static BotPlatforms dingTalkHttp(DingTalkPlatform platform) {
        DingTalkPlatformConfig.Secrets secrets = platform.config().secrets();
        Map<String, String> settings = dingTalk(platform, "http");
        settings.put("RELAY_DINGTALK_CALLBACK_API_SECRET", secrets.apiSecret());
        settings.put("RELAY_DINGTALK_AES_KEY", secrets.aesKey());
        settings.put("RELAY_DINGTALK_EVENT_TOKEN", secrets.eventToken());
        return new BotPlatforms(settings, List.of());
    }

    /** DingTalk over its Stream, whose certificate the bot's JVM is told to trust. */
    static BotPlatforms dingTalkStream(DingTalkPlatform platform) {
        return new BotPlatforms(
                dingTalk(platform, "stream"),
                List.of(
                        "-Djavax.net.ssl.trustStore=" + platform.trustStore(),
                        "-Djavax.net.ssl.trustStoreType=PKCS12",
                        "-Djavax.net.ssl.trustStorePassword=changeit"));
    }

    private static Map<String, String> dingTalk(DingTalkPlatform platform, String transport) {
        DingTalkPlatformConfig.App app = platform.config().app();
        return new TreeMap<>(Map.of(
                ADMINS,
                "dingtalk:" + platform.addPerson(PressStory.ADMIN).userId(),
                "RELAY_DINGTALK_ENABLED",
                "true",
                "RELAY_DINGTALK_BASE_URL",
                platform.baseUrl().toString(),
                "RELAY_DINGTALK_LEGACY_BASE_URL",
                platform.baseUrl().toString(),
                "RELAY_DINGTALK_CLIENT_ID",
                app.clientId(),
                "RELAY_DINGTALK_CLIENT_SECRET",
                app.clientSecret(),
                "RELAY_DINGTALK_ROBOT_CODE",
                app.robotCode(),
                "RELAY_DINGTALK_TRANSPORT",
                transport,
                "RELAY_DINGTALK_TASK_TEMPLATE_ID",
                platform.config().templateId(),
                // A round sends more than a company in a month.
                "RELAY_DINGTALK_MONTHLY_CALLS",
                Integer.toString(Integer.MAX_VALUE)));
    }

    /** Everybody is held to the pace that is usual; a bot of the benchmarks that is not told so holds nobody to any. */
    BotPlatforms paced() {
        String usual = Integer.toString(PaceSettings.USUAL);
        return with(Map.of("RELAY_PACE_BURST", usual, "RELAY_PACE_PER_MINUTE", usual));
    }

    /** The same with more settings. */
    BotPlatforms with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(more);
        return new BotPlatforms(all, options);
    }

    /** One bot on both. */
    BotPlatforms and(BotPlatforms other) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(other.settings);
        all.put(ADMINS, settings.get(ADMINS) + "," + other.settings.get(ADMINS));
        List<String> both = new ArrayList<>(options);
        both.addAll(other.options);
        return new BotPlatforms(all, both);
    }
}
