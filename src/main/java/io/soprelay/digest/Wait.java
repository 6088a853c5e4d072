package io.soprelay.digest;

import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import java.time.Instant;
import java.util.Comparator;

/**
 * One open item that has waited for long.
 *
 * @param since when it was opened
 */
public record Wait(FlowId flow, ItemId item, Instant since) {
    /** The longest first; the ids make the order the same each time. */
    static final Comparator<Wait> LONGEST_FIRST = Comparator.comparing(Wait::since)
            .thenComparing(Wait::flow)
            .thenComparing(wait -> wait.item().toString());
}
