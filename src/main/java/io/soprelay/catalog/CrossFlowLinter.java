package io.soprelay.catalog;

import io.soprelay.catalog.FlowReader.Draft;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.LinkedStart;
import io.soprelay.flow.definition.StateDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What flows must fulfil together: names nobody else uses, references and roll-ups that meet. */
final class CrossFlowLinter {
    private final List<Draft> drafts;
    /** What references are checked against: the files that are right so far, else the running versions. */
    private final Map<String, FlowDefinition> flows = new LinkedHashMap<>();

    /** Flows nothing right is known of; others that refer to them are not refused for their slips. */
    private final Set<String> broken = new HashSet<>();

    private final boolean unreadable;

    CrossFlowLinter(List<Draft> drafts, Collection<FlowDefinition> known) {
        this.drafts = drafts;
        known.forEach(flow -> flows.put(flow.key(), flow));
        this.unreadable = drafts.stream().anyMatch(draft -> draft.definition() == null);
        for (Draft draft : drafts) {
            FlowDefinition flow = draft.definition();
            if (flow == null) {
                continue;
            }
            if (draft.problems().count() == 0) {
                flows.put(flow.key(), flow);
            } else if (!flows.containsKey(flow.key())) {
                broken.add(flow.key());
            }
        }
    }

    void lint() {
        lintTakenNames();
        for (Draft draft : drafts) {
            FlowDefinition flow = draft.definition();
            if (flow == null) {
                continue;
            }
            for (FieldDefinition field : flow.fields()) {
                switch (field.kind()) {
                    case FieldKind.Reference reference -> lintReference(draft, flow, field.id(), reference);
                    case FieldKind.RollUp rollUp -> lintRollUp(draft, flow, field.id(), rollUp);
                    default -> {}
                }
            }
            for (int i = 0; i < flow.linkedStarts().size(); i++) {
                lintLinkedStart(draft, flow, i, flow.linkedStarts().get(i));
            }
        }
    }

    private void lintTakenNames() {
        Map<String, String> keys = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        Map<String, String> prefixes = new HashMap<>();
        Set<String> files = new HashSet<>();
        drafts.forEach(draft -> {
            if (draft.definition() != null) {
                files.add(draft.definition().key());
            }
        });
        for (FlowDefinition known : flows.values()) {
            if (!files.contains(known.key())) {
                keys.put(known.key(), known.name());
                prefixes.put(known.numberPrefix(), known.name());
                names.put(known.name(), known.name());
                known.aliases().forEach(alias -> names.put(alias, known.name()));
            }
        }
        for (Draft draft : drafts) {
            FlowDefinition flow = draft.definition();
            if (flow == null) {
                continue;
            }
            take(draft, "flow", flow.key(), "flow", keys);
            take(draft, "prefix", flow.numberPrefix(), "prefix", prefixes);
            take(draft, "name", flow.name(), "name", names);
            for (int i = 0; i < flow.aliases().size(); i++) {
                take(draft, "name", flow.aliases().get(i), "aliases/" + i, names);
            }
        }
    }

    private static void take(Draft draft, String word, String name, String path, Map<String, String> taken) {
        if (name.isEmpty()) {
            return;
        }
        String owner = taken.putIfAbsent(name, draft.file().name());
        if (owner != null) {
            draft.problems()
                    .add(draft.places().at(path), ProblemKind.FLOW_TAKEN, LintTexts.text("word." + word), name, owner);
        }
    }

    private void lintReference(Draft draft, FlowDefinition flow, String field, FieldKind.Reference reference) {
        String path = "fields/" + field;
        FlowDefinition target = find(draft, path + "/flow", reference.flow());
        if (target == null) {
            return;
        }
        for (int i = 0; i < reference.accepts().size(); i++) {
            lintState(
                    draft,
                    draft.places().at(path + "/accepts", i),
                    target,
                    reference.accepts().get(i));
        }
        for (int i = 0; i < reference.brought().size(); i++) {
            Place place = draft.places().at(path + "/brings", i);
            lintBrought(draft, place, flow, target, reference.brought().get(i));
        }
        for (String state : reference.refusals().keySet()) {
            Place place = draft.places().at(path + "/refusals/" + state);
            lintState(draft, place, target, state);
            if (reference.accepts().contains(state)) {
                draft.problems().add(place, ProblemKind.ACCEPTED_AND_REFUSED, state);
            }
        }
    }

    /** A value fits only a field of the same sort; what is computed or refers elsewhere is not copied. */
    private void lintBrought(Draft draft, Place place, FlowDefinition flow, FlowDefinition target, String id) {
        FieldDefinition there = target.findField(id).orElse(null);
        FieldDefinition here = flow.findField(id).orElse(null);
        if (there == null) {
            unknownThere(draft, place, target, Names.Sort.FIELD, id, fieldNames(target));
        } else if (target.personalFields().contains(id)) {
            draft.problems().add(place, ProblemKind.PERSONAL_THERE, target.name(), id);
        } else if (here != null
                && (!here.kind().getClass().equals(there.kind().getClass())
                        || here.kind() instanceof FieldKind.Reference
                        || here.kind() instanceof FieldKind.RollUp)) {
            draft.problems().add(place, ProblemKind.OTHER_KIND_THERE, target.name(), id);
        }
    }

    private void lintRollUp(Draft draft, FlowDefinition flow, String field, FieldKind.RollUp rollUp) {
        String path = "fields/" + field;
        FlowDefinition source = find(draft, path + "/flow", rollUp.flow());
        if (source == null) {
            return;
        }
        for (int i = 0; i < rollUp.inStates().size(); i++) {
            lintState(
                    draft,
                    draft.places().at(path + "/in", i),
                    source,
                    rollUp.inStates().get(i));
        }
        lintRollUpCycle(draft, flow, field);
        boolean counts = rollUp.function() == FieldKind.RollUp.Function.COUNT;
        FieldDefinition told = source.findField(rollUp.field()).orElse(null);
        Place place = draft.places().at(path + "/sum");
        if (!counts && told == null) {
            unknownThere(draft, place, source, Names.Sort.FIELD, rollUp.field(), fieldNames(source));
            return;
        }
        boolean linked = source.fields().stream()
                .anyMatch(candidate -> candidate.kind() instanceof FieldKind.Reference reference
                        && reference.flow().equals(flow.key())
                        && (counts || reference.tells().contains(rollUp.field())));
        if (!linked) {
            draft.problems().add(place, ProblemKind.NOT_TOLD, source.name(), counts ? field : rollUp.field());
        }
        if (told != null && !counts && !isNumeric(told.kind())) {
            draft.problems().add(place, ProblemKind.NOT_A_NUMBER_THERE, source.name(), rollUp.field());
        }
    }

    private static boolean isNumeric(FieldKind kind) {
        return kind instanceof FieldKind.Number || kind instanceof FieldKind.Money || kind instanceof FieldKind.RollUp;
    }

    /** Follows roll-ups from field to field; coming back to the first would never settle. */
    private void lintRollUpCycle(Draft draft, FlowDefinition flow, String field) {
        List<String> path = new ArrayList<>(List.of(flow.key() + "." + field));
        FlowDefinition at = flow;
        String name = field;
        while (at != null
                && at.findField(name).map(FieldDefinition::kind).orElse(null) instanceof FieldKind.RollUp rollUp) {
            at = flows.get(rollUp.flow());
            name = rollUp.field();
            String step = rollUp.flow() + "." + name;
            boolean seen = path.contains(step);
            path.add(step);
            if (seen) {
                if (step.equals(path.getFirst())) {
                    draft.problems()
                            .add(
                                    draft.places().at("fields/" + field),
                                    ProblemKind.ROLLUP_CYCLE,
                                    String.join(" → ", path));
                }
                return;
            }
        }
    }

    private void lintLinkedStart(Draft draft, FlowDefinition flow, int index, LinkedStart start) {
        String path = "linked-starts/" + index;
        FlowDefinition target = find(draft, path + "/flow", start.flow());
        if (target == null) {
            return;
        }
        Place place = draft.places().at(path + "/reference");
        FieldDefinition field = target.findField(start.reference()).orElse(null);
        if (field == null) {
            unknownThere(draft, place, target, Names.Sort.FIELD, start.reference(), fieldNames(target));
        } else if (field.kind() instanceof FieldKind.Reference reference
                && reference.flow().equals(flow.key())) {
            for (int i = 0; i < start.states().size(); i++) {
                if (!reference.accepts().contains(start.states().get(i))) {
                    draft.problems()
                            .add(
                                    draft.places().at(path + "/states", i),
                                    ProblemKind.NOT_ACCEPTED,
                                    start.states().get(i),
                                    target.name());
                }
            }
        } else {
            draft.problems()
                    .add(place, ProblemKind.NOT_A_REFERENCE_THERE, target.name(), start.reference(), flow.key());
        }
    }

    private @Nullable FlowDefinition find(Draft draft, String path, String key) {
        FlowDefinition found = flows.get(key);
        if (found == null && !key.isEmpty() && !unreadable && !broken.contains(key)) {
            Suggestions.nearest(key, flows.keySet())
                    .ifPresentOrElse(
                            meant -> draft.problems()
                                    .add(draft.places().at(path), ProblemKind.UNKNOWN_FLOW_MEANT, key, meant),
                            () -> draft.problems()
                                    .add(
                                            draft.places().at(path),
                                            ProblemKind.UNKNOWN_FLOW,
                                            key,
                                            String.join("、", flows.keySet())));
        }
        return found;
    }

    private static void lintState(Draft draft, Place place, FlowDefinition flow, String state) {
        List<String> known = flow.states().stream().map(StateDefinition::id).toList();
        if (!known.contains(state)) {
            unknownThere(draft, place, flow, Names.Sort.STATE, state, known);
        }
    }

    private static void unknownThere(
            Draft draft, Place place, FlowDefinition flow, Names.Sort sort, String name, List<String> known) {
        if (name.isEmpty()) {
            return;
        }
        Suggestions.nearest(name, known)
                .ifPresentOrElse(
                        meant -> draft.problems()
                                .add(place, ProblemKind.UNKNOWN_THERE_MEANT, flow.name(), sort.word(), name, meant),
                        () -> draft.problems()
                                .add(
                                        place,
                                        ProblemKind.UNKNOWN_THERE,
                                        flow.name(),
                                        sort.word(),
                                        name,
                                        String.join("、", known)));
    }

    private static List<String> fieldNames(FlowDefinition flow) {
        return flow.fields().stream().map(FieldDefinition::id).toList();
    }
}
