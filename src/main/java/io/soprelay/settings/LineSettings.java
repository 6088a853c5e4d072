package io.soprelay.settings;

import java.time.Duration;
import java.util.Objects;

/**
 * Lines that the bot opens itself ({@code relay.line.*}). A binder may leave out any component (null): it then takes its
 * default. The constructor throws {@link IllegalArgumentException} with the property, what is allowed and the value
 * found.
 *
 * @param maxSilence how long a line may be silent before it is taken for dead and opened again; default 90 s, between 15 s
 *     and 10 min. The bot pings Feishu three times in that time; Feishu's own two minutes between pings would let a dead
 *     line go unnoticed for longer. DingTalk says something every 20 to 30 s by itself
 * @param maxAge how old a connection to DingTalk's Stream may grow before the next is opened and takes over; default 30
 *     min, between 1 min and 6 h. Sockets that look alive and get nothing are known there; this bounds how long one is used
 */
public record LineSettings(Duration maxSilence, Duration maxAge) {
    private static final Duration MIN = Duration.ofSeconds(15);
    private static final Duration MAX = Duration.ofMinutes(10);
    private static final Duration AGE_MIN = Duration.ofMinutes(1);
    private static final Duration AGE_MAX = Duration.ofHours(6);

    public LineSettings {
        maxSilence = Objects.requireNonNullElse(maxSilence, Duration.ofSeconds(90));
        maxAge = Objects.requireNonNullElse(maxAge, Duration.ofMinutes(30));
        if (maxAge.compareTo(AGE_MIN) < 0 || maxAge.compareTo(AGE_MAX) > 0) {
            throw new IllegalArgumentException(
                    "relay.line.max-age must be between 1m and 6h, but was " + maxAge.toSeconds() + "s");
        }
        if (maxSilence.compareTo(MIN) < 0 || maxSilence.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(
                    "relay.line.max-silence must be between 15s and 10m, but was " + maxSilence.toSeconds() + "s");
        }
    }
}
