package io.soprelay.archive;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Archived;
import io.soprelay.ledger.ArchivedException;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.ForwardingLedger;
import io.soprelay.ledger.HistoryChain;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.StoredHistory;
import io.soprelay.ledger.Stubs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store and its archive as one: what the store has a stub of is read from the archive, and the first commit to it puts it
 * back into the store before it is applied. Nobody above knows the difference. Beside the store's own refusals every call for
 * one aggregate may throw {@link ArchiveUnreadableException}; {@link #loadAll} answers {@linkplain Loaded#isLost lost} ones
 * among the others. Safe for concurrent use.
 */
public final class ArchivedLedger extends ForwardingLedger {
    private static final Logger LOG = LoggerFactory.getLogger(ArchivedLedger.class);

    /** It can be archived again only after a whole retention: a second time means that two bots disagree about it. */
    private static final int TRIES_MAX = 3;

    private final Stubs stubs;
    private final ArchiveFolder archive;

    public ArchivedLedger(Ledger store, Stubs stubs, ArchiveFolder archive) {
        super(store);
        this.stubs = stubs;
        this.archive = archive;
    }

    @Override
    public Loaded load(AggregateId aggregate, String commandId) {
        return filled(aggregate, super.load(aggregate, commandId));
    }

    @Override
    public Loaded load(AggregateId aggregate) {
        return filled(aggregate, super.load(aggregate));
    }

    @Override
    public Map<AggregateId, Loaded> loadAll(List<AggregateId> aggregates) {
        Map<AggregateId, Loaded> all = new LinkedHashMap<>(super.loadAll(aggregates));
        all.replaceAll(this::filledIfReadable);
        return all;
    }

    /** One damaged entry keeps nobody from the others that were asked for beside it. */
    private Loaded filledIfReadable(AggregateId aggregate, Loaded loaded) {
        try {
            return filled(aggregate, loaded);
        } catch (ArchiveUnreadableException lost) {
            LOG.warn("{}", lost.getMessage());
            return loaded;
        }
    }

    private Loaded filled(AggregateId aggregate, Loaded loaded) {
        String place = loaded.place();
        if (place == null) {
            return loaded;
        }
        Archived archived = archive.read(aggregate, loaded.version(), place);
        return new Loaded(archived.version(), archived.state(), loaded.outcome(), archived.seal(), place, loaded.key());
    }

    /** A command that is refused commits nothing, so it leaves the record where it is. */
    @Override
    public CommitResult commit(Commit commit) {
        for (int attempt = 1; ; attempt++) {
            try {
                return super.commit(commit);
            } catch (ArchivedException stub) {
                if (attempt == TRIES_MAX) {
                    throw new IllegalStateException(stub.aggregate() + " is archived again and again", stub);
                }
                recall(stub);
            }
        }
    }

    private void recall(ArchivedException stub) {
        AggregateId id = stub.aggregate();
        Loaded stored = super.load(id);
        if (!stub.place().equals(stored.place())) {
            return; // somebody else has just put it back
        }
        Archived archived = archive.read(id, stored.version(), stub.place());
        if (stubs.recall(archived, stub.place())) {
            LOG.info("{} came back from the archive at version {}", id, archived.version());
        }
    }

    @Override
    public List<byte[]> history(AggregateId aggregate) {
        List<byte[]> entries = super.history(aggregate);
        // Whoever exists has one entry at least; what the store does not hold may be in the archive.
        return entries.isEmpty()
                ? whole(aggregate).entries().stream().map(HistoryChain::opened).toList()
                : entries;
    }

    private StoredHistory whole(AggregateId aggregate) {
        StoredHistory stored = super.inspect(aggregate);
        String place = stored.place();
        return place == null
                ? stored
                : archive.read(aggregate, stored.version(), place).stored(place);
    }

    /** For checks: what cannot be read there is a history without entries. */
    @Override
    public StoredHistory inspect(AggregateId aggregate) {
        try {
            return whole(aggregate);
        } catch (ArchiveUnreadableException lost) {
            LOG.warn("{}", lost.getMessage());
            return super.inspect(aggregate);
        }
    }
}
