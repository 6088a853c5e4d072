package io.soprelay.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What leaves the store for files ({@code relay.archive.*}). A binder may leave out any component (null): it then takes its
 * default. The constructor throws {@link IllegalArgumentException} with the property, what is allowed and the value found.
 *
 * @param enabled whether this bot archives; null (default): it does if the embedded server is its own, because of several bots
 *     on one store all have to read the same folder. Off, nothing more leaves the store; what has left it is read all the same
 * @param after how long a record has to be ended or settled, in business time: default 90 days, 35 days to ten years. A
 *     digest looks back for less, so archiving changes no number of it. Shorter, 1 s or more, only beside a settable clock
 * @param dir folder of the archive, default {@code data/archive}
 */
public record ArchiveSettings(@Nullable Boolean enabled, Duration after, Path dir) {
    /** What anybody looks back on in the store itself: the rows of finished work, which digests count, are kept so long. */
    public static final Duration AFTER_MIN = Duration.ofDays(35);

    private static final Duration AFTER_MAX = Duration.ofDays(3650);
    private static final Duration TRIED_MIN = Duration.ofSeconds(1);

    public ArchiveSettings {
        after = Objects.requireNonNullElse(after, Duration.ofDays(90));
        dir = Objects.requireNonNullElse(dir, Path.of("data", "archive"));
        if (after.compareTo(TRIED_MIN) < 0 || after.compareTo(AFTER_MAX) > 0) {
            throw new IllegalArgumentException(refused(after));
        }
    }

    /** Whether it is so short that a digest could miss what was finished; good for trying it out only. */
    public boolean isForTrials() {
        return after.compareTo(AFTER_MIN) < 0;
    }

    /** What to say of a retention that is not allowed. */
    public static String refused(Duration after) {
        return "relay.archive.after must be between %dd and %dd, but was %s (relay.archive.enabled=false archives nothing)"
                .formatted(AFTER_MIN.toDays(), AFTER_MAX.toDays(), after);
    }

    /** @param embedded whether the store is the bot's own */
    public boolean isOn(boolean embedded) {
        return enabled == null ? embedded : enabled;
    }
}
