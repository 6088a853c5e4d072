package io.soprelay.im.simulator;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Platform, people and the bot as one thing to start, to break, to mend and to stop. Acts on the bot come one after the
 * other; only a kill may come between. Everything written stays below {@code <data folder>/simulator}.
 */
public final class Simulator implements AutoCloseable {
    /** The same app at every start: people keep their open_ids, so the bot knows them again. */
    private static final String APP_ID = "cli_simulator";

    private static final Duration REDIS_LOOK_EVERY = Duration.ofMillis(100);
    private static final int REDIS_GONE_LOOKS_MAX = 100;

    private final OffsetClock clock = new OffsetClock();
    private final SimulatorFolder folder;
    private final FeishuPlatform platform;
    private final OtherPlatform other;
    private final BotProcess bot;
    private final BotRedis redis;
    private final BotClock botClock;
    private final String apiToken = Ids.hex(32);
    private final String locale;
    private final ReentrantLock acts = new ReentrantLock();
    private final List<SimulatorListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean byLine;
    private volatile long redisPid;
    private final AtomicBoolean closing = new AtomicBoolean();

    /**
     * Feishu alone. Takes the port and the folder; nothing runs yet.
     *
     * @throws SimulatorProblem if one of them is taken or the folder cannot be used
     */
    public Simulator(SimulatorOptions options, Path dataDir) {
        this(options, dataDir, clock -> OtherPlatform.NONE);
    }

    /** The same with another platform beside Feishu; the administrator of the cast is one on both. */
    public Simulator(SimulatorOptions options, Path dataDir, OtherPlatform.Opening beside) {
        FeishuPlatformConfig random = FeishuPlatformConfig.random();
        locale = options.locale();
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
        other = beside.apply(clock);
        folder = take(dataDir.resolve("simulator"));
        platform.remembersIn(folder.path());
        other.remembersIn(folder.path());
        redis = new BotRedis(folder.resolve(BotSettings.REDIS_FOLDER));
        bot = new BotProcess(() -> command(options), this::settings, folder.path(), this::tellBot);
        other.bot(bot.base());
        reached(false);
        botClock = new BotClock(bot.base(), this::follow);
    }

    /** From now on; what there is already is not told. */
    public void listen(SimulatorListener listener) {
        listeners.add(listener);
        platform.listen(listener);
    }

    public FeishuPlatform platform() {
        return platform;
    }

    /** What is beside Feishu; {@link OtherPlatform#NONE} when nothing is. */
    public OtherPlatform other() {
        return other;
    }

    public BotState bot() {
        return bot.state();
    }

    public URI botBase() {
        return bot.base();
    }

    public Path botLog() {
        return bot.log();
    }

    /** What the bot's {@code /api/v1} asks for: random at every start of the simulator. */
    public String apiToken() {
        return apiToken;
    }

    /** Of the bot's words, for example {@code zh-CN}. */
    public String locale() {
        return locale;
    }

    /** Process of the bot's Redis; empty while there is none. */
    public Optional<Long> redisPid() {
        return redis.pid();
    }

    public BotClock clock() {
        return botClock;
    }

    /** @throws SimulatorProblem when the bot does not start */
    public void start() {
        platform.start();
        other.start();
        Thread.ofVirtual().name("simulator-redis-watch").start(this::watchRedis);
        startBot();
    }

    /** Starts the bot unless it runs, and pushes what it has missed. */
    public void startBot() {
        inTurn(this::startNow);
    }

    /** As a power cut would; its Redis lives on, as it would. */
    public void killBot() {
        bot.kill();
    }

    /** Stops the bot as an operator would, its Redis with it, and starts it again. */
    public void restartBot() {
        inTurn(() -> {
            bot.stop();
            startNow();
        });
    }

    /** Does the bot open its connections to the platforms itself, or is it called at its address? */
    public boolean byLine() {
        return byLine;
    }

    /**
     * Restarts the bot so that it opens connections itself, or is called at its address, as it is at the start and after
     * a reset. Nothing happens when it is so already.
     *
     * @throws SimulatorProblem when the bot does not start
     */
    public void byLine(boolean yes) {
        inTurn(() -> {
            if (yes != byLine) {
                bot.stop();
                reached(yes);
                startNow();
            }
        });
    }

    /**
     * Kills the bot's Redis; bringing it back is the bot's own affair.
     *
     * @throws SimulatorProblem when there is none
     */
    public void killRedis() {
        if (!redis.kill()) {
            throw new SimulatorProblem(
                    SimulatorProblem.Kind.NO_REDIS, "There is no Redis to kill: the bot has none running.");
        }
        awaitRedisGone();
    }

    /**
     * Back to the first start: bot and Redis stopped, everything in the simulator's own folder deleted, phones, faults
     * and clock as new, then the bot started afresh. Whatever goes wrong, the bot is started again before it is told.
     *
     * @throws SimulatorProblem when the folder is not the simulator's own, and then nothing was stopped or deleted; when
     *     a bot of somebody else works in it, or nobody can tell, and then nothing was deleted; when something could not
     *     be deleted, and then everything else was
     */
    public void reset() {
        inTurn(() -> {
            folder.requireOurs();
            bot.stop();
            try {
                endRedis();
                beginAnew();
            } catch (RuntimeException failure) {
                startAgain(failure);
                throw failure;
            }
            startNow();
        });
    }

    /**
     * Ends the bot, the server that a killed bot left running, and the platforms, then gives the folder back; an act that
     * is under way is given up first. Repeating it does nothing.
     */
    @Override
    public void close() {
        if (closing.getAndSet(true)) {
            return;
        }
        try {
            bot.close();
            platform.close();
            other.close();
        } finally {
            acts.lock();
            try {
                redis.endLeftBehind();
            } finally {
                folder.close();
                acts.unlock();
            }
        }
    }

    private void endRedis() {
        if (!redis.endLeftBehind()) {
            String place = folder.resolve(BotSettings.REDIS_FOLDER).toString();
            throw new SimulatorProblem(
                    SimulatorProblem.Kind.ANOTHER_BOT,
                    "Another bot works in " + place + "; stop it before a reset.",
                    place);
        }
        lookAtRedis();
    }

    /** What could not be deleted hinders no phone from remembering, and is told of afterwards. */
    private void beginAnew() {
        reached(false);
        platform.forget();
        other.forget();
        try {
            folder.empty();
        } finally {
            clock.reset();
            try {
                platform.remembersIn(folder.path());
                other.remembersIn(folder.path());
            } finally {
                listeners.forEach(SimulatorListener::reset);
            }
        }
    }

    private void reached(boolean overLines) {
        byLine = overLines;
        platform.callbackAddress(overLines ? null : bot.base().resolve("/callbacks/feishu"));
        other.byLine(overLines);
    }

    private void startAgain(RuntimeException failure) {
        try {
            startNow();
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    /** The ports are given back if the folder cannot be had. */
    private SimulatorFolder take(Path wanted) {
        try {
            return SimulatorFolder.take(wanted);
        } catch (SimulatorProblem e) {
            platform.close();
            other.close();
            throw e;
        }
    }

    private void startNow() {
        bot.start();
        botClock.now();
        platform.redeliverPending();
    }

    private void follow(Instant businessNow) {
        if (clock.follow(businessNow)) {
            listeners.forEach(SimulatorListener::clock);
        }
    }

    private void tellBot() {
        listeners.forEach(SimulatorListener::bot);
    }

    private void watchRedis() {
        while (!closing.get()) {
            lookAtRedis();
            LockSupport.parkNanos(REDIS_LOOK_EVERY.toNanos());
        }
    }

    private synchronized void lookAtRedis() {
        long found = redis.pid().orElse(0L);
        if (found != redisPid) {
            redisPid = found;
            tellBot();
        }
    }

    private void awaitRedisGone() {
        for (int look = 0; look < REDIS_GONE_LOOKS_MAX && redis.pid().isPresent(); look++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        lookAtRedis();
    }

    private void inTurn(Runnable act) {
        acts.lock();
        try {
            if (closing.get()) {
                throw new SimulatorProblem(SimulatorProblem.Kind.STOPPING, "The simulator is stopping.");
            }
            act.run();
        } finally {
            acts.unlock();
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(BotSettings.sopRelay(folder.path(), Cast.ZHOU));
        settings.replaceAll((name, value) -> BotSettings.filled(value, platform));
        String admin = other.account(Cast.ZHOU);
        if (!admin.isEmpty()) {
            settings.merge("RELAY_ADMINS", admin, (feishu, beside) -> feishu + "," + beside);
        }
        if (byLine) {
            settings.put("RELAY_FEISHU_TRANSPORT", "long-connection");
            // A visitor waits: with the defaults a dead line is noticed after 90 s, a deaf one after half an hour.
            settings.put("RELAY_LINE_MAX_SILENCE", "40s");
            settings.put("RELAY_LINE_MAX_AGE", "2m");
        }
        settings.putAll(other.settings());
        settings.put("RELAY_API_TOKEN", apiToken);
        return settings;
    }

    private List<String> command(SimulatorOptions options) {
        List<String> command = new ArrayList<>(options.botCommand());
        if (command.isEmpty()) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String classPath = System.getProperty("java.class.path");
            command.add(java);
            command.addAll(options.botJvmOptions());
            command.addAll(other.jvmOptions());
            // Whatever needs a temporary file makes it in our folder, and no counters in the system's.
            command.add(
                    "-Djava.io.tmpdir=" + folder.resolve(BotProcess.TEMPORARY).toAbsolutePath());
            command.add("-XX:-UsePerfData");
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
