package io.soprelay.engine;

import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import java.util.List;

/**
 * What a record holds for one person right now: the row of the to-do projection.
 *
 * @param items the open items this person holds, oldest first; empty if they have just completed one
 */
public record TodoRow(FlowId flow, List<ItemId> items) {
    public TodoRow {
        items = List.copyOf(items);
    }
}
