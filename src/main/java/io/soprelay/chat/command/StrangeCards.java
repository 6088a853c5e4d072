package io.soprelay.chat.command;

import io.soprelay.im.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Presses on cards of records that are not in this store. A platform hands the presses of an app to whichever bot is
 * connected with its id, so they are the one sign that another bot works with the same app; or that the store is another
 * one than before. Thread safe.
 */
public final class StrangeCards {
    private static final Logger LOG = LoggerFactory.getLogger(StrangeCards.class);

    /** Whoever has stopped the other bot need not read of it for longer. */
    private static final Duration TOLD_FOR = Duration.ofHours(24);

    private final InstantSource clock;
    private final Map<Platform, Instant> met = new ConcurrentHashMap<>();

    /** @param clock the machine's */
    public StrangeCards(InstantSource clock) {
        this.clock = clock;
    }

    /** Somebody pressed a card of a record that nobody here knows. */
    public void met(Platform platform) {
        if (last(platform).isEmpty()) {
            LOG.warn(
                    "A card was pressed on {} that this bot has not sent: another bot may work with the same app, which then"
                            + " takes some of the presses; stop it, or give it an app of its own",
                    platform);
        }
        met.put(platform, clock.instant());
    }

    /** When that happened last; empty if it was not in the last day. */
    public Optional<Instant> last(Platform platform) {
        return Optional.ofNullable(met.get(platform))
                .filter(at -> at.plus(TOLD_FOR).isAfter(clock.instant()));
    }
}
