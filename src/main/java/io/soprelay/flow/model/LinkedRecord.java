package io.soprelay.flow.model;

import java.util.Map;

/**
 * What another record is known to be.
 *
 * @param flow the other record's flow key
 * @param number what people call it
 * @param version the other record's version when it told this; older news is ignored
 * @param state its state then
 * @param values its told fields then
 */
public record LinkedRecord(
        FlowId id, String flow, String number, long version, String state, Map<String, FieldValue> values) {
    public LinkedRecord {
        values = Map.copyOf(values);
    }
}
