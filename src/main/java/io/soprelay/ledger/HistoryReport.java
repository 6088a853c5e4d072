package io.soprelay.ledger;

import java.util.List;

/**
 * What a walk through all histories found.
 *
 * @param aggregates that were looked at
 * @param entries in their histories
 * @param sealed how many of these carry a seal
 * @param brokenCount how many histories are not whole
 * @param broken the first of these, at most {@link HistoryCheck#NAMED_MAX}
 * @param miscounts partitions whose histories are not as many as were committed
 * @param archive places in the archive where something else stands than was written, at most {@link
 *     HistoryCheck#NAMED_MAX}
 */
public record HistoryReport(
        int aggregates,
        long entries,
        long sealed,
        int brokenCount,
        List<HistoryVerdict> broken,
        List<Miscount> miscounts,
        List<ArchiveFlaw> archive) {
    public HistoryReport {
        broken = List.copyOf(broken);
        miscounts = List.copyOf(miscounts);
        archive = List.copyOf(archive);
    }

    public boolean isWhole() {
        return brokenCount == 0 && miscounts.isEmpty() && archive.isEmpty();
    }

    /**
     * The archive is not what was written there.
     *
     * @param segment 1 for the first
     * @param offset in the segment, in bytes; 0 if it is about the whole
     */
    public record ArchiveFlaw(int segment, long offset) {}

    /**
     * Records were taken out or put back to an earlier day, or the counter was.
     *
     * @param counted sealed commits, as they were counted
     * @param found sealed entries
     */
    public record Miscount(int partition, long counted, long found) {}
}
