package io.soprelay.chat.action;

import io.soprelay.chat.view.Phrases;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.FieldProblem;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Refusals as people read them: what happened, what was kept, what to do now. */
final class Refusals {
    /** More than a toast can show; the rest is found at the next press. */
    private static final int PROBLEMS_MAX = 3;

    private final Phrases phrases;

    Refusals(Phrases phrases) {
        this.phrases = phrases;
    }

    /**
     * What is wrong with a form, field by field.
     *
     * @param button the words on the button to press again
     */
    String form(List<FieldProblem> problems, FlowDefinition definition, String button) {
        String found = problems.stream()
                .limit(PROBLEMS_MAX)
                .map(problem -> phrases.say(
                        key(problem), label(definition, problem.field()), problem.allowed(), problem.found()))
                .collect(Collectors.joining(phrases.say("list.semicolon")));
        return phrases.say("toast.form", found, button);
    }

    /** Nobody without much school counts decimals: no decimals at all is a whole number. */
    private static String key(FieldProblem problem) {
        boolean whole = problem.kind() == FieldProblem.Kind.TOO_MANY_DECIMALS
                && problem.allowed().equals("0");
        return whole ? "problem.NOT_WHOLE" : "problem." + problem.kind().name();
    }

    /** Names of the fields whose evidence is missing. */
    String evidence(List<FieldProblem> problems, FlowDefinition definition) {
        return problems.stream()
                .map(problem -> label(definition, problem.field()))
                .collect(Collectors.joining(phrases.say("list.comma")));
    }

    /** Whose business it is instead. */
    String notYours(Rejection rejection) {
        return rejection.holders().isEmpty()
                ? phrases.say("toast.not-you")
                : phrases.say("toast.not-yours", phrases.names(rejection.holders()));
    }

    String notPermitted(@Nullable FlowInstance instance) {
        return instance == null
                ? phrases.say("toast.not-you")
                : phrases.say("toast.not-permitted", phrases.name(instance.owner()));
    }

    /** The flow author's words for a record that cannot be referred to; ours if the author wrote none. */
    String link(Rejection rejection, @Nullable FlowDefinition definition) {
        boolean authored = definition != null
                && definition.fields().stream()
                        .map(FieldDefinition::kind)
                        .anyMatch(kind -> kind instanceof FieldKind.Reference reference
                                && reference.refusals().containsValue(rejection.found()));
        return authored ? rejection.found() : phrases.say("toast.link");
    }

    private static String label(FlowDefinition definition, String field) {
        return definition.findField(field).map(FieldDefinition::label).orElse(field);
    }
}
