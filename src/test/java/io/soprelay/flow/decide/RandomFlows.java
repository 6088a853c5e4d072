package io.soprelay.flow.decide;

import io.soprelay.flow.definition.ApprovalPolicy;
import io.soprelay.flow.definition.DueRule;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.definition.PeopleVariable;
import io.soprelay.flow.definition.ReminderRule;
import io.soprelay.flow.definition.StateDefinition;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.definition.TaskGuide;
import io.soprelay.flow.definition.TransitionGuard;
import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.testkit.flow.Definitions;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small flows nobody would draw: the core has to survive what authors can publish. */
final class RandomFlows {
    private static final List<String> FIELDS = List.of("文字", "数字", "时间", "图片", "人", "合计");
    private static final List<String> FORM_FIELDS = List.of("文字", "数字", "时间", "图片", "人");
    private static final List<PeopleVariable> PEOPLE = List.of(
            new PeopleVariable.Owner(),
            new PeopleVariable.Participant(),
            new PeopleVariable.Role("库管"),
            new PeopleVariable.Role("审批人"),
            new PeopleVariable.Role("没人"),
            new PeopleVariable.PersonField("人", new PeopleVariable.Role("财务")),
            new PeopleVariable.Manager(new PeopleVariable.Owner()),
            new PeopleVariable.Manager(new PeopleVariable.Role("库管")),
            new PeopleVariable.Admins());

    private final Random random;

    private RandomFlows(Random random) {
        this.random = random;
    }

    static FlowDefinition flow(Random random) {
        return new RandomFlows(random).flow();
    }

    private FlowDefinition flow() {
        List<StateDefinition> states = new ArrayList<>();
        states.add(Definitions.state("s0", StateKind.INITIAL));
        int count = 2 + random.nextInt(4);
        for (int i = 1; i < count; i++) {
            states.add(Definitions.state(
                    "s" + i, one(List.of(StateKind.NORMAL, StateKind.NORMAL, StateKind.SETTLED, StateKind.FINAL))));
        }
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            keys.add((random.nextBoolean() ? "task" : "approval") + i);
        }
        List<WorkItemDefinition> items = new ArrayList<>(
                keys.stream().map(key -> item(key, states, keys)).toList());
        items.add(new WorkItemDefinition.Notice("news", "消息", openers(states, keys), one(PEOPLE), "消息"));
        return new FlowDefinition(
                "random",
                1,
                "随机",
                List.of(),
                "RD",
                "文字",
                Definitions.NO_SOP,
                List.of(
                        new FieldDefinition("文字", "文字", new FieldKind.Text(10, false, null), ""),
                        new FieldDefinition("数字", "数字", new FieldKind.Number(null, null, 1, ""), ""),
                        new FieldDefinition("时间", "时间", new FieldKind.DateTime(), ""),
                        new FieldDefinition("图片", "图片", new FieldKind.Attachment(2), ""),
                        new FieldDefinition("人", "人", new FieldKind.Person(), ""),
                        new FieldDefinition(
                                "合计",
                                "合计",
                                new FieldKind.RollUp(
                                        "return", FieldKind.RollUp.Function.SUM, "退款金额", List.of("已入库"), "元"),
                                "")),
                List.of(new FormField("文字", true), new FormField("人", false)),
                one(PEOPLE),
                states,
                transitions(states, keys),
                items,
                List.of());
    }

    private WorkItemDefinition item(String key, List<StateDefinition> states, List<String> keys) {
        DueRule due = one(List.of(
                new DueRule.AtTime(LocalTime.of(18, 0)),
                new DueRule.AfterField("时间", Period.ofDays(1)),
                new DueRule.After(Duration.ofHours(4))));
        List<ReminderRule> reminders = List.of(new ReminderRule(Duration.ofHours(-1)), new ReminderRule(Duration.ZERO));
        if (key.startsWith("task")) {
            List<FormField> form = FORM_FIELDS.stream()
                    .filter(field -> random.nextInt(3) == 0)
                    .map(field -> new FormField(field, random.nextInt(3) > 0))
                    .toList();
            return new WorkItemDefinition.Task(
                    key,
                    key,
                    openers(states, keys),
                    one(PEOPLE),
                    one(PEOPLE),
                    due,
                    reminders,
                    TaskGuide.NONE,
                    form,
                    List.of(),
                    "",
                    random.nextBoolean());
        }
        ApprovalPolicy policy = one(List.of(
                new ApprovalPolicy.InSequence(),
                new ApprovalPolicy.AnyOf(),
                new ApprovalPolicy.AllOf(),
                new ApprovalPolicy.Quorum(2)));
        return new WorkItemDefinition.Approval(
                key,
                key,
                openers(states, keys),
                one(PEOPLE),
                policy,
                due,
                reminders,
                TaskGuide.NONE,
                List.of(),
                random.nextBoolean());
    }

    private List<Opener> openers(List<StateDefinition> states, List<String> keys) {
        List<Opener> openers = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            String key = one(keys);
            openers.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new Opener.Entered("s0");
                        case 1 -> new Opener.Entered(one(states).id());
                        case 2 -> new Opener.Completed(key);
                        default -> key.startsWith("approval") ? new Opener.Rejected(key) : new Opener.Completed(key);
                    });
        }
        return openers;
    }

    private List<TransitionRule> transitions(List<StateDefinition> states, List<String> keys) {
        List<String> live = states.stream()
                .filter(state -> state.kind() != StateKind.FINAL)
                .map(StateDefinition::id)
                .toList();
        List<String> approvals =
                keys.stream().filter(key -> key.startsWith("approval")).toList();
        List<TransitionRule> rules = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            List<String> filled = random.nextBoolean() ? List.of(one(FIELDS)) : List.of();
            String approval = approvals.isEmpty() || random.nextBoolean() ? null : one(approvals);
            List<PeopleVariable> manual = random.nextBoolean() ? List.of(one(PEOPLE), one(PEOPLE)) : List.of();
            String condition = random.nextInt(3) == 0 ? one(List.of("true", "合计 > 0", "数字 > 5")) : null;
            rules.add(new TransitionRule(
                    "r" + i,
                    List.of(one(live)),
                    one(states).id(),
                    new TransitionGuard(filled, approval, manual, condition),
                    ""));
        }
        return rules;
    }

    private <T> T one(List<? extends T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
