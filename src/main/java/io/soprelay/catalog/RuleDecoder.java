package io.soprelay.catalog;

import io.soprelay.catalog.Names.Sort;
import io.soprelay.flow.definition.LinkedStart;
import io.soprelay.flow.definition.StateDefinition;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.definition.TransitionGuard;
import io.soprelay.flow.definition.TransitionRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code states}, {@code transitions} and {@code linked-starts} of a flow. */
final class RuleDecoder {
    private static final Map<String, StateKind> KINDS = Map.of(
            "initial", StateKind.INITIAL,
            "normal", StateKind.NORMAL,
            "settled", StateKind.SETTLED,
            "final", StateKind.FINAL);

    private final Reading reading;
    private final PeopleDecoder people;

    RuleDecoder(Reading reading) {
        this.reading = reading;
        this.people = new PeopleDecoder(reading);
    }

    List<StateDefinition> states(Section flow) {
        List<StateDefinition> states = new ArrayList<>();
        Map<String, Section> sections = flow.sections("states", true, "state");
        sections.keySet().forEach(name -> reading.names().declare(Sort.STATE, name));
        sections.forEach((name, section) -> {
            section.textOf(new FlowNode.Scalar(name, false, section.place()), "states", FlowLimits.NAME_CHARS);
            String kind = section.text("kind", FlowLimits.KEY_CHARS);
            if (!kind.isEmpty() && !KINDS.containsKey(kind)) {
                reading.problems()
                        .add(
                                section.place("kind"),
                                ProblemKind.BAD_CHOICE,
                                "kind",
                                kind,
                                "initial、normal、settled、final");
            }
            states.add(new StateDefinition(
                    name,
                    KINDS.getOrDefault(kind, StateKind.NORMAL),
                    section.texts("aliases", false, FlowLimits.OPTIONS, FlowLimits.NAME_CHARS),
                    section.text("meaning", FlowLimits.SENTENCE_CHARS)));
            section.finish();
        });
        return states;
    }

    List<TransitionRule> transitions(Section flow) {
        List<TransitionRule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (FlowNode node : flow.list("transitions", true, FlowLimits.LIST_ITEMS)) {
            flow.sectionOf(node, "transition", LintTexts.text("example.transition"))
                    .ifPresent(section -> {
                        TransitionRule rule = transition(section);
                        if (!rule.id().isEmpty() && !ids.add(rule.id())) {
                            reading.problems().add(section.place("id"), ProblemKind.DOUBLED, "id", rule.id());
                        }
                        rules.add(rule);
                    });
        }
        return rules;
    }

    private TransitionRule transition(Section section) {
        String id = FlowDecoder.key(reading, section, "id");
        List<String> from = new ArrayList<>();
        for (FlowNode.Scalar state : section.scalars("from", true, FlowLimits.LIST_ITEMS)) {
            from.add(reading.names().use(state.text(), state.place(), Sort.STATE));
        }
        String to = reading.names().use(section.text("to", FlowLimits.NAME_CHARS), section.place("to"), Sort.STATE);
        TransitionGuard guard = guard(section);
        String label = "";
        if (guard.isManual()) {
            label = section.text("label", FlowLimits.NAME_CHARS);
        } else if (section.has("label")) {
            reading.problems().add(section.place("label"), ProblemKind.LABEL_WITHOUT_BY);
        }
        section.finish();
        return new TransitionRule(id, from, to, guard, label);
    }

    private TransitionGuard guard(Section section) {
        List<String> filled = new ArrayList<>();
        @Nullable String approval = null;
        @Nullable String condition = null;
        Optional<Section> when = section.section("when", false);
        if (when.isPresent()) {
            Section guard = when.get();
            for (FlowNode.Scalar field : guard.scalars("filled", false, FlowLimits.LIST_ITEMS)) {
                filled.add(reading.names().use(field.text(), field.place(), Sort.FIELD));
            }
            if (guard.has("approved")) {
                approval = guard.text("approved", FlowLimits.KEY_CHARS);
                reading.names().use(approval, guard.place("approved"), Sort.APPROVAL);
            }
            if (guard.has("condition")) {
                condition = guard.text("condition", FlowLimits.CONDITION_CHARS);
            }
            guard.finish();
        }
        TransitionGuard guard = new TransitionGuard(filled, approval, people.list(section, "by"), condition);
        if (filled.isEmpty() && approval == null && condition == null && !guard.isManual()) {
            reading.problems().add(section.place(), ProblemKind.NO_GUARD, LintTexts.example("transition", "when"));
        }
        return guard;
    }

    List<LinkedStart> linkedStarts(Section flow) {
        List<LinkedStart> starts = new ArrayList<>();
        for (FlowNode node : flow.list("linked-starts", false, FlowLimits.OPTIONS)) {
            flow.sectionOf(node, "linked-start", LintTexts.text("example.linked-start"))
                    .ifPresent(section -> {
                        List<String> states = new ArrayList<>();
                        for (FlowNode.Scalar state : section.scalars("states", true, FlowLimits.LIST_ITEMS)) {
                            states.add(reading.names().use(state.text(), state.place(), Sort.STATE));
                        }
                        starts.add(new LinkedStart(
                                section.text("flow", FlowLimits.KEY_CHARS),
                                section.text("reference", FlowLimits.FIELD_NAME_CHARS),
                                section.text("label", FlowLimits.NAME_CHARS),
                                states));
                        section.finish();
                    });
        }
        return starts;
    }
}
