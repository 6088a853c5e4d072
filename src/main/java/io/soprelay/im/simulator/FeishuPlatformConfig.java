package io.soprelay.im.simulator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What one simulated Feishu app is made of.
 *
 * @param port loopback port; 0 takes a free one
 * @param clock the time by which messages grow old (the 14-day rule); a test may move it
 * @param machineClock the time of tokens, rate windows, {@code uuid} windows and stamps in callbacks
 * @param rates how many calls are let through
 * @param clickWindow how long a card click waits for its answer; 3 s on Feishu
 * @param retryDelays after which an unanswered event is pushed again, each counted from the attempt before it
 */
public record FeishuPlatformConfig(
        String appId,
        String appSecret,
        String encryptKey,
        String verificationToken,
        String tenantKey,
        int port,
        InstantSource clock,
        InstantSource machineClock,
        Rates rates,
        Duration clickWindow,
        List<Duration> retryDelays) {

    /** Feishu's documented delays: 15 s, 5 min, 1 h, 6 h. */
    private static final List<Duration> FEISHU_DELAYS =
            List.of(Duration.ofSeconds(15), Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(6));

    /**
     * Calls let through in a sliding window.
     *
     * @param personPerSecond messages to one person (or chat), and updates of one message
     * @param appPerSecond calls of one API
     * @param appPerMinute calls of one API
     */
    public record Rates(int personPerSecond, int appPerSecond, int appPerMinute) {
        /** Feishu's: 5/s a person, 50/s and 1000/min an API. */
        public static Rates feishu() {
            return new Rates(5, 50, 1000);
        }

        /** For tests about something else. */
        public static Rates unlimited() {
            return new Rates(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
        }
    }

    public FeishuPlatformConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be between 0 and 65535, but was " + port);
        }
        if (encryptKey.isBlank() || verificationToken.isBlank()) {
            throw new IllegalArgumentException("encryptKey and verificationToken must not be blank");
        }
        retryDelays = List.copyOf(retryDelays);
    }

    /** A fresh app with random secrets on a free port, with Feishu's limits and the machine's time. */
    public static FeishuPlatformConfig random() {
        return new FeishuPlatformConfig(
                "cli_" + Ids.hex(8),
                Ids.hex(16),
                Ids.hex(16),
                Ids.hex(16),
                "tenant_simulator",
                0,
                InstantSource.system(),
                InstantSource.system(),
                Rates.feishu(),
                Duration.ofSeconds(3),
                FEISHU_DELAYS);
    }

    public FeishuPlatformConfig withPort(int other) {
        return new FeishuPlatformConfig(
                appId,
                appSecret,
                encryptKey,
                verificationToken,
                tenantKey,
                other,
                clock,
                machineClock,
                rates,
                clickWindow,
                retryDelays);
    }

    public FeishuPlatformConfig withClocks(InstantSource messages, InstantSource machine) {
        return new FeishuPlatformConfig(
                appId,
                appSecret,
                encryptKey,
                verificationToken,
                tenantKey,
                port,
                messages,
                machine,
                rates,
                clickWindow,
                retryDelays);
    }

    public FeishuPlatformConfig withRates(Rates other) {
        return new FeishuPlatformConfig(
                appId,
                appSecret,
                encryptKey,
                verificationToken,
                tenantKey,
                port,
                clock,
                machineClock,
                other,
                clickWindow,
                retryDelays);
    }

    public FeishuPlatformConfig withWaits(Duration click, List<Duration> retries) {
        return new FeishuPlatformConfig(
                appId,
                appSecret,
                encryptKey,
                verificationToken,
                tenantKey,
                port,
                clock,
                machineClock,
                rates,
                click,
                retries);
    }

    @Override
    public String toString() {
        return "FeishuPlatformConfig[appId=" + appId + ", port=" + port + "]";
    }
}
