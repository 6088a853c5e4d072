package io.soprelay.engine;

import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Ledger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that were ever sent for a record, by their SHA-256. Looks through the whole store: for an admin's rare act. */
public final class RecordFiles {
    /** As the walk reads them: some 750 KB. */
    private static final int BATCH = 50;

    private final Ledger ledger;
    private final FlowRecords records;

    RecordFiles(Ledger ledger, FlowRecords records) {
        this.ledger = ledger;
        this.records = records;
    }

    /** Those of this record that no other record holds which is not erased; the same file may have been sent for two. */
    public Set<String> ofNobodyElse(FlowId flow) {
        Set<String> files = new TreeSet<>();
        records.history(flow).stream()
                .map(FlowCommit::events)
                .flatMap(Collection::stream)
                .flatMap(RecordFiles::sent)
                .forEach(file -> files.add(file.sha256()));
        @Nullable String cursor = Ledger.START;
        while (cursor != null && !files.isEmpty()) {
            Ledger.Aggregates page = ledger.aggregates(cursor);
            List<FlowId> others = page.ids().stream()
                    .filter(id -> id.kind() == AggregateId.Kind.FLOW)
                    .map(id -> new FlowId(id.id()))
                    .filter(other -> !other.equals(flow))
                    .toList();
            for (int from = 0; from < others.size(); from += BATCH) {
                records.look(others.subList(from, Math.min(others.size(), from + BATCH))).stream()
                        .filter(other -> other.erased() == null)
                        .flatMap(RecordFiles::held)
                        .forEach(file -> files.remove(file.sha256()));
            }
            cursor = page.next();
        }
        return files;
    }

    private static Stream<Evidence> sent(FlowEvent event) {
        return switch (event) {
            case FlowEvent.EvidenceAttached attached -> Stream.of(attached.evidence());
            case FlowEvent.EvidenceAdded added -> Stream.of(added.evidence());
            case FlowEvent.FieldsFilled filled -> files(filled.values());
            default -> Stream.empty();
        };
    }

    private static Stream<Evidence> held(FlowInstance instance) {
        List<Evidence> held = new ArrayList<>(files(instance.data().values()).toList());
        for (WorkItem item : instance.items()) {
            if (item instanceof WorkItem.TodoTask task) {
                task.draft().evidence().values().forEach(held::addAll);
                files(task.result()).forEach(held::add);
            }
        }
        return held.stream();
    }

    private static Stream<Evidence> files(Map<String, FieldValue> values) {
        return values.values().stream()
                .flatMap(value -> value instanceof FieldValue.Files files ? files.values().stream() : Stream.empty());
    }
}
