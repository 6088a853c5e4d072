package io.soprelay.chat.command;

import io.soprelay.chat.view.Words;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.model.FlowInstance;
import java.util.Optional;

/** Records that a flow's start form may refer to. */
public final class LinkedTargets {
    private LinkedTargets() {}

    /** The start form's reference to another record, if it asks for one. */
    public static Optional<FieldDefinition> reference(FlowDefinition definition) {
        return definition.startForm().stream()
                .map(FormField::field)
                .map(definition::field)
                .filter(field -> field.kind() instanceof FieldKind.Reference)
                .findFirst();
    }

    /** Why the record cannot be referred to now, in the flow author's words; empty if it can. */
    public static Optional<String> refusal(FieldKind.Reference reference, FlowInstance target, Words words) {
        if (!reference.flow().equals(target.flow())) {
            return Optional.of(words.say("start.wrong-flow", target.number()));
        }
        return reference.accepts().contains(target.state())
                ? Optional.empty()
                : Optional.of(reference
                        .refusals()
                        .getOrDefault(target.state(), words.say("start.wrong-state", target.number(), target.state())));
    }
}
