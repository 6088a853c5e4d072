package io.soprelay.chat;

import io.soprelay.incident.Incident;
import io.soprelay.incident.Incident.Held;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler.Result;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;

/**
 * Keeps news of a record behind earlier news of it that is kept for somebody who could not be reached: the earlier is
 * tried in its place, and if that finds the person still gone, both are kept.
 */
final class KeptNews {
    /** Until the earlier has been tried. */
    private static final Duration TURN = Duration.ofSeconds(2);

    private final Incidents incidents;
    private final Deliveries deliveries;
    private final Sending sending;
    private final InstantSource clock;

    /** @param clock the machine's */
    KeptNews(Incidents incidents, Deliveries deliveries, Sending sending, InstantSource clock) {
        this.clock = clock;
        this.incidents = incidents;
        this.deliveries = deliveries;
        this.sending = sending;
    }

    /** What becomes of news that is behind; empty if it is not. */
    Optional<Result> behind(Delivery.News news, Claimed entry) {
        Trouble trouble = new Trouble.Unreachable(news.to());
        if (!incidents.isLive(trouble)) {
            return Optional.empty();
        }
        Optional<Incident> gone = incidents.find(trouble.id()).filter(Incident::keeps);
        Optional<Held> first = gone.flatMap(incident -> incident.held().stream()
                .filter(held -> version(held, news) < news.version())
                .min(Comparator.comparingLong(held -> version(held, news))));
        if (first.isEmpty()) {
            return Optional.empty();
        }
        if (entry.attempts() > 1) {
            return Optional.of(kept(trouble, news, entry));
        }
        incidents.tryAgain(gone.orElseThrow(), first.get());
        return Optional.of(new Result.Retry(TURN, "earlier news is tried first", sending.next(entry, 1)));
    }

    /** By now they may be reached again: then it is sent, and makes no new incident of somebody who is there. */
    private Result kept(Trouble trouble, Delivery.News news, Claimed entry) {
        Held more = StuckEntries.held(entry, deliveries, clock);
        Optional<Incident> gone = incidents.keep(trouble, more);
        if (gone.isEmpty()) {
            return new Result.Retry(Duration.ZERO, "earlier news is kept no longer");
        }
        String detail = gone.get().detail();
        return gone.get().holds(more) ? new Result.Kept(detail) : new Result.Impossible(detail, news.to());
    }

    /** Of the same record to the same person; as late as can be for anything else. */
    private long version(Held held, Delivery.News news) {
        return held.lane() == Lane.NOTICE
                        && deliveries.read(held.payload()) instanceof Delivery.News kept
                        && kept.flow().equals(news.flow())
                        && kept.to().equals(news.to())
                ? kept.version()
                : Long.MAX_VALUE;
    }
}
