package io.soprelay.testkit.flow;

import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.model.Conditions;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.RecordData;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Understands {@code true} and {@code field > number}: enough for the core's tests, which are not about FEEL. */
public final class SimpleConditions implements Conditions {

    @Override
    public boolean holds(String expression, RecordData data, Instant now, ZoneId zone) {
        if (expression.equals("true")) {
            return true;
        }
        String[] sides = expression.split(" > ", 2);
        return data.get(sides[0]).orElse(null) instanceof FieldValue.Decimal decimal
                && decimal.value().compareTo(new BigDecimal(sides[1])) > 0;
    }

    @Override
    public List<String> problems(String expression, List<FieldDefinition> fields) {
        return List.of();
    }
}
