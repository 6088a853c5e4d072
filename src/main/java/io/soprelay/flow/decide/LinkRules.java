package io.soprelay.flow.decide;

import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FieldKind.RollUp;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.DecisionContext;
import io.soprelay.flow.model.Effect.TellLinked;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowEvent.FieldsFilled;
import io.soprelay.flow.model.FlowEvent.LinkedRecordNoted;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.LinkedRecord;
import io.soprelay.flow.model.RecordData;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.Rejection.FieldProblem;
import io.soprelay.flow.model.Rejection.FieldProblem.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records that refer to each other: which may be referred to, what they tell, what is computed of it. */
public final class LinkRules {
    /** Bounds the instance; a record with more returns than this is no longer one piece of business. */
    static final int SOURCES_MAX = 200;

    private LinkRules() {}

    /**
     * A reference that was read: exactly one of value, problem and refusal.
     *
     * @param brought what the other record gives to this one's fields
     */
    record Found(
            Optional<FieldValue> value,
            Optional<FieldProblem> problem,
            Optional<Rejection> refusal,
            Map<String, FieldValue> brought) {}

    /** What the raw text of a reference field means. */
    static Found resolve(
            FieldDefinition field,
            FieldKind.Reference reference,
            String text,
            RecordData known,
            DecisionContext context) {
        if (known.get(field.id()).orElse(null) instanceof FieldValue.Link link) {
            return link.number().equalsIgnoreCase(FieldParser.halfWidth(text))
                    ? new Found(Optional.of(link), Optional.empty(), Optional.empty(), Map.of())
                    : refused("It already refers to " + link.number() + " and stays with it");
        }
        LinkedRecord target = target(text, context.linkTargets());
        if (target == null || !target.flow().equals(reference.flow())) {
            FieldProblem problem = FieldParser.problem(field.id(), Kind.NO_SUCH_RECORD, text, "");
            return new Found(Optional.empty(), Optional.of(problem), Optional.empty(), Map.of());
        }
        if (!reference.accepts().contains(target.state())) {
            return refused(reference
                    .refusals()
                    .getOrDefault(target.state(), "%s is in state %s".formatted(target.number(), target.state())));
        }
        FieldValue value = new FieldValue.Link(target.id(), target.flow(), target.number());
        Map<String, FieldValue> brought = new LinkedHashMap<>();
        for (String id : reference.brought()) {
            Optional.ofNullable(target.values().get(id)).ifPresent(given -> brought.put(id, given));
        }
        return new Found(Optional.of(value), Optional.empty(), Optional.empty(), brought);
    }

    /** The shell resolved the texts as they were given; here they are stripped. */
    private static @Nullable LinkedRecord target(String text, Map<String, LinkedRecord> targets) {
        return targets.entrySet().stream()
                .filter(target -> target.getKey().strip().equals(text))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Takes in what another record told. */
    static Optional<Rejection> note(Turn turn, LinkedRecord source) {
        Map<?, LinkedRecord> links = turn.instance().links();
        LinkedRecord known = links.get(source.id());
        if (known != null && known.version() >= source.version()) {
            return Optional.of(Rejection.of(
                    Code.NOTHING_TO_DO,
                    "Version %d of %s is known, told was %d"
                            .formatted(known.version(), source.number(), source.version())));
        }
        if (known == null && links.size() >= SOURCES_MAX) {
            return Optional.of(
                    Rejection.of(Code.LIMIT_REACHED, "%d records refer to this one already".formatted(SOURCES_MAX)));
        }
        turn.happen(new LinkedRecordNoted(turn.now(), source));
        Map<String, FieldValue> rollUps = changedRollUps(turn.definition(), turn.instance());
        if (!rollUps.isEmpty()) {
            turn.happen(new FieldsFilled(turn.now(), rollUps));
        }
        return Optional.empty();
    }

    /** To every record this one refers to, if the link is new, or the state or a told value changed. */
    static List<TellLinked> tell(FlowDefinition definition, @Nullable FlowInstance before, FlowInstance after) {
        List<TellLinked> told = new ArrayList<>();
        for (FieldDefinition field : definition.fields()) {
            if (field.kind() instanceof FieldKind.Reference reference
                    && after.data().get(field.id()).orElse(null) instanceof FieldValue.Link link) {
                Map<String, FieldValue> values = told(reference, after);
                boolean news = before == null
                        || !before.data().isFilled(field.id())
                        || !before.state().equals(after.state())
                        || !told(reference, before).equals(values);
                if (news) {
                    told.add(new TellLinked(
                            link.target(),
                            new LinkedRecord(
                                    after.id(), after.flow(), after.number(), after.version(), after.state(), values)));
                }
            }
        }
        return told;
    }

    /** All that this record has to have told by now, whether anybody has heard it or not; for rescans. */
    public static List<TellLinked> standing(FlowDefinition definition, FlowInstance record) {
        return tell(definition, null, record);
    }

    /** Whether telling the target would change what it knows; a target that is full takes in nobody new. */
    public static boolean hasToHear(FlowInstance target, LinkedRecord source) {
        LinkedRecord known = target.links().get(source.id());
        if (known == null) {
            return target.links().size() < SOURCES_MAX;
        }
        boolean same = known.state().equals(source.state()) && known.values().equals(source.values());
        return known.version() < source.version() && !same;
    }

    private static Map<String, FieldValue> told(FieldKind.Reference reference, FlowInstance instance) {
        Map<String, FieldValue> values = new LinkedHashMap<>();
        for (String field : reference.tells()) {
            instance.data().get(field).ifPresent(value -> values.put(field, value));
        }
        return values;
    }

    private static Map<String, FieldValue> changedRollUps(FlowDefinition definition, FlowInstance instance) {
        Map<String, FieldValue> changed = new LinkedHashMap<>();
        for (FieldDefinition field : definition.fields()) {
            if (field.kind() instanceof RollUp rollUp) {
                BigDecimal computed = compute(rollUp, instance);
                BigDecimal known = instance.data().get(field.id()).orElse(null) instanceof FieldValue.Decimal decimal
                        ? decimal.value()
                        : BigDecimal.ZERO;
                if (computed.compareTo(known) != 0) {
                    changed.put(field.id(), new FieldValue.Decimal(computed));
                }
            }
        }
        return changed;
    }

    private static BigDecimal compute(RollUp rollUp, FlowInstance instance) {
        List<LinkedRecord> counted = instance.links().values().stream()
                .filter(link -> link.flow().equals(rollUp.flow()))
                .filter(link -> rollUp.inStates().contains(link.state()))
                .toList();
        return switch (rollUp.function()) {
            case COUNT -> BigDecimal.valueOf(counted.size());
            case SUM ->
                counted.stream()
                        .map(link -> link.values().get(rollUp.field()) instanceof FieldValue.Decimal decimal
                                ? decimal.value()
                                : BigDecimal.ZERO)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        };
    }

    private static Found refused(String sentence) {
        return new Found(
                Optional.empty(), Optional.empty(), Optional.of(Rejection.of(Code.LINK_REFUSED, sentence)), Map.of());
    }
}
