package io.soprelay.engine;

import io.soprelay.archive.ArchiveRefusedException;
import io.soprelay.archive.ArchiveWriter;
import io.soprelay.flow.decide.EraseRules;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Archived;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.ledger.Schedules;
import io.soprelay.ledger.Schedules.Standing;
import io.soprelay.ledger.StoredHistory;
import io.soprelay.ledger.Stubs;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out of the store what has long been over: a record that is ended or settled for the retention, has nothing open, and
 * owes nobody anything. First it is in the archive and on disk, then it leaves the store, unless somebody has committed to it
 * meanwhile. A crash in between leaves a copy in the archive that nothing names. One thread.
 */
public final class Archiver {
    private static final Logger LOG = LoggerFactory.getLogger(Archiver.class);

    /** Read, written and flushed together: one flush for all, and at most a few hundred KB at a time. */
    private static final int RECORDS_AT_ONCE_MAX = 20;

    private final Ledger ledger;
    private final Stubs stubs;
    private final Schedules schedules;
    private final FlowRecords records;
    private final FlowEngine engine;
    private final Todos todos;
    private final ArchiveWriter archive;
    private final Duration after;
    private final Runnable rest;
    private final OwedEntries entries;
    private final OwedTells tells;
    private final YoungUntil youngUntil;

    /**
     * @param after how long a record has to be over, in business time
     * @param rest called after some records, so that presses are not kept waiting; may block
     */
    public Archiver(
            Ledger ledger,
            Stubs stubs,
            Schedules schedules,
            FlowRecords records,
            FlowEngine engine,
            Deliveries deliveries,
            Todos todos,
            ArchiveWriter archive,
            Duration after,
            Runnable rest) {
        this.ledger = ledger;
        this.stubs = stubs;
        this.schedules = schedules;
        this.records = records;
        this.engine = engine;
        this.todos = todos;
        this.archive = archive;
        this.after = after;
        this.rest = rest;
        this.entries = new OwedEntries(schedules, deliveries, engine::now);
        this.tells = new OwedTells(engine, records, deliveries);
        this.youngUntil = new YoungUntil(engine::now);
    }

    /**
     * Archives those of some aggregates that have long been over.
     *
     * @param some a page of {@link Ledger#aggregates}
     * @return how many left the store
     * @throws ArchiveRefusedException if they cannot be written; none of those that were not has left
     * @throws LedgerUnavailableException when the store is away
     */
    public int visit(List<AggregateId> some) throws ArchiveRefusedException {
        Instant before = engine.now().minus(after);
        List<AggregateId> flows =
                some.stream().filter(id -> id.kind() == AggregateId.Kind.FLOW).toList();
        List<AggregateId> old = new ArrayList<>();
        stubs.lastCommits(flows).forEach((id, millis) -> {
            if (millis <= before.toEpochMilli()) {
                old.add(id);
            }
        });
        old.removeIf(youngUntil::isAhead);
        int left = 0;
        for (int from = 0; from < old.size(); from += RECORDS_AT_ONCE_MAX) {
            left += leave(over(old.subList(from, Math.min(old.size(), from + RECORDS_AT_ONCE_MAX)), before));
            rest.run();
        }
        return left;
    }

    /** A record that may leave: as it is read, and as it is stored. */
    private record Leaving(FlowInstance instance, Archived archived) {}

    private int leave(List<Leaving> batch) throws ArchiveRefusedException {
        if (batch.isEmpty()) {
            return 0;
        }
        List<String> places =
                archive.append(batch.stream().map(Leaving::archived).toList());
        forgetTraces(batch.stream().map(Leaving::instance).toList());
        int left = 0;
        for (int at = 0; at < batch.size(); at++) {
            left += stubs.trim(batch.get(at).archived(), places.get(at)) ? 1 : 0;
        }
        return left;
    }

    /**
     * What other keys remember of a record only while it can change. First: a bot that dies before the record has left does both
     * again. Whoever commits to it meanwhile writes it anew.
     */
    private void forgetTraces(List<FlowInstance> leaving) {
        todos.forget(leaving);
        records.forgetAsking(leaving);
    }

    /** Of a store that went back: where the archive holds a newer version than the store, the archive's counts from here on. */
    public void bringForward() {
        if (!archive.isOfThisStore()) {
            return;
        }
        AtomicInteger seen = new AtomicInteger();
        archive.folder().each((archived, place) -> {
            stubs.trim(archived, place);
            if (seen.incrementAndGet() % RECORDS_AT_ONCE_MAX == 0) {
                rest.run();
            }
        });
    }

    /** Everything of those that are over. One that cannot be read keeps none of the others. */
    private List<Leaving> over(List<AggregateId> some, Instant before) {
        try {
            List<Leaving> over = new ArrayList<>();
            for (FlowInstance instance :
                    records.look(some.stream().map(id -> new FlowId(id.id())).toList())) {
                over(instance, before).ifPresent(over::add);
            }
            return over;
        } catch (LedgerUnavailableException away) {
            throw away;
        } catch (RuntimeException e) {
            if (some.size() > 1) {
                return some.stream()
                        .flatMap(id -> over(List.of(id), before).stream())
                        .toList();
            }
            // It stays: the rescan and the history walk tell of it.
            LOG.debug("{} cannot be judged and stays in the store", some.getFirst(), e);
            return List.of();
        }
    }

    private Optional<Leaving> over(FlowInstance instance, Instant before) {
        AggregateId id = FlowRecords.aggregate(instance.id());
        Instant since = overSince(instance);
        if (since.isAfter(before)) {
            youngUntil.remember(id, since.plus(after));
            return Optional.empty();
        }
        return owesAnything(instance)
                ? Optional.empty()
                : whole(id, instance).map(archived -> new Leaving(instance, archived));
    }

    /** What is not over yet is so with its next commit at the earliest, and that is still to come. */
    private Instant overSince(FlowInstance instance) {
        if (!EraseRules.isOver(engine.definitionOf(instance), instance)
                || !instance.openItems().isEmpty()) {
            return engine.now();
        }
        // When an earlier release committed last nobody knows; what was finished tells.
        return Finished.in(instance).stream()
                .map(Finished.Act::at)
                .filter(instance.stateSince()::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(instance.stateSince());
    }

    private StateKind kindOf(FlowInstance instance) {
        return engine.definitionOf(instance).state(instance.state()).kind();
    }

    /**
     * Cards that show something else, tells that were not heard: what the rescan puts back, and waits for. Rows are written
     * here, because once it has left no rescan visits it.
     */
    private boolean owesAnything(FlowInstance instance) {
        Owed owed = new Owed();
        todos.repair(List.of(instance));
        entries.find(FlowRecords.aggregate(instance.id()).partition(), List.of(instance), owed);
        tells.find(List.of(instance), owed);
        return owed.isBusy(instance.id());
    }

    /** @return empty if it was committed to since it was judged, or its rows are being written */
    private Optional<Archived> whole(AggregateId id, FlowInstance instance) {
        StoredHistory stored = ledger.inspect(id);
        byte[] state = stored.state();
        if (stored.version() != instance.version() || state == null) {
            return Optional.empty();
        }
        List<Archived.Kept> kept = new ArrayList<>();
        Delivery rows = new Delivery.TodoProjection(instance.id());
        if (keep(id, Lane.HANDOVER, List.of(rows.entryId()), kept)) {
            return Optional.empty();
        }
        keep(id, Lane.CARD, cards(instance), kept);
        boolean live = kindOf(instance) != StateKind.FINAL;
        return Optional.of(new Archived(id, stored.version(), live, state, stored.seal(), stored.entries(), kept));
    }

    private static List<String> cards(FlowInstance instance) {
        return instance.items().stream()
                .flatMap(item -> item.parts().keySet().stream()
                        .map(member -> new Delivery.CardDelivery(instance.id(), item.id(), member).entryId()))
                .toList();
    }

    /** @return whether any of these entries waits */
    private boolean keep(AggregateId id, Lane lane, List<String> ids, List<Archived.Kept> kept) {
        Map<String, Standing> standing = schedules.standing(id.partition(), lane, ids);
        standing.forEach((entry, found) -> {
            if (found.shown() > 0 || found.record() != null) {
                kept.add(new Archived.Kept(lane, entry, found.shown()));
            }
        });
        return standing.values().stream().anyMatch(Standing::waits);
    }
}
