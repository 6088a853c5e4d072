package io.soprelay.engine;

import io.soprelay.archive.ArchiveUnreadableException;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that were ever sent for a record, by their SHA-256, and who else holds them. */
public final class RecordFiles {
    private final Ledger ledger;
    private final FlowRecords records;

    RecordFiles(Ledger ledger, FlowRecords records) {
        this.ledger = ledger;
        this.records = records;
    }

    /** Every file that was sent for it, also one that was replaced. */
    public Set<String> of(FlowId flow) {
        Set<String> files = new TreeSet<>();
        records.history(flow).stream()
                .map(FlowCommit::events)
                .flatMap(Collection::stream)
                .flatMap(RecordFiles::sent)
                .forEach(file -> files.add(file.sha256()));
        return files;
    }

    /**
     * Begins to look for other records that hold one of the files; the same file may have been sent for two. Looks through the
     * whole store, piece by piece: for an admin's rare act.
     */
    public Walk walk(FlowId flow, Set<String> files) {
        return new Walk(flow, files);
    }

    /**
     * Begun again if the store was away in between: it may have been started anew, and then a walk that goes on may miss
     * what it has not seen. Not thread safe.
     */
    public final class Walk {
        private final FlowId flow;
        private final Set<String> files;
        private final Set<String> held = new TreeSet<>();
        private @Nullable String cursor = Ledger.START;
        private @Nullable String unreadable;

        private Walk(FlowId flow, Set<String> files) {
            this.flow = flow;
            this.files = Set.copyOf(files);
        }

        /**
         * Looks at the next piece, some 500 keys of the store.
         *
         * @return whether there is more to look at
         */
        public boolean goOn() {
            if (cursor == null || unreadable != null || held.size() == files.size()) {
                return false;
            }
            Ledger.Aggregates page = ledger.aggregates(cursor);
            List<FlowId> others = page.ids().stream()
                    .filter(id -> id.kind() == AggregateId.Kind.FLOW)
                    .map(id -> new FlowId(id.id()))
                    .filter(other -> !other.equals(flow))
                    .toList();
            for (int from = 0; from < others.size(); from += FlowRecords.LOOK_BATCH) {
                look(others.subList(from, Math.min(others.size(), from + FlowRecords.LOOK_BATCH)));
            }
            cursor = page.next();
            return true;
        }

        private void look(List<FlowId> others) {
            try {
                records.look(others).stream()
                        .filter(other -> other.erased() == null)
                        .flatMap(RecordFiles::held)
                        .map(Evidence::sha256)
                        .filter(files::contains)
                        .forEach(held::add);
            } catch (ArchiveUnreadableException lost) {
                unreadable = lost.getMessage();
            }
        }

        /** Those of the files that another record holds which is not erased, as far as the walk has come. */
        public Set<String> held() {
            return Set.copyOf(held);
        }

        /** Why nobody can say of every record what it holds; empty if all were read. */
        public Optional<String> unreadable() {
            return Optional.ofNullable(unreadable);
        }
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
