package io.soprelay.flow.decide;

import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.DecisionContext;
import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.RecordData;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.Rejection.FieldProblem;
import io.soprelay.flow.model.Rejection.FieldProblem.Kind;
import io.soprelay.flow.model.WorkItem.TodoTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Forms: raw texts to values, with every problem at once; what a form starts with and what it still lacks. */
public final class FormRules {
    private FormRules() {}

    /**
     * Ids of the required fields of an open task that neither its draft nor its prefill nor its evidence fills, in form
     * order; empty for a closed task.
     */
    public static List<String> missing(FlowDefinition definition, TodoTask task) {
        if (task.endedAt() != null) {
            return List.of();
        }
        return ((WorkItemDefinition.Task) definition.item(task.id().key()))
                .form().stream()
                        .filter(FormField::required)
                        .map(FormField::field)
                        .filter(field -> !isGiven(definition.field(field), task))
                        .toList();
    }

    private static boolean isGiven(FieldDefinition field, TodoTask task) {
        if (field.kind() instanceof FieldKind.Attachment) {
            return !task.draft().evidence().getOrDefault(field.id(), List.of()).isEmpty();
        }
        Map<String, List<String>> values =
                task.draft().submitted() ? task.draft().values() : task.prefill();
        return !given(values.get(field.id())).isEmpty();
    }

    /**
     * What a form says: its values, or all that is wrong with it.
     *
     * @param cleared fields whose value the form showed and the person took out
     */
    record Form(
            Map<String, FieldValue> values,
            List<String> cleared,
            List<FieldProblem> problems,
            Optional<Rejection> linkRefused) {

        /** A record that cannot be used makes the rest of the form pointless: it is said first. */
        Optional<Rejection> refusal() {
            if (linkRefused.isPresent() || problems.isEmpty()) {
                return linkRefused;
            }
            Code code = lacksOnlyEvidence() ? Code.EVIDENCE_MISSING : Code.FORM_INVALID;
            return Optional.of(
                    new Rejection(code, "%d problems in the form".formatted(problems.size()), problems, List.of()));
        }

        boolean lacksOnlyEvidence() {
            return linkRefused.isEmpty()
                    && !problems.isEmpty()
                    && problems.stream().allMatch(problem -> problem.kind() == Kind.EVIDENCE_MISSING);
        }
    }

    /**
     * Reads a form.
     *
     * @param asked the form's fields
     * @param raw what was given; a field that is not asked is a problem
     * @param shown the values the form was sent with: only what a person saw can be taken out, so a value that somebody
     *     else gave meanwhile stays
     * @param evidence what was sent for the form's attachment fields
     * @param known the record so far: a reference, once set, stays
     */
    static Form read(
            FlowDefinition definition,
            List<FormField> asked,
            Map<String, List<String>> raw,
            Map<String, List<String>> shown,
            Map<String, List<Evidence>> evidence,
            RecordData known,
            DecisionContext context) {
        Map<String, FieldValue> values = new LinkedHashMap<>();
        List<FieldProblem> problems = new ArrayList<>();
        List<Rejection> linkRefusals = new ArrayList<>();
        List<String> cleared = new ArrayList<>();
        for (FormField ask : asked) {
            FieldDefinition field = definition.field(ask.field());
            List<String> texts = given(raw.get(ask.field()));
            if (field.kind() instanceof FieldKind.Attachment attachment) {
                attachment(ask, attachment, texts, evidence, values, problems);
            } else if (texts.isEmpty()) {
                if (ask.required()) {
                    problems.add(FieldParser.problem(ask.field(), Kind.REQUIRED, "", ""));
                } else if (isTakenOut(field, shown, known)) {
                    cleared.add(field.id());
                }
            } else if (field.kind() instanceof FieldKind.Reference reference) {
                LinkRules.Found found = LinkRules.resolve(field, reference, texts.getFirst(), known, context);
                found.value().ifPresent(value -> values.put(field.id(), value));
                values.putAll(found.brought());
                found.problem().ifPresent(problems::add);
                found.refusal().ifPresent(linkRefusals::add);
            } else {
                FieldParser.Read read = FieldParser.read(field, texts, context.zone());
                Optional.ofNullable(read.value()).ifPresent(value -> values.put(field.id(), value));
                Optional.ofNullable(read.problem()).ifPresent(problems::add);
            }
        }
        problems.addAll(notAsked(asked, raw));
        return new Form(values, cleared, problems, linkRefusals.stream().findFirst());
    }

    /** Only the very value that the form showed; a reference, once set, stays. */
    private static boolean isTakenOut(FieldDefinition field, Map<String, List<String>> shown, RecordData known) {
        return !(field.kind() instanceof FieldKind.Reference)
                && known.get(field.id())
                        .flatMap(FieldParser::raw)
                        .filter(now -> now.equals(shown.get(field.id())))
                        .isPresent();
    }

    /** The raw values a reopened form starts with: whatever the record already holds of it. */
    static Map<String, List<String>> prefill(List<FormField> form, RecordData data) {
        Map<String, List<String>> prefill = new LinkedHashMap<>();
        for (FormField ask : form) {
            data.get(ask.field()).flatMap(FieldParser::raw).ifPresent(raw -> prefill.put(ask.field(), raw));
        }
        return prefill;
    }

    /** The evidence a reopened form keeps unless new evidence is sent. */
    static Map<String, List<Evidence>> keptEvidence(List<FormField> form, RecordData data) {
        Map<String, List<Evidence>> kept = new LinkedHashMap<>();
        for (FormField ask : form) {
            if (data.get(ask.field()).orElse(null) instanceof FieldValue.Files files) {
                kept.put(ask.field(), files.values());
            }
        }
        return kept;
    }

    private static void attachment(
            FormField ask,
            FieldKind.Attachment kind,
            List<String> texts,
            Map<String, List<Evidence>> evidence,
            Map<String, FieldValue> values,
            List<FieldProblem> problems) {
        List<Evidence> files = evidence.getOrDefault(ask.field(), List.of());
        if (!texts.isEmpty()) {
            problems.add(FieldParser.problem(ask.field(), Kind.NOT_ASKED, texts.getFirst(), ""));
        } else if (files.size() > kind.maxCount()) {
            problems.add(tooManyFiles(ask.field(), files.size(), kind.maxCount()));
        } else if (!files.isEmpty()) {
            values.put(ask.field(), new FieldValue.Files(files));
        } else if (ask.required()) {
            problems.add(FieldParser.problem(ask.field(), Kind.EVIDENCE_MISSING, "", ""));
        }
    }

    static FieldProblem tooManyFiles(String field, int found, int allowed) {
        return FieldParser.problem(field, Kind.TOO_MANY_FILES, Integer.toString(found), Integer.toString(allowed));
    }

    private static List<FieldProblem> notAsked(List<FormField> asked, Map<String, List<String>> raw) {
        List<String> fields = asked.stream().map(FormField::field).toList();
        return raw.keySet().stream()
                .filter(field -> !fields.contains(field))
                .sorted()
                .map(field -> FieldParser.problem(field, Kind.NOT_ASKED, "", ""))
                .toList();
    }

    private static List<String> given(@Nullable List<String> texts) {
        return texts == null
                ? List.of()
                : texts.stream()
                        .map(TextLimits::visible)
                        .filter(text -> !text.isEmpty())
                        .toList();
    }
}
