package io.soprelay.incident;

import io.soprelay.engine.Rescan;
import java.util.List;

/** A record that the rescan cannot visit is an incident until it can. */
public final class BrokenRecords implements Rescan.Watch {
    private final Incidents incidents;

    public BrokenRecords(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void broken(String record, String reason) {
        incidents.occurred(new Trouble.RecordBroken(record), Occurrence.of(reason));
    }

    @Override
    public void visited(List<String> records) {
        if (incidents.openByKind().getOrDefault(IncidentKind.RECORD, 0) > 0) {
            records.forEach(record -> incidents.healed(new Trouble.RecordBroken(record)));
        }
    }
}
