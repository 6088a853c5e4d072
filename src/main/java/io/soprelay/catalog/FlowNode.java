package io.soprelay.catalog;

import java.util.List;
import java.util.Map;

/** A flow file as a tree with places: only what YAML and JSON share, aliases resolved, keys unique. */
sealed interface FlowNode {

    Place place();

    /** @param blank nothing was written, or null */
    record Scalar(String text, boolean blank, Place place) implements FlowNode {}

    record Sequence(List<FlowNode> items, Place place) implements FlowNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** @param entries in file order */
    record Mapping(Map<String, Entry> entries, Place place) implements FlowNode {}

    record Entry(Place keyPlace, FlowNode value) {}
}
