package io.soprelay.engine;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.TodoTask;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Rows;
import io.soprelay.outbox.Delivery.TodoProjection;
import io.soprelay.outbox.DeliveryHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who has what to do, and who has just done it: one row a person and record, and with it what was {@link Finished}; projected after each commit that moved a
 * card. Eventual: a reader re-reads the records it shows, and takes away rows that nothing speaks for any more.
 */
public final class Todos implements DeliveryHandler<TodoProjection> {
    /** A picture sent with the completion may take this long to arrive: its download is tried again for a while. */
    private static final Duration JUST_DONE = Duration.ofHours(1);

    private final Rows rows;
    private final FlowRecords records;
    private final BusinessTime time;
    private final Finished finished;
    private final StoredCodec codec = new StoredCodec();

    public Todos(Rows rows, FlowRecords records, BusinessTime time) {
        this.rows = rows;
        this.records = records;
        this.time = time;
        this.finished = new Finished(rows, time);
    }

    /** Records in which this member held something when they were last projected, re-read now; oldest first. */
    public List<FlowInstance> recordsOf(MemberId member) {
        return near(member).stream()
                .filter(instance -> !heldBy(instance, member).isEmpty())
                .toList();
    }

    /** Records in which this member holds something or has just completed a task, re-read now; oldest first. */
    public List<FlowInstance> near(MemberId member) {
        List<FlowId> flows = rows.all(list(member)).values().stream()
                .map(bytes -> codec.read(bytes, TodoRow.class).flow())
                .toList();
        List<FlowInstance> near = new ArrayList<>();
        for (FlowInstance instance : records.findAll(flows)) {
            if (isNear(instance, member)) {
                near.add(instance);
            } else {
                rows.put(list(member), instance.id().value(), instance.version(), null);
            }
        }
        near.sort((a, b) -> a.startedAt().compareTo(b.startedAt()));
        return near;
    }

    /** The open items a member holds in a record. */
    public static List<ItemId> heldBy(FlowInstance instance, MemberId member) {
        return instance.openItems().stream()
                .filter(item -> item.holders().contains(member))
                .map(WorkItem::id)
                .toList();
    }

    @Override
    public Class<TodoProjection> kind() {
        return TodoProjection.class;
    }

    @Override
    public Result handle(TodoProjection projection, Claimed entry) {
        Optional<FlowInstance> found = records.find(projection.flow());
        if (found.isEmpty()) {
            return new Result.Done();
        }
        FlowInstance instance = found.get();
        for (MemberId member : everybody(instance)) {
            rows.put(list(member), instance.id().value(), instance.version(), row(instance, member));
        }
        finished.repair(List.of(instance));
        return new Result.Shown(instance.version(), null);
    }

    /**
     * Writes the rows of these records that are missing, stale or left over; all are looked at in one round trip. A row
     * that was projected from a newer version meanwhile stays.
     *
     * @param instances as many as make a few hundred rows
     * @return how many were wrong
     */
    int repair(List<FlowInstance> instances) {
        Map<String, List<String>> sources = new HashMap<>();
        for (FlowInstance instance : instances) {
            everybody(instance)
                    .forEach(member -> sources.computeIfAbsent(list(member), any -> new ArrayList<>())
                            .add(instance.id().value()));
        }
        List<Finished.Wanted> wanted = finished.wanted(instances);
        sources.putAll(Finished.sources(wanted));
        Map<String, Map<String, byte[]>> known = rows.some(sources);
        int wrong = 0;
        for (FlowInstance instance : instances) {
            for (MemberId member : everybody(instance)) {
                String list = list(member);
                byte[] row = row(instance, member);
                byte[] found =
                        known.getOrDefault(list, Map.of()).get(instance.id().value());
                if (!Arrays.equals(row, found)) {
                    rows.put(list, instance.id().value(), instance.version(), row);
                    wrong++;
                }
            }
        }
        return wrong + finished.repair(wanted, known);
    }

    /** Forgets that these records had rows in people's lists; a row that is still there stays. */
    void forget(List<FlowInstance> instances) {
        Map<String, Map<String, Long>> removed = new HashMap<>();
        for (FlowInstance instance : instances) {
            for (MemberId member : everybody(instance)) {
                removed.computeIfAbsent(list(member), any -> new HashMap<>())
                        .put(instance.id().value(), instance.version());
            }
        }
        removed.forEach(rows::forgetRemoved);
    }

    /** Drops what is older than anybody looks back. */
    void forgetOld() {
        finished.forgetOld();
    }

    private byte @Nullable [] row(FlowInstance instance, MemberId member) {
        return isNear(instance, member) ? codec.write(TodoRow.of(instance, member)) : null;
    }

    private boolean isNear(FlowInstance instance, MemberId member) {
        Instant since = time.now().minus(JUST_DONE);
        return !heldBy(instance, member).isEmpty()
                || instance.items().stream()
                        .anyMatch(item -> item instanceof TodoTask task
                                && member.equals(task.completedBy())
                                && task.endedAt() != null
                                && task.endedAt().isAfter(since));
    }

    private static Set<MemberId> everybody(FlowInstance instance) {
        Set<MemberId> members = new LinkedHashSet<>();
        instance.items().forEach(item -> members.addAll(item.parts().keySet()));
        return members;
    }

    /** The list of a member's rows. */
    public static String list(MemberId member) {
        return "todo:" + member;
    }
}
