package io.soprelay.testkit.flow;

import io.soprelay.flow.definition.ApprovalPolicy;
import io.soprelay.flow.definition.DueRule;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.definition.PeopleVariable;
import io.soprelay.flow.definition.ReminderRule;
import io.soprelay.flow.definition.SopDocument;
import io.soprelay.flow.definition.StateDefinition;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.definition.TaskGuide;
import io.soprelay.flow.definition.TransitionGuard;
import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.flow.definition.WorkItemDefinition;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short words for flow definitions in tests; guides and SOP texts stay out. */
public final class Definitions {
    public static final PeopleVariable OWNER = new PeopleVariable.Owner();
    public static final PeopleVariable ADMINS = new PeopleVariable.Admins();
    public static final SopDocument NO_SOP =
            new SopDocument("", List.of(), List.of(), List.of(), List.of(), List.of(), "");
    public static final List<ReminderRule> AT_DUE = List.of(new ReminderRule(Duration.ZERO));
    /** Of every approval that is shipped. */
    public static final DueRule WITHIN_A_DAY = new DueRule.After(Duration.ofHours(24));

    private Definitions() {}

    public static FieldDefinition field(String id, FieldKind kind) {
        return new FieldDefinition(id, id, kind, "");
    }

    public static FieldKind text(int maxChars) {
        return new FieldKind.Text(maxChars, false, null);
    }

    public static FieldKind pieces() {
        return new FieldKind.Number(BigDecimal.ONE, null, 0, "件");
    }

    public static FieldKind money() {
        return new FieldKind.Money(BigDecimal.ZERO, null);
    }

    public static FieldKind moment() {
        return new FieldKind.DateTime();
    }

    public static FieldKind files() {
        return new FieldKind.Attachment(9);
    }

    /** Required fields; a trailing {@code ?} makes one optional. */
    public static List<FormField> form(String... fields) {
        return Arrays.stream(fields)
                .map(field -> field.endsWith("?")
                        ? new FormField(field.substring(0, field.length() - 1), false)
                        : new FormField(field, true))
                .toList();
    }

    public static StateDefinition state(String id, StateKind kind) {
        return new StateDefinition(id, kind, List.of(), id);
    }

    public static PeopleVariable role(String name) {
        return new PeopleVariable.Role(name);
    }

    public static List<Opener> entered(String state) {
        return List.of(new Opener.Entered(state));
    }

    public static TransitionRule filled(String id, String from, String to, String... fields) {
        return new TransitionRule(
                id, List.of(from), to, new TransitionGuard(List.of(fields), null, List.of(), null), "");
    }

    public static TransitionRule approved(String id, List<String> from, String to, String approval, String... fields) {
        return new TransitionRule(id, from, to, new TransitionGuard(List.of(fields), approval, List.of(), null), "");
    }

    public static TransitionRule when(String id, List<String> from, String to, String condition) {
        return new TransitionRule(id, from, to, new TransitionGuard(List.of(), null, List.of(), condition), "");
    }

    /** 取消这张单子, by the owner or an admin. */
    public static TransitionRule cancelled(String... from) {
        TransitionGuard guard = new TransitionGuard(List.of(), null, List.of(OWNER, ADMINS), null);
        return new TransitionRule("cancelled", List.of(from), "已取消", guard, "取消这张单子");
    }

    public static WorkItemDefinition task(
            String key,
            String title,
            List<Opener> openers,
            PeopleVariable assignee,
            @Nullable DueRule due,
            boolean closesWithState,
            List<FormField> form) {
        return new WorkItemDefinition.Task(
                key,
                title,
                openers,
                assignee,
                OWNER,
                due,
                due == null ? List.of() : AT_DUE,
                TaskGuide.NONE,
                form,
                List.of(),
                "",
                closesWithState);
    }

    public static WorkItemDefinition approval(
            String key, String title, List<Opener> openers, PeopleVariable approvers, ApprovalPolicy policy) {
        return new WorkItemDefinition.Approval(
                key, title, openers, approvers, policy, WITHIN_A_DAY, AT_DUE, TaskGuide.NONE, List.of(), false);
    }

    /** Key progress told to the owner. */
    public static WorkItemDefinition told(String key, String state) {
        return new WorkItemDefinition.Notice(key, state, entered(state), OWNER, state);
    }
}
