package io.soprelay.simulation;

import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.model.Conditions;
import io.soprelay.flow.model.RecordData;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Conditions that were looked at are not looked at again: all worlds' flows use the same few. Safe for concurrent use. */
final class RememberedConditions implements Conditions {
    private final Conditions real;
    private final Map<Asked, List<String>> problems = new ConcurrentHashMap<>();

    private record Asked(String expression, List<FieldDefinition> fields) {}

    RememberedConditions(Conditions real) {
        this.real = real;
    }

    @Override
    public boolean holds(String expression, RecordData data, Instant now, ZoneId zone) {
        return real.holds(expression, data, now, zone);
    }

    @Override
    public List<String> problems(String expression, List<FieldDefinition> fields) {
        return problems.computeIfAbsent(new Asked(expression, fields), any -> real.problems(expression, fields));
    }
}
