package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.Ids;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/**
 * What one simulated DingTalk app is made of.
 *
 * @param templates ids of card templates that are published; the built-in ones are known beside them
 * @param port loopback port of the API; 0 takes a free one
 * @param clock the time of messages as people see them; a test may move it
 * @param machineClock the time of tokens, tickets, rates, months, redelivery and stamps in callbacks
 * @param tls is the Stream spoken over TLS, as the official SDK insists? {@link DingTalkPlatform#trustStore()} then
 *     holds the certificate
 */
public record DingTalkPlatformConfig(
        App app,
        Secrets secrets,
        Set<String> templates,
        int port,
        InstantSource clock,
        InstantSource machineClock,
        Limits limits,
        Waits waits,
        boolean tls) {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * The app in the console.
     *
     * @param clientId also called app key
     * @param robotCode of an internal app's robot the same as the client id
     */
    public record App(String clientId, String clientSecret, String robotCode, String corpId) {}

    /**
     * What only HTTP callbacks need.
     *
     * @param apiSecret card callbacks of {@code routeKey} are signed with it
     * @param routeKey a card callback address the app has registered already
     * @param aesKey 43 letters and digits; events are sealed with it
     * @param eventToken events are signed with it
     */
    public record Secrets(String apiSecret, String routeKey, String aesKey, String eventToken) {
        public Secrets {
            if (!aesKey.matches("[A-Za-z0-9]{43}")) {
                throw new IllegalArgumentException("aesKey must be 43 letters or digits, but has " + aesKey.length());
            }
        }
    }

    /**
     * How many calls are let through.
     *
     * @param perSecond calls of one API
     * @param callsPerMonth billable API calls of the organisation
     * @param pushesPerMonth callbacks of the organisation, HTTP and Stream together
     * @param valueBytesMax of one card variable; documented 1 KB, not held for object variables
     */
    public record Limits(int perSecond, int callsPerMonth, int pushesPerMonth, int valueBytesMax) {
        /** A standard organisation's. */
        public static Limits dingTalk() {
            return new Limits(20, 5_000, 3_000, Integer.MAX_VALUE);
        }

        /** For tests about something else. */
        public static Limits none() {
            return new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
        }
    }

    /**
     * How long the platform waits.
     *
     * @param click for the answer to a card callback; 2 s on DingTalk
     * @param push how long an act of a person waits for the first acknowledgement before it goes on
     * @param redelivery after which an unacknowledged push comes again, on the machine's clock; about 60 s on DingTalk
     */
    public record Waits(Duration click, Duration push, Duration redelivery) {
        public static Waits dingTalk() {
            return new Waits(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(60));
        }
    }

    public DingTalkPlatformConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be between 0 and 65535, but was " + port);
        }
        templates = Set.copyOf(templates);
    }

    /** A fresh app with random secrets and one published template on a free port, with DingTalk's limits. */
    public static DingTalkPlatformConfig random() {
        String clientId = "ding" + Ids.hex(8);
        return new DingTalkPlatformConfig(
                new App(clientId, Ids.hex(32), clientId, "ding" + Ids.hex(12)),
                new Secrets(Ids.hex(16), "route-" + Ids.hex(4), letters(43), letters(16)),
                Set.of(Ids.hex(16) + ".schema"),
                0,
                InstantSource.system(),
                InstantSource.system(),
                Limits.dingTalk(),
                Waits.dingTalk(),
                false);
    }

    /** One of the published templates; of {@link #random()} the only one. */
    public String templateId() {
        return templates.iterator().next();
    }

    public DingTalkPlatformConfig withPort(int other) {
        return new DingTalkPlatformConfig(app, secrets, templates, other, clock, machineClock, limits, waits, tls);
    }

    public DingTalkPlatformConfig withTemplate(String published) {
        Set<String> more = new HashSet<>(templates);
        more.add(published);
        return new DingTalkPlatformConfig(app, secrets, more, port, clock, machineClock, limits, waits, tls);
    }

    public DingTalkPlatformConfig withClocks(InstantSource messages, InstantSource machine) {
        return new DingTalkPlatformConfig(app, secrets, templates, port, messages, machine, limits, waits, tls);
    }

    public DingTalkPlatformConfig withLimits(Limits other) {
        return new DingTalkPlatformConfig(app, secrets, templates, port, clock, machineClock, other, waits, tls);
    }

    public DingTalkPlatformConfig withWaits(Waits other) {
        return new DingTalkPlatformConfig(app, secrets, templates, port, clock, machineClock, limits, other, tls);
    }

    /** With the Stream over TLS. */
    public DingTalkPlatformConfig withTls() {
        return new DingTalkPlatformConfig(app, secrets, templates, port, clock, machineClock, limits, waits, true);
    }

    private static String letters(int count) {
        return RANDOM.ints(count, 0, LETTERS.length())
                .collect(StringBuilder::new, (text, i) -> text.append(LETTERS.charAt(i)), StringBuilder::append)
                .toString();
    }

    @Override
    public String toString() {
        return "DingTalkPlatformConfig[clientId=" + app.clientId() + ", port=" + port + "]";
    }
}
