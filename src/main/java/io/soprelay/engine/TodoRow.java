package io.soprelay.engine;

import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record holds for one person right now: the row of the to-do projection.
 *
 * @param kind the definition's key; null in rows of earlier releases, which the first rescan replaces
 * @param items the open items this person holds, oldest first; empty if they have just completed one
 */
public record TodoRow(FlowId flow, @Nullable String kind, List<Held> items) {
    public TodoRow {
        items = List.copyOf(items);
    }

    /**
     * One open item in somebody's hands.
     *
     * @param openedAt null in rows of earlier releases
     * @param dueAt null for no due time
     * @param lead whether this person is the first of its holders: whoever counts items, not people, counts it here; null
     *     for no
     */
    public record Held(
            String key,
            int round,
            @Nullable Instant openedAt,
            @Nullable Instant dueAt,
            @Nullable Boolean lead) {
        public ItemId id() {
            return new ItemId(key, round);
        }

        public boolean isLead() {
            return Boolean.TRUE.equals(lead);
        }
    }

    /** The row of a member as the record is now. */
    static TodoRow of(FlowInstance instance, MemberId member) {
        return new TodoRow(
                instance.id(),
                instance.flow(),
                instance.openItems().stream()
                        .filter(item -> item.holders().contains(member))
                        .map(item -> held(item, member))
                        .toList());
    }

    private static Held held(WorkItem item, MemberId member) {
        Boolean lead = item.holders().getFirst().equals(member) ? true : null;
        return new Held(item.id().key(), item.id().round(), item.openedAt(), item.dueAt(), lead);
    }
}
