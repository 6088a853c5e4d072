package io.soprelay.im.simulator;

import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Platform, people and the bot as one thing to start and stop. */
final class Simulator implements AutoCloseable {
    /** The same app at every start: people keep their open_ids, so the bot knows them again. */
    private static final String APP_ID = "cli_simulator";

    private final OffsetClock clock = new OffsetClock();
    private final FeishuPlatform platform;
    private final BotProcess bot;
    private final BotClock botClock;
    private final SimulatorFolder folder;
    private final Path redisDir;

    /**
     * Takes the port and the folder; nothing runs yet.
     *
     * @throws SimulatorProblem if one of them is taken or the folder cannot be used
     */
    Simulator(SimulatorOptions options, Path dataDir) {
        FeishuPlatformConfig random = FeishuPlatformConfig.random();
        platform = new FeishuPlatform(new FeishuPlatformConfig(
                APP_ID,
                random.appSecret(),
                random.encryptKey(),
                random.verificationToken(),
                random.tenantKey(),
                options.port(),
                clock,
                InstantSource.system(),
                random.rates(),
                random.clickWindow(),
                random.retryDelays()));
        Cast.join(platform);
        folder = take(dataDir.resolve("simulator"));
        platform.remembersIn(folder.path());
        redisDir = redisDir(options, dataDir);
        bot = new BotProcess(command(options), settings(dataDir), dataDir.resolve("simulator"));
        platform.callbackAddress(bot.base().resolve("/callbacks/feishu"));
        botClock = new BotClock(bot.base(), clock::follow);
    }

    FeishuPlatform platform() {
        return platform;
    }

    BotProcess bot() {
        return bot;
    }

    BotClock clock() {
        return botClock;
    }

    void start() {
        platform.start();
        startBot();
    }

    void startBot() {
        bot.start();
        Instant now = botClock.now();
        clock.follow(now);
        platform.redeliverPending();
    }

    void killBot() {
        bot.kill();
    }

    /** Ends the bot, the server that a killed bot left running, and the platform. Repeating it does nothing. */
    @Override
    public void close() {
        bot.close();
        platform.close();
        LeftBehindServer.end(redisDir);
        folder.close();
    }

    /** The port is given back if the folder cannot be had. */
    private SimulatorFolder take(Path wanted) {
        try {
            return SimulatorFolder.take(wanted);
        } catch (SimulatorProblem e) {
            platform.close();
            throw e;
        }
    }

    /** An argument to the bot wins over what its environment says. */
    private static Path redisDir(SimulatorOptions options, Path dataDir) {
        String option = "--relay.redis.data-dir=";
        return options.botArguments().stream()
                .filter(argument -> argument.startsWith(option))
                .reduce((first, last) -> last)
                .map(argument -> Path.of(argument.substring(option.length())))
                .orElse(dataDir.resolve("redis"));
    }

    private Map<String, String> settings(Path dataDir) {
        FeishuPlatformConfig app = platform.config();
        Map<String, String> settings = new HashMap<>();
        settings.put("RELAY_SIMULATOR_ENABLED", "false");
        settings.put("RELAY_FEISHU_ENABLED", "true");
        settings.put("RELAY_FEISHU_BASE_URL", platform.baseUrl().toString());
        settings.put("RELAY_FEISHU_APP_ID", app.appId());
        settings.put("RELAY_FEISHU_APP_SECRET", app.appSecret());
        settings.put("RELAY_FEISHU_ENCRYPT_KEY", app.encryptKey());
        settings.put("RELAY_FEISHU_VERIFICATION_TOKEN", app.verificationToken());
        settings.put("RELAY_ADMINS", "feishu:" + platform.person(Cast.ZHOU).openId());
        settings.put("RELAY_CLOCK_SETTABLE", "true");
        settings.put("RELAY_REDIS_DATA_DIR", dataDir.resolve("redis").toString());
        settings.put("RELAY_MEDIA_DIR", dataDir.resolve("media").toString());
        return settings;
    }

    private static List<String> command(SimulatorOptions options) {
        List<String> command = new ArrayList<>(options.botCommand());
        if (command.isEmpty()) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String classPath = System.getProperty("java.class.path");
            command.add(java);
            command.addAll(options.botJvmOptions());
            if (classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)) {
                command.addAll(List.of("-jar", classPath));
            } else {
                command.addAll(List.of("-cp", classPath, "io.soprelay.SopRelay"));
            }
        }
        command.addAll(options.botArguments());
        return command;
    }
}
