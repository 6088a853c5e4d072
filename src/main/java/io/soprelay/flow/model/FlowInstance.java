package io.soprelay.flow.model;

import io.soprelay.flow.model.WorkItem.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One business record on its way through a flow. Immutable; made by {@code FlowEvolver} from events only.
 *
 * @param number what people call it: {@code FH-20261122-0007}
 * @param flow the definition's key
 * @param definitionVersion pinned at the start
 * @param version number of commits: 1 after the start, one more with each commit
 * @param state id of the state it is in
 * @param stateSince since when
 * @param moved who moved it by hand into this state, and why; null for an automatic move
 * @param initiator who started it
 * @param owner who answers for it
 * @param items every round of every task and approval, oldest first
 * @param links what linked records told, newest per source; at most 200 sources
 * @param erased who had its personal texts and files deleted, and when; null if nobody. Texts of such a record are never
 *     stored again
 */
public record FlowInstance(
        FlowId id,
        String number,
        String flow,
        int definitionVersion,
        long version,
        String state,
        Instant stateSince,
        @Nullable Moved moved,
        MemberId initiator,
        MemberId owner,
        Instant startedAt,
        RecordData data,
        List<WorkItem> items,
        Map<FlowId, LinkedRecord> links,
        @Nullable Erasure erased) {

    /** Personal texts and files were deleted. */
    public record Erasure(MemberId by, Instant at) {}

    /**
     * A move by hand.
     *
     * @param reason empty for none
     */
    public record Moved(MemberId by, String reason) {}

    public FlowInstance {
        items = List.copyOf(items);
        links = java.util.Collections.unmodifiableMap(new TreeMap<>(links));
    }

    public Optional<WorkItem> find(ItemId item) {
        for (WorkItem candidate : items) {
            if (candidate.id().equals(item)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The newest round of a work item; empty if it never opened. */
    public Optional<WorkItem> newest(String itemKey) {
        return items.stream().filter(item -> item.id().key().equals(itemKey)).reduce((earlier, later) -> later);
    }

    public List<WorkItem> openItems() {
        return items.stream().filter(item -> item.status() == Status.OPEN).toList();
    }

    /** Whether this member has anything to do with the record: may see it. */
    public boolean involves(MemberId member) {
        return initiator.equals(member)
                || owner.equals(member)
                || items.stream().anyMatch(item -> item.parts().containsKey(member));
    }

    public FlowInstance withVersion(long next) {
        return copy(next, state, stateSince, moved, owner, data, items, links, erased);
    }

    public FlowInstance withState(String next, Instant since, @Nullable Moved by) {
        return copy(version, next, since, by, owner, data, items, links, erased);
    }

    public FlowInstance withData(RecordData next) {
        return copy(version, state, stateSince, moved, owner, next, items, links, erased);
    }

    public FlowInstance withLinks(Map<FlowId, LinkedRecord> next) {
        return copy(version, state, stateSince, moved, owner, data, items, next, erased);
    }

    public FlowInstance withErased(Erasure by) {
        return copy(version, state, stateSince, moved, owner, data, items, links, by);
    }

    /** Adds the item, or replaces the one with the same id. */
    public FlowInstance withItem(WorkItem item) {
        List<WorkItem> next = new ArrayList<>(items);
        int at = -1;
        for (int i = 0; i < next.size(); i++) {
            if (next.get(i).id().equals(item.id())) {
                at = i;
            }
        }
        if (at < 0) {
            next.add(item);
        } else {
            next.set(at, item);
        }
        return copy(version, state, stateSince, moved, owner, data, next, links, erased);
    }

    private FlowInstance copy(
            long nextVersion,
            String nextState,
            Instant since,
            @Nullable Moved nextMoved,
            MemberId nextOwner,
            RecordData nextData,
            List<WorkItem> nextItems,
            Map<FlowId, LinkedRecord> nextLinks,
            @Nullable Erasure nextErased) {
        return new FlowInstance(
                id,
                number,
                flow,
                definitionVersion,
                nextVersion,
                nextState,
                since,
                nextMoved,
                initiator,
                nextOwner,
                startedAt,
                nextData,
                nextItems,
                nextLinks,
                nextErased);
    }
}
