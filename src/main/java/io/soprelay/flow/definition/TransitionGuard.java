package io.soprelay.flow.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must hold before a rule moves the record: all parts together.
 *
 * @param filled fields that must have a value
 * @param approval work item key of an approval whose newest round must have passed; null for none
 * @param manual who may move it by hand; empty means the rule is automatic
 * @param condition a FEEL expression over the record's fields; null for none
 */
public record TransitionGuard(
        List<String> filled,
        @Nullable String approval,
        List<PeopleVariable> manual,
        @Nullable String condition) {
    public TransitionGuard {
        filled = List.copyOf(filled);
        manual = List.copyOf(manual);
    }

    public boolean isManual() {
        return !manual.isEmpty();
    }
}
