package io.soprelay.incident;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.HistoryReport;
import io.soprelay.ledger.HistoryReport.Miscount;
import io.soprelay.ledger.HistoryVerdict;

/** A history that is not what was committed is an incident of its own; so is a partition that lacks some. */
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
        for (Miscount miscount : report.miscounts()) {
            incidents.occurred(
                    new Trouble.HistoryChanged(
                            "p%d/%d".formatted(miscount.partition(), miscount.counted() - miscount.found())),
                    Occurrence.of("%d / %d".formatted(miscount.found(), miscount.counted())));
        }
    }
}
