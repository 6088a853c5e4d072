package io.soprelay.engine;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Rows;
import io.soprelay.outbox.Delivery.TodoProjection;
import io.soprelay.outbox.DeliveryHandler;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who has what to do: one row a person and record, projected after each commit that moved a card. Eventual: a reader
 * re-reads the records it shows.
 */
public final class Todos implements DeliveryHandler<TodoProjection> {
    private final Rows rows;
    private final FlowRecords records;
    private final StoredCodec codec = new StoredCodec();

    public Todos(Rows rows, FlowRecords records) {
        this.rows = rows;
        this.records = records;
    }

    /** Records in which this member held something when they were last projected, re-read now; oldest first. */
    public List<FlowInstance> recordsOf(MemberId member) {
        List<FlowId> flows = rows.all(list(member)).values().stream()
                .map(bytes -> codec.read(bytes, TodoRow.class).flow())
                .toList();
        return records.findAll(flows).stream()
                .filter(instance -> !heldBy(instance, member).isEmpty())
                .sorted((a, b) -> a.startedAt().compareTo(b.startedAt()))
                .toList();
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
            List<ItemId> held = heldBy(instance, member);
            byte[] row = held.isEmpty() ? null : codec.write(new TodoRow(instance.id(), held));
            rows.put(list(member), instance.id().value(), instance.version(), row);
        }
        return new Result.Shown(instance.version(), null);
    }

    private static Set<MemberId> everybody(FlowInstance instance) {
        Set<MemberId> members = new LinkedHashSet<>();
        instance.items().forEach(item -> members.addAll(item.parts().keySet()));
        return members;
    }

    private static String list(MemberId member) {
        return "todo:" + member;
    }
}
