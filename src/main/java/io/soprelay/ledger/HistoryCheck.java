package io.soprelay.ledger;

import io.soprelay.ledger.HistoryReport.ArchiveFlaw;
import io.soprelay.ledger.HistoryReport.Miscount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Walks through every history while the bot goes on working. A seal says that an entry is the one that was committed; a
 * history that is gone, or put back whole to an earlier day, carries good seals. So the sealed entries of a partition are
 * counted too: they are as many as the store counted commits, and those are never fewer than this process was told or
 * than were remembered outside the store.
 */
public final class HistoryCheck {
    /** So many broken histories are named; whoever changed more has changed everything. */
    public static final int NAMED_MAX = 20;

    private static final int LOOKS_BETWEEN_RESTS = 50;

    private final Ledger ledger;
    private final HistoryChain chain;
    private final SealMemory memory;
    private final Runnable rest;
    private final ArchiveCheck archive;

    /** What a process was told of a partition that has been missed since: it is reported once. */
    private final AtomicLongArray reported = new AtomicLongArray(AggregateId.PARTITIONS);

    /** Compares what stands in the archive with its seals; the histories in it are looked at as all others are. */
    @FunctionalInterface
    public interface ArchiveCheck {
        /** @return empty if all of it is what was written */
        List<ArchiveFlaw> flaws();
    }

    /** Of a store without an archive. */
    public HistoryCheck(Ledger ledger, HistoryChain chain, SealMemory memory, Runnable rest) {
        this(ledger, chain, memory, rest, List::of);
    }

    /** @param rest called after some looks, so that presses are not kept waiting; may block */
    public HistoryCheck(Ledger ledger, HistoryChain chain, SealMemory memory, Runnable rest, ArchiveCheck archive) {
        this.ledger = ledger;
        this.chain = chain;
        this.memory = memory;
        this.rest = rest;
        this.archive = archive;
    }

    /** One aggregate alone. */
    public HistoryVerdict look(AggregateId aggregate) {
        return chain.check(aggregate, ledger.inspect(aggregate));
    }

    /** Looks at everything and remembers the counts. Not for two threads at once. */
    public HistoryReport walk() {
        long[] least = atLeast();
        Walk walk = new Walk();
        for (String cursor = Ledger.START; cursor != null; ) {
            Ledger.Aggregates page = ledger.aggregates(cursor);
            page.ids().forEach(walk::look);
            cursor = page.next();
        }
        List<Ledger.SealCount> counts = ledger.sealCounts();
        long[] most = counts.stream().mapToLong(Ledger.SealCount::stored).toArray();
        List<Miscount> miscounts = new ArrayList<>();
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            long found = walk.sealed[partition];
            // What is committed during the walk may have been seen or not.
            if (found < least[partition] || found > most[partition]) {
                long counted = found < least[partition] ? least[partition] : most[partition];
                miscounts.add(new Miscount(partition, counted, found));
                reported.set(partition, counts.get(partition).seen());
            }
        }
        memory.write(most);
        List<ArchiveFlaw> flaws = archive.flaws();
        return walk.report(miscounts, flaws.subList(0, Math.min(flaws.size(), NAMED_MAX)));
    }

    /** Keeps the counts without a walk, so that a start after this knows how many there were. */
    public void remember() {
        memory.write(atLeast());
    }

    private long[] atLeast() {
        long[] least = memory.read();
        List<Ledger.SealCount> counts = ledger.sealCounts();
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            Ledger.SealCount count = counts.get(partition);
            long seen = count.seen() > reported.get(partition) ? count.seen() : 0;
            least[partition] = Math.max(least[partition], Math.max(count.stored(), seen));
        }
        return least;
    }

    /** What was seen so far. */
    private final class Walk {
        private final Set<AggregateId> seen = new HashSet<>();
        private final long[] sealed = new long[AggregateId.PARTITIONS];
        private final List<HistoryVerdict> broken = new ArrayList<>();
        private int brokenCount;
        private long entries;

        private void look(AggregateId aggregate) {
            if (!seen.add(aggregate)) {
                return;
            }
            HistoryVerdict verdict = HistoryCheck.this.look(aggregate);
            entries += verdict.entries();
            sealed[aggregate.partition()] += verdict.sealed();
            if (!verdict.isWhole()) {
                brokenCount++;
                if (broken.size() < NAMED_MAX) {
                    broken.add(verdict);
                }
            }
            if (seen.size() % LOOKS_BETWEEN_RESTS == 0) {
                rest.run();
            }
        }

        private HistoryReport report(List<Miscount> miscounts, List<ArchiveFlaw> flaws) {
            long all = 0;
            for (long each : sealed) {
                all += each;
            }
            return new HistoryReport(seen.size(), entries, all, brokenCount, broken, miscounts, flaws);
        }
    }
}
