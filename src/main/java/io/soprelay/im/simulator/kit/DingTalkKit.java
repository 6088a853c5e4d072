package io.soprelay.im.simulator.kit;

import io.soprelay.im.simulator.Phones;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatformConfig;
import java.net.URI;
import java.time.InstantSource;

/**
 * DingTalk on this machine and a bot behind it, for tests; the sentences are those of {@link FeishuKit}. A bot on the
 * Stream needs nothing but the platform's address and credentials; one behind HTTP is told of with {@link #bot}.
 *
 * <p>What is awaited is awaited for the {@link #patience()}; nothing sleeps. Several kits may run in one JVM.
 */
public final class DingTalkKit extends PlatformKit<DingTalkKit> {
    private final DingTalkPlatform platform;
    private final boolean own;

    private DingTalkKit(DingTalkPlatform platform, KitClock clock, boolean own) {
        super(clock);
        this.platform = platform;
        this.own = own;
    }

    /** A fresh app with random secrets on a free port, without limits on how often it is called. */
    public static DingTalkKit start() {
        return start(DingTalkPlatformConfig.random().withLimits(DingTalkPlatformConfig.Limits.none()));
    }

    /** As configured, save that the kit's clock is the one of messages. */
    public static DingTalkKit start(DingTalkPlatformConfig config) {
        KitClock clock = KitClock.ofPlatform(config.clock());
        DingTalkPlatform platform = new DingTalkPlatform(config.withClocks(clock.source(), config.machineClock()));
        platform.start();
        return new DingTalkKit(platform, clock, true);
    }

    /** A platform that somebody else started and will close; the kit is only a way to speak about it. */
    public static DingTalkKit on(DingTalkPlatform platform) {
        return new DingTalkKit(platform, KitClock.ofPlatform(platform.config().clock()), false);
    }

    /** A bot that takes callbacks over HTTP, by its address on this machine without a path. */
    public DingTalkKit bot(URI address) {
        platform.callbackAddress(address);
        return this;
    }

    /** Faults, the wire log, groups, forged callbacks and all else that is not about one person. */
    public DingTalkPlatform platform() {
        return platform;
    }

    /** The time of the platform's messages. */
    public InstantSource time() {
        return platform.config().clock();
    }

    @Override
    DingTalkKit self() {
        return this;
    }

    @Override
    public Phones phones() {
        return platform;
    }

    @Override
    public void close() {
        if (own) {
            platform.close();
        }
    }
}
