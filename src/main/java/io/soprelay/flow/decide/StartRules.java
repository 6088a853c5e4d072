package io.soprelay.flow.decide;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.model.DecisionContext;
import io.soprelay.flow.model.FlowCommand.StartFlow;
import io.soprelay.flow.model.FlowEvent.FieldsFilled;
import io.soprelay.flow.model.FlowEvent.FlowStarted;
import io.soprelay.flow.model.RecordData;
import io.soprelay.flow.model.Rejection;
import java.util.Map;
import java.util.Optional;

/** How a record begins: its initiator owns it. */
final class StartRules {
    private StartRules() {}

    static Optional<Rejection> start(Turn turn, StartFlow command) {
        FlowDefinition definition = turn.definition();
        DecisionContext context = turn.context();
        FormRules.Form form = FormRules.read(
                definition, definition.startForm(), command.form(), Map.of(), Map.of(), RecordData.EMPTY, context);
        Optional<Rejection> refusal = form.refusal();
        if (refusal.isPresent()) {
            return refusal;
        }
        String state = definition.initialState().id();
        turn.happen(new FlowStarted(
                turn.now(),
                context.newId(),
                context.newNumber(),
                definition.key(),
                definition.version(),
                state,
                context.actor(),
                context.actor()));
        if (!form.values().isEmpty()) {
            turn.happen(new FieldsFilled(turn.now(), form.values()));
        }
        ItemRules.open(turn, new Opener.Entered(state), null);
        return Optional.empty();
    }
}
