package io.soprelay.chat.view;

import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.DecisionContext;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import java.time.Instant;

/**
 * A record as one person looks at it now.
 *
 * @param context what a decision by the viewer would know; its actor is the viewer
 */
public record Scene(FlowInstance instance, FlowDefinition definition, DecisionContext context) {

    public static Scene of(FlowEngine engine, FlowInstance instance, MemberId viewer) {
        return new Scene(instance, engine.definitionOf(instance), engine.contextFor(instance, viewer));
    }

    public MemberId viewer() {
        return context.actor();
    }

    public Instant now() {
        return context.now();
    }
}
