package io.soprelay.im.simulator;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that make SOP Relay the bot of a simulated platform, with places for what only that platform knows. */
public final class BotSettings {
    /** Where the bot's store is in its folder. */
    static final String REDIS_FOLDER = "redis";

    private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)(?::([^}]+))?}");

    private BotSettings() {}

    /**
     * SOP Relay with its own Redis and its evidence below {@code folder}, and a clock that can be moved; where it listens
     * is not among them.
     *
     * @param admin name of the person who may use admin commands
     */
    public static Map<String, String> sopRelay(Path folder, String admin) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("RELAY_SIMULATOR_ENABLED", "false");
        settings.put("RELAY_FEISHU_ENABLED", "true");
        settings.put("RELAY_FEISHU_TRANSPORT", "webhook");
        settings.put("RELAY_FEISHU_BASE_URL", "${baseUrl}");
        settings.put("RELAY_FEISHU_APP_ID", "${appId}");
        settings.put("RELAY_FEISHU_APP_SECRET", "${appSecret}");
        settings.put("RELAY_FEISHU_ENCRYPT_KEY", "${encryptKey}");
        settings.put("RELAY_FEISHU_VERIFICATION_TOKEN", "${verificationToken}");
        settings.put("RELAY_ADMINS", "feishu:${openId:" + admin + "}");
        settings.put("RELAY_CLOCK_SETTABLE", "true");
        settings.put("RELAY_REDIS_MODE", "embedded");
        settings.put("RELAY_REDIS_DATA_DIR", folder.resolve(REDIS_FOLDER).toString());
        settings.put("RELAY_MEDIA_DIR", folder.resolve("evidence").toString());
        settings.put("RELAY_ARCHIVE_DIR", folder.resolve("archive").toString());
        return settings;
    }

    /**
     * Fills the places in: {@code ${baseUrl}}, {@code ${appId}}, {@code ${appSecret}}, {@code
     * ${encryptKey}}, {@code ${verificationToken}}, and {@code ${openId:NAME}} of a person, who joins if need be.
     *
     * @throws IllegalArgumentException for a place of any other name
     */
    public static String filled(String text, FeishuPlatform platform) {
        FeishuPlatformConfig app = platform.config();
        return PLACE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "baseUrl" -> platform.baseUrl().toString();
                            case "appId" -> app.appId();
                            case "appSecret" -> app.appSecret();
                            case "encryptKey" -> app.encryptKey();
                            case "verificationToken" -> app.verificationToken();
                            case "openId" -> platform.addPerson(found.group(2)).openId();
                            default -> throw new IllegalArgumentException("nothing fills in " + found.group());
                        }));
    }
}
