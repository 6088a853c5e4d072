package io.soprelay.im.simulator.kit;

import io.soprelay.im.simulator.BotClock;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.FeishuPlatformConfig;
import io.soprelay.im.simulator.Phones;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Feishu on this machine and a bot behind it, for tests:
 *
 * <pre>{@code
 * try (FeishuKit feishu = FeishuKit.start().bot(URI.create("http://127.0.0.1:8081/callbacks/feishu"))) {
 *     Person li = feishu.user("库管小李");
 *     li.says("/todo");
 *     li.presses("完成任务").on(li.card("完成发货")).seesToast("已完成");
 * }
 * }</pre>
 *
 * <p>What is awaited is awaited for the {@link #patience()}; nothing sleeps. Several kits may run in one JVM.
 */
public final class FeishuKit extends PlatformKit<FeishuKit> {
    private final FeishuPlatform platform;
    private final boolean own;
    private @Nullable RunningBot bot;

    private FeishuKit(FeishuPlatform platform, KitClock clock, boolean own) {
        super(clock);
        this.platform = platform;
        this.own = own;
    }

    /** A fresh app with random secrets on a free port, without limits on how often it is called. */
    public static FeishuKit start() {
        return start(FeishuPlatformConfig.random().withRates(FeishuPlatformConfig.Rates.unlimited()));
    }

    /** As configured, save that the kit's clock is the one by which messages grow old. */
    public static FeishuKit start(FeishuPlatformConfig config) {
        KitClock clock = KitClock.ofPlatform(config.clock());
        FeishuPlatform platform = new FeishuPlatform(config.withClocks(clock.source(), config.machineClock()));
        platform.start();
        return new FeishuKit(platform, clock, true);
    }

    /** A platform that somebody else started and will close; the kit is only a way to speak about it. */
    public static FeishuKit on(FeishuPlatform platform) {
        return new FeishuKit(platform, KitClock.ofPlatform(platform.config().clock()), false);
    }

    /** A bot that runs already, by its callback address on this machine. It must know this app's id and secrets. */
    public FeishuKit bot(URI callbackAddress) {
        platform.callbackAddress(callbackAddress);
        return this;
    }

    /**
     * Starts a bot and returns when it answers the platform's challenge; {@link #close} ends it. When it does not start
     * the kit is closed before the failure is thrown.
     *
     * @throws AssertionError when it ends or does not answer in its time, with the last lines it wrote
     */
    public FeishuKit bot(BotCommand command) {
        if (bot != null) {
            throw new IllegalStateException("a bot is running already");
        }
        try {
            bot = RunningBot.start(command, platform);
        } catch (RuntimeException | Error notStarted) {
            // Nobody holds the kit yet who could close it.
            close();
            throw notStarted;
        }
        URI actuator = bot.base();
        if (command.settableClock()) {
            clock(new BotClock(actuator, now -> {}));
        }
        return this;
    }

    /** Faults, the wire log, forged callbacks and all else that is not about one person. */
    public FeishuPlatform platform() {
        return platform;
    }

    /** The time by which the platform's messages grow old. */
    public InstantSource time() {
        return platform.config().clock();
    }

    @Override
    FeishuKit self() {
        return this;
    }

    @Override
    public Phones phones() {
        return platform;
    }

    @Override
    public void close() {
        if (bot != null) {
            bot.close();
        }
        if (own) {
            platform.close();
        }
    }
}
