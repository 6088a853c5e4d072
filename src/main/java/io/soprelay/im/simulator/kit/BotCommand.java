package io.soprelay.im.simulator.kit;

import io.soprelay.im.simulator.BotSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a test starts a bot. In every word and value these are filled in: {@code ${port}} (free, on 127.0.0.1), {@code
 * ${baseUrl}} of the platform, {@code ${appId}}, {@code ${appSecret}}, {@code ${encryptKey}}, {@code
 * ${verificationToken}}, and {@code ${openId:NAME}} of a person.
 *
 * @param callbackPath where the bot takes callbacks
 * @param settableClock does it offer {@code /actuator/clock}?
 * @param startMax how long it may take until it answers the platform's challenge
 */
public record BotCommand(
        List<String> words,
        Map<String, String> environment,
        String callbackPath,
        boolean settableClock,
        Duration startMax) {

    public BotCommand {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** A command that takes callbacks at {@code /callbacks/feishu}. */
    public static BotCommand of(String... words) {
        return new BotCommand(List.of(words), Map.of(), "/callbacks/feishu", false, Duration.ofSeconds(90));
    }

    public BotCommand with(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new BotCommand(words, more, callbackPath, settableClock, startMax);
    }

    public BotCommand callbacksAt(String path) {
        return new BotCommand(words, environment, path, settableClock, startMax);
    }

    /**
     * SOP Relay with its own Redis below {@code data} and a clock that can be moved.
     *
     * @param launch starts it, for example {@code java -jar target/sop-relay.jar}
     * @param admin name of the person who may use admin commands
     */
    public static BotCommand sopRelay(List<String> launch, Path data, String admin) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("SERVER_PORT", "${port}");
        settings.put("SERVER_ADDRESS", "127.0.0.1");
        settings.putAll(BotSettings.sopRelay(data, admin));
        return new BotCommand(launch, settings, "/callbacks/feishu", true, Duration.ofSeconds(90));
    }
}
