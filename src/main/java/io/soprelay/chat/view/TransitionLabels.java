package io.soprelay.chat.view;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.TransitionGuard;
import io.soprelay.flow.definition.TransitionRule;
import java.util.ArrayList;
import java.util.List;

/** What makes a record move, in the flow's own words: 填了 实际发货时间、物流单号、物流凭证. */
public final class TransitionLabels {
    private final Phrases phrases;

    public TransitionLabels(Phrases phrases) {
        this.phrases = phrases;
    }

    /** Every part of the rule's guard, in the order people would say it; a condition as its author wrote it. */
    public String label(FlowDefinition definition, TransitionRule rule) {
        TransitionGuard guard = rule.guard();
        List<String> parts = new ArrayList<>();
        if (guard.isManual()) {
            parts.add(phrases.say("transition.manual", rule.label().isEmpty() ? rule.to() : rule.label()));
        }
        if (!guard.filled().isEmpty()) {
            List<String> fields = guard.filled().stream()
                    .map(id -> definition.field(id).label())
                    .toList();
            parts.add(phrases.say("transition.filled", String.join(phrases.say("list.comma"), fields)));
        }
        if (guard.approval() != null) {
            parts.add(phrases.say(
                    "transition.approved", definition.item(guard.approval()).title()));
        }
        if (guard.condition() != null) {
            parts.add(guard.condition());
        }
        return String.join(phrases.say("list.semicolon"), parts);
    }
}
