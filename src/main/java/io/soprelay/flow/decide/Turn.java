package io.soprelay.flow.decide;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.model.DecisionContext;
import io.soprelay.flow.model.Effect.ReportEmptyRole;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowInstance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command being worked out: what has happened so far, and what the record is after it. Lives for one decision and
 * one thread; a refusal throws the whole turn away.
 */
final class Turn {
    private final FlowDefinition definition;
    private final DecisionContext context;
    private final List<FlowEvent> events = new ArrayList<>();
    private final List<ReportEmptyRole> emptyRoles = new ArrayList<>();
    private @Nullable FlowInstance instance;

    Turn(FlowDefinition definition, @Nullable FlowInstance instance, DecisionContext context) {
        this.definition = definition;
        this.instance = instance;
        this.context = context;
    }

    FlowDefinition definition() {
        return definition;
    }

    DecisionContext context() {
        return context;
    }

    Instant now() {
        return context.now();
    }

    /** The record after everything that has happened in this turn; its version is still the one before. */
    FlowInstance instance() {
        if (instance == null) {
            throw new IllegalStateException("Nothing has started in this turn");
        }
        return instance;
    }

    List<FlowEvent> events() {
        return events;
    }

    List<ReportEmptyRole> emptyRoles() {
        return emptyRoles;
    }

    boolean isFinal() {
        return definition.state(instance().state()).kind() == StateKind.FINAL;
    }

    void happen(FlowEvent event) {
        events.add(event);
        instance = FlowEvolver.evolve(instance, event);
    }

    void report(ReportEmptyRole emptyRole) {
        emptyRoles.add(emptyRole);
    }
}
