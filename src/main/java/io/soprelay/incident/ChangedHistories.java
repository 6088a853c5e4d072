package io.soprelay.incident;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.HistoryReport;
import io.soprelay.ledger.HistoryReport.ArchiveFlaw;
import io.soprelay.ledger.HistoryVerdict;
import java.util.stream.Collectors;

/** A history that is not what was committed is an incident of its own; all that are missed are one together. */
public final class ChangedHistories {
    private final Incidents incidents;

    public ChangedHistories(Incidents incidents) {
        this.incidents = incidents;
    }

    public void heard(HistoryReport report) {
        for (HistoryVerdict verdict : report.broken()) {
            AggregateId id = verdict.aggregate();
            incidents.occurred(
                    new Trouble.HistoryChanged(id.kind().code() + ":" + id.id()),
                    Occurrence.of(verdict.flaws().toString()));
        }
        for (ArchiveFlaw flaw : report.archive()) {
            incidents.occurred(new Trouble.HistoryChanged("archive/" + flaw.segment()), Occurrence.of(flaw.toString()));
        }
        if (!report.miscounts().isEmpty()) {
            long missed = report.miscounts().stream()
                    .mapToLong(miscount -> miscount.counted() - miscount.found())
                    .sum();
            String where = report.miscounts().stream()
                    .map(miscount ->
                            "p%d: %d / %d".formatted(miscount.partition(), miscount.found(), miscount.counted()))
                    .collect(Collectors.joining(", "));
            incidents.occurred(new Trouble.HistoryChanged("missed/" + missed), Occurrence.of(where));
        }
    }
}
