package io.soprelay.api;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/** Every flow, by key. */
record FlowListAnswer(List<Flow> flows) {

    /** @param version the newest, which new records begin with */
    @JsonPropertyOrder({"key", "name", "version"})
    record Flow(String key, String name, int version) {}
}
