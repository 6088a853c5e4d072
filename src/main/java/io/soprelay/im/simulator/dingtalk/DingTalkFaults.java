package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.FaultPlan;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What goes wrong between the bot and DingTalk, on both sides: each kind for a number of calls, or switched on until it
 * is switched off. Safe for many threads.
 */
public final class DingTalkFaults {
    /** Whose calls it spoils. */
    public enum Side {
        /** Calls of the bot. */
        API,
        /** Calls of the platform: messages, events and presses. */
        CALLBACK
    }

    /** One way to go wrong; each call it hits is one use. */
    public enum Kind {
        /** 403 QpsLimitForAppkeyAndApi (90018). */
        TOO_MANY(Side.API),
        /** 403 QpsLimitForApi (90002): the whole API is hot. */
        API_HOT(Side.API),
        /** 403 ApiCountLimitForOrg (90020); while it is switched on messages reach the bot without their text. */
        MONTH_USED_UP(Side.API),
        /** 403 AccessTokenPermissionDenied. */
        PERMISSION_MISSING(Side.API),
        /** 403 IpNotInWhiteList. */
        ADDRESS_NOT_LISTED(Side.API),
        /** 500 system.busy (88), nothing was done. */
        SYSTEM_BUSY(Side.API),
        /** 200 {@code {"status":1111}}: the address is banned for calling too often. */
        BANNED(Side.API),
        /** The same ban as an HTML page. */
        BANNED_HTML(Side.API),
        /** 400 InvalidAuthentication (42001), and every token handed out so far has ended. */
        TOKEN_EXPIRED(Side.API),
        /** 400 param.contentUnsafe: moderation took offence. */
        CONTENT_UNSAFE(Side.API),
        /** 400 param.cardNotExist. */
        CARD_GONE(Side.API),
        /** The call is carried out, then the connection breaks before the answer. */
        LOST_ANSWER(Side.API),
        /** The call is carried out and answered late. */
        SLOW(Side.API),
        /** HTTP 200 with something that is no JSON; the call is carried out. */
        BROKEN_JSON(Side.API),
        /** Nothing is done, and nothing answered until the platform closes. */
        HANGING(Side.API),
        /** A push reaches the bot twice at once, under the same ids. */
        DUPLICATE_CALLBACK(Side.CALLBACK),
        /** A push reaches the bot {@link #lateness} later; the phone has given a press up by then. */
        LATE_CALLBACK(Side.CALLBACK),
        /** A message or event waits until the next one has been pushed, with none behind it {@link #lateness}. */
        SWAPPED_CALLBACKS(Side.CALLBACK),
        /** The way to the bot takes {@link #callbackDelay}, which a press's 2 s must also pay. */
        SLOW_CALLBACK(Side.CALLBACK),
        /** The Stream's sockets live and answer pings, but nothing is pushed through them. */
        SILENT_STREAM(Side.CALLBACK);

        private final Side side;

        Kind(Side side) {
            this.side = side;
        }

        public Side side() {
            return side;
        }
    }

    /**
     * How one kind stands.
     *
     * @param left calls it will still hit; empty when it is off, or on until it is switched off
     */
    public record Setting(Kind kind, boolean on, OptionalInt left) {}

    private static final String CARDS = "/v1.0/card";
    private static final Duration WAIT_MAX = Duration.ofMinutes(1);

    private final FaultPlan<Kind> plan = new FaultPlan<>();
    private Duration slowness = Duration.ofSeconds(5);
    private Duration lateness = Duration.ofSeconds(10);
    private Duration callbackDelay = Duration.ofSeconds(1);

    /** The next {@code calls} calls about cards go wrong so. */
    public void next(int calls, Kind kind) {
        next(calls, kind, CARDS);
    }

    /** The next {@code calls} calls whose path contains {@code pathPart} go wrong so. */
    public void next(int calls, Kind kind, String pathPart) {
        plan.next(calls, kind, pathPart);
    }

    /**
     * Switches a kind on, in place of what was planned of it.
     *
     * @param calls how many calls it hits; empty: until it is switched off
     * @throws IllegalArgumentException when {@code calls} is not between 1 and 10,000
     */
    public void on(Kind kind, OptionalInt calls) {
        boolean everywhere = switch (kind) {
            case ADDRESS_NOT_LISTED, BANNED, BANNED_HTML, HANGING, TOKEN_EXPIRED -> true;
            default -> false;
        };
        plan.on(kind, calls, everywhere ? "/" : CARDS);
    }

    /** What was planned of a kind does not happen. */
    public void off(Kind kind) {
        plan.off(kind);
    }

    /** How late {@link Kind#SLOW} answers, 5 s unless set; at most a minute. */
    public synchronized void slowness(Duration wait) {
        slowness = required("slowness", wait);
    }

    /** How late {@link Kind#LATE_CALLBACK} arrives, 10 s unless set; at most a minute. */
    public synchronized void lateness(Duration wait) {
        lateness = required("lateness", wait);
    }

    /** How long {@link Kind#SLOW_CALLBACK} is on its way, 1 s unless set; at most a minute. */
    public synchronized void callbackDelay(Duration wait) {
        callbackDelay = required("callbackDelay", wait);
    }

    /** Everything works again. */
    public void clear() {
        plan.clear();
    }

    /** Every kind, those that are off too, in the order of {@link Kind}. */
    public List<Setting> settings() {
        return plan.atOnce(() -> Arrays.stream(Kind.values())
                .map(kind -> new Setting(kind, plan.isOn(kind), plan.left(kind)))
                .toList());
    }

    /** How many calls are still to fail, by kind in words. */
    public List<String> waiting() {
        return plan.waiting();
    }

    /** Told after each change, in their order. */
    void listen(Runnable listener) {
        plan.listen(listener);
    }

    boolean isOn(Kind kind) {
        return plan.isOn(kind);
    }

    synchronized Duration slowness() {
        return slowness;
    }

    synchronized Duration lateness() {
        return lateness;
    }

    synchronized Duration callbackDelay() {
        return callbackDelay;
    }

    /** Uses up one fault that fits the bot's call. */
    Optional<Kind> take(String path) {
        return plan.take(path, kind -> kind.side() == Side.API);
    }

    /** Uses this fault of the platform's calls up once; false when it is off. */
    boolean takes(Kind callbackFault) {
        return plan.takes(callbackFault);
    }

    private static Duration required(String name, Duration wait) {
        if (wait.isNegative() || wait.compareTo(WAIT_MAX) > 0) {
            throw new IllegalArgumentException(name + " must be between 0 s and 60 s, but was " + wait);
        }
        return wait;
    }
}
