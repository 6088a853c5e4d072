package io.soprelay.flow.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The business record: field id to value. Blank fields are absent.
 *
 * @param values in the order in which they were first filled
 */
public record RecordData(Map<String, FieldValue> values) {
    public static final RecordData EMPTY = new RecordData(Map.of());

    public RecordData {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public Optional<FieldValue> get(String field) {
        return Optional.ofNullable(values.get(field));
    }

    public boolean isFilled(String field) {
        return values.containsKey(field);
    }

    /** This record with the given fields blank. */
    public RecordData without(List<String> fields) {
        Map<String, FieldValue> rest = new LinkedHashMap<>(values);
        fields.forEach(rest::remove);
        return new RecordData(rest);
    }

    /** This record with the given values set over what was there. */
    public RecordData with(Map<String, FieldValue> changes) {
        Map<String, FieldValue> merged = new LinkedHashMap<>(values);
        merged.putAll(changes);
        return new RecordData(merged);
    }
}
