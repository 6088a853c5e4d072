package io.soprelay.catalog;

import io.soprelay.flow.definition.DueRule;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.definition.PeopleVariable;
import io.soprelay.flow.definition.StateDefinition;
import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.Conditions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one flow must fulfil beyond its form: fields that fit their use, forms, people, times, conditions. */
final class FlowLinter {
    private final FlowDefinition flow;
    private final Problems problems;
    private final Places places;
    private final Conditions conditions;

    /** @param flow as decoded: names that did not resolve have been reported already */
    FlowLinter(FlowDefinition flow, Reading reading, Conditions conditions) {
        this.flow = flow;
        this.problems = reading.problems();
        this.places = reading.places();
        this.conditions = conditions;
    }

    void lint() {
        lintStart();
        lintForm("start", flow.startForm());
        lintPeople("participant", flow.participant(), true);
        for (WorkItemDefinition item : flow.items()) {
            lintItem(item);
        }
        lintTransitions();
        lintStateNames();
        flow.personalFields().stream().sorted().forEach(this::lintPersonal);
        new GraphLinter(flow, problems, places).lint();
    }

    private void lintStart() {
        if (!flow.startForm().isEmpty() && flow.startForm().stream().noneMatch(FormField::required)) {
            problems.add(places.at("start"), ProblemKind.START_WITHOUT_REQUIRED);
        }
        FieldDefinition title = flow.findField(flow.titleField()).orElse(null);
        if (title == null) {
            return;
        }
        boolean words = title.kind() instanceof FieldKind.Text
                || title.kind() instanceof FieldKind.Choice
                || title.kind() instanceof FieldKind.Reference;
        if (!words) {
            problems.add(places.at("title"), ProblemKind.TITLE_NOT_WORDS, title.id());
        }
        if (!flow.startForm().contains(new FormField(title.id(), true))) {
            problems.add(places.at("title"), ProblemKind.TITLE_NOT_ASKED, title.id());
        }
    }

    private void lintForm(String path, List<FormField> form) {
        for (int i = 0; i < form.size(); i++) {
            String field = form.get(i).field();
            if (kind(field) instanceof FieldKind.RollUp) {
                problems.add(places.at(path, i), ProblemKind.ROLLUP_IN_FORM, field);
            }
        }
    }

    private void lintItem(WorkItemDefinition item) {
        String path = "items/" + item.key();
        switch (item) {
            case WorkItemDefinition.Task task -> {
                lintForm(path + "/form", task.form());
                lintDue(path, task.due(), task.reminders().isEmpty());
                lintPeople(path + "/assignee", task.assignee(), false);
                lintPeople(path + "/creator", task.creator(), false);
            }
            case WorkItemDefinition.Approval approval -> {
                lintDue(path, approval.due(), approval.reminders().isEmpty());
                lintPeople(path + "/approvers", approval.approvers(), false);
            }
            case WorkItemDefinition.Notice notice -> lintPeople(path + "/to", notice.to(), false);
        }
    }

    private void lintDue(String path, @Nullable DueRule due, boolean noReminders) {
        if (due instanceof DueRule.AfterField after) {
            FieldKind kind = kind(after.field());
            if (kind != null && !(kind instanceof FieldKind.Date) && !(kind instanceof FieldKind.DateTime)) {
                problems.add(places.at(path + "/due/field"), ProblemKind.NOT_A_TIME_FIELD, after.field());
            }
        }
        if (due == null && !noReminders && places.lacks(path + "/due")) {
            problems.add(places.at(path + "/remind"), ProblemKind.REMINDER_WITHOUT_DUE);
        }
    }

    private void lintPeople(String path, PeopleVariable people, boolean definesParticipant) {
        switch (people) {
            case PeopleVariable.PersonField field -> {
                FieldKind kind = kind(field.field());
                if (kind != null && !(kind instanceof FieldKind.Person)) {
                    problems.add(places.at(path + "/person"), ProblemKind.NOT_A_PERSON_FIELD, field.field());
                }
                lintPeople(path + "/otherwise", field.otherwise(), definesParticipant);
            }
            case PeopleVariable.Manager manager -> lintPeople(path + "/manager", manager.of(), definesParticipant);
            case PeopleVariable.Participant participant -> {
                if (definesParticipant) {
                    problems.add(places.at(path), ProblemKind.PARTICIPANT_LOOP);
                }
            }
            case PeopleVariable.Owner owner -> {}
            case PeopleVariable.Role role -> {}
            case PeopleVariable.Admins admins -> {}
        }
    }

    private void lintTransitions() {
        Set<String> asked = new HashSet<>();
        flow.startForm().forEach(field -> asked.add(field.field()));
        for (WorkItemDefinition item : flow.items()) {
            if (item instanceof WorkItemDefinition.Task task) {
                task.form().forEach(field -> asked.add(field.field()));
            }
        }
        for (int i = 0; i < flow.transitions().size(); i++) {
            TransitionRule rule = flow.transitions().get(i);
            String path = "transitions/" + i;
            List<String> filled = rule.guard().filled();
            for (int j = 0; j < filled.size(); j++) {
                FieldKind kind = kind(filled.get(j));
                if (kind != null && !(kind instanceof FieldKind.RollUp) && !asked.contains(filled.get(j))) {
                    problems.add(places.at(path + "/when/filled", j), ProblemKind.NEVER_FILLED, filled.get(j));
                }
            }
            List<PeopleVariable> by = rule.guard().manual();
            for (int j = 0; j < by.size(); j++) {
                lintPeople(path + "/by/" + j, by.get(j), false);
            }
            Optional.ofNullable(rule.guard().condition())
                    .ifPresent(condition -> conditions
                            .problems(condition, flow.fields())
                            .forEach(problem ->
                                    problems.add(places.at(path + "/when/condition"), ProblemKind.CONDITION, problem)));
        }
    }

    /**
     * What is personal leaves its record nowhere: a title stands in lists and logs of others, what is told in the other
     * record, and a condition could not be tried any more once the value is erased.
     */
    private void lintPersonal(String field) {
        if (field.equals(flow.titleField())) {
            problems.add(places.at("title"), ProblemKind.PERSONAL_TITLE, field);
        }
        for (FieldDefinition other : flow.fields()) {
            if (other.kind() instanceof FieldKind.Reference reference
                    && reference.tells().contains(field)) {
                int at = reference.tells().indexOf(field);
                problems.add(places.at("fields/" + other.id() + "/tells", at), ProblemKind.PERSONAL_TOLD, field);
            }
        }
        List<FieldDefinition> others = flow.fields().stream()
                .filter(other -> !other.id().equals(field))
                .toList();
        for (int i = 0; i < flow.transitions().size(); i++) {
            String condition = flow.transitions().get(i).guard().condition();
            if (condition != null
                    && conditions.problems(condition, flow.fields()).isEmpty()
                    && !conditions.problems(condition, others).isEmpty()) {
                problems.add(places.at("transitions/" + i + "/when/condition"), ProblemKind.PERSONAL_CONDITION, field);
            }
        }
    }

    private void lintStateNames() {
        Set<String> taken = new HashSet<>();
        flow.states().forEach(state -> taken.add(state.id()));
        for (StateDefinition state : flow.states()) {
            for (int i = 0; i < state.aliases().size(); i++) {
                if (!taken.add(state.aliases().get(i))) {
                    problems.add(
                            places.at("states/" + state.id() + "/aliases", i),
                            ProblemKind.STATE_NAME_TAKEN,
                            state.aliases().get(i));
                }
            }
        }
    }

    private @Nullable FieldKind kind(String field) {
        return flow.findField(field).map(FieldDefinition::kind).orElse(null);
    }
}
