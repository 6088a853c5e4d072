package io.soprelay.bench;

import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatformConfig;
import java.io.IOException;

/** The simulated DingTalk in this program, with quotas no round uses up; it leaves a trust store behind if it is not closed. */
record SimulatedDingTalk(DingTalkPlatform platform) implements AutoCloseable {
    SimulatedDingTalk {
        AtExit.close(this);
    }

    static SimulatedDingTalk overHttp() {
        return new SimulatedDingTalk(new DingTalkPlatform(config()).start());
    }

    /** The official SDK of the Stream knows only TLS. */
    static SimulatedDingTalk overStream() {
        return new SimulatedDingTalk(new DingTalkPlatform(config().withTls()).start());
    }

    private static DingTalkPlatformConfig config() {
        DingTalkPlatformConfig.Limits standard = DingTalkPlatformConfig.Limits.dingTalk();
        return DingTalkPlatformConfig.random()
                // A round sends more than a company in a month.
                .withLimits(new DingTalkPlatformConfig.Limits(
                        standard.perSecond(), Integer.MAX_VALUE, Integer.MAX_VALUE, standard.valueBytesMax()));
    }

    void awaitLine() throws IOException {
        Patience.await("the Stream", () -> platform.stream().connectionsInUse() > 0);
    }

    @Override
    public void close() {
        AtExit.closed(this);
        platform.close();
    }
}
