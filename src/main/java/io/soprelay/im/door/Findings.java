package io.soprelay.im.door;

import io.soprelay.im.Finding;
import io.soprelay.im.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what a platform's refusals reveal, says each once in the log, and forgets it when the same call goes through
 * again. Thread safe.
 */
public final class Findings {
    private static final Logger LOG = LoggerFactory.getLogger(Findings.class);

    /** Signatures older than five minutes are refused; a minute leaves time to act. */
    private static final Duration CLOCK_MAY_BE_OFF = Duration.ofMinutes(1);

    private final Platform platform;
    private final InstantSource clock;
    private final Map<Key, Finding> known = new ConcurrentHashMap<>();

    /** @param clock the machine's */
    public Findings(Platform platform, InstantSource clock) {
        this.platform = platform;
        this.clock = clock;
    }

    private record Key(Finding.Kind kind, String call) {}

    /**
     * A call was refused for something an admin has to repair.
     *
     * @param call which API, without what was sent; the same for each repeat
     */
    public void refused(Finding.Kind kind, String call, String detail) {
        Finding found = new Finding(kind, detail, clock.instant());
        if (known.putIfAbsent(new Key(kind, call), found) == null) {
            LOG.warn("{} has to be set right: {} ({})", platform, kind, detail);
        }
    }

    /** The call goes through: nothing that spoke against it holds any more. */
    public void done(String call) {
        known.keySet().removeIf(key -> key.call().equals(call) || key.kind() == Finding.Kind.CREDENTIALS);
    }

    /** What stood against every call of a kind is over: one of them went through. */
    public void over(Finding.Kind kind) {
        known.keySet().removeIf(key -> key.kind() == kind);
    }

    /** @param date the platform's {@code Date} header; null or unreadable is no sign of anything */
    public void clock(@Nullable String date) {
        readable(date).ifPresent(theirs -> {
            Duration off = Duration.between(theirs, clock.instant()).abs();
            if (off.compareTo(CLOCK_MAY_BE_OFF) > 0) {
                refused(Finding.Kind.CLOCK, "clock", "this machine's clock is " + off.toSeconds() + " s off");
            } else {
                known.remove(new Key(Finding.Kind.CLOCK, "clock"));
            }
        });
    }

    private static Optional<Instant> readable(@Nullable String date) {
        try {
            return Optional.ofNullable(date)
                    .map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /** One a kind, oldest first. */
    public List<Finding> all() {
        return known.values().stream()
                .sorted(Comparator.comparing(Finding::since))
                .collect(Collectors.toMap(
                        Finding::kind, finding -> finding, (first, later) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }
}
