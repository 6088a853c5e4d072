package io.soprelay.engine;

import io.soprelay.flow.model.FlowId;
import io.soprelay.ledger.ScheduleChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a rescan found missing in one batch of records, and which of them are not finished with. */
final class Owed {
    private final List<ScheduleChange> changes = new ArrayList<>();
    private final Set<FlowId> busy = new HashSet<>();

    /** Something of this record is missing in the schedules. */
    void put(FlowId record, ScheduleChange change) {
        changes.add(change);
        busy.add(record);
    }

    /** Something of this record is under way: look again the next time. */
    void wait(FlowId record) {
        busy.add(record);
    }

    boolean isBusy(FlowId record) {
        return busy.contains(record);
    }

    List<ScheduleChange> changes() {
        return changes;
    }
}
