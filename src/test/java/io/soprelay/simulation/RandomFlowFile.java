package io.soprelay.simulation;

import io.soprelay.catalog.FlowFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes flow files as an author with too much coffee would: mostly sensible, and every notion in use. */
final class RandomFlowFile {
    private static final List<String> ROLES = List.of("角色甲", "角色乙", "角色丙", "角色丁");
    private static final List<String> ASKED = List.of("文字", "数字", "金额", "日期", "时间", "单选", "多选", "人", "图片");

    private final Dice dice;
    private boolean hopeless;

    RandomFlowFile(Dice dice) {
        this.dice = dice;
    }

    /** The roles that its flows may use. */
    static List<String> roles() {
        return ROLES;
    }

    /** A flow that refers to no other. */
    FlowFile alone(int number) {
        hopeless = false;
        return write(new Draft(number), null);
    }

    /** A flow, and one whose records refer to the first one's and are added up there. */
    List<FlowFile> pair(int number, int source) {
        hopeless = false;
        Draft referring = new Draft(source);
        Draft target = new Draft(number);
        target.rollUp = "{type: rollup, flow: f%d, %s, in: [%s]}"
                .formatted(
                        source,
                        dice.chance(60) ? "sum: 金额" : "count: true",
                        referring.states.get(dice.below(referring.states.size())));
        String tells = target.rollUp.contains("sum") || dice.chance(50) ? ", tells: [金额]" : "";
        String brings = dice.chance(50) ? ", brings: [文字]" : "";
        String reference = "{type: reference, flow: f%d, accepts: [%s]%s%s}"
                .formatted(number, String.join(", ", target.states), tells, brings);
        return List.of(write(target, referring), write(referring.referringBy(reference), null));
    }

    /**
     * Whether what was written last holds a mistake that the linter always finds: a rule that leaves a final state, or
     * somebody named twice. Every other file has one; reading it costs as much as twenty acts and tells nothing new.
     */
    boolean isHopeless() {
        return hopeless;
    }

    /** What is decided before the file is written. */
    private final class Draft {
        private final int number;
        private final List<String> states = new ArrayList<>();
        private final List<String> items = new ArrayList<>();
        private final List<String> rules = new ArrayList<>();
        private final Map<String, String> kinds = new LinkedHashMap<>();
        private String rollUp = "";
        private String reference = "";

        private Draft(int number) {
            this.number = number;
            int normal = dice.between(1, 4);
            for (int i = 0; i <= normal; i++) {
                states.add("状态" + i);
                kinds.put("状态" + i, i == 0 ? "initial" : "normal");
            }
            states.add("办完了");
            kinds.put("办完了", dice.chance(30) ? "settled" : "final");
        }

        private Draft referringBy(String field) {
            reference = field;
            return this;
        }
    }

    private FlowFile write(Draft draft, @Nullable Draft source) {
        for (int i = 0; i + 1 < draft.states.size(); i++) {
            step(draft, i);
        }
        extras(draft);
        if (source != null) {
            hopeless |= "final".equals(draft.kinds.get("办完了"));
            draft.rules.add("{id: totalled, from: [%s], to: 合计够了, when: {condition: 合计 > %d}}"
                    .formatted(String.join(", ", draft.states), dice.below(3)));
            draft.kinds.put("合计够了", "final");
        }
        StringBuilder file = new StringBuilder();
        line(file, "format: 1");
        line(file, "flow: f" + draft.number);
        line(file, "name: 流程" + draft.number);
        line(file, "prefix: F" + (char) ('A' + draft.number));
        line(file, "title: 名称");
        line(
                file,
                "roles: {%s}"
                        .formatted(String.join(
                                ", ", ROLES.stream().map(role -> role + ": 办事").toList())));
        line(file, "participant: " + people(false));
        fields(draft, file);
        line(file, "start: [%s]".formatted(startForm(draft)));
        line(file, "states:");
        draft.kinds.forEach((state, kind) -> line(file, "  %s: {kind: %s, meaning: 在办}".formatted(state, kind)));
        line(file, "transitions:");
        draft.rules.forEach(rule -> line(file, "  - " + rule));
        line(file, "items:");
        draft.items.forEach(item -> line(file, item));
        if (source != null && dice.chance(60)) {
            line(file, "linked-starts:");
            line(
                    file,
                    "  - {flow: f%d, reference: 单子, label: 发起关联, states: [%s]}"
                            .formatted(source.number, String.join(", ", draft.states)));
        }
        line(file, "sop: {purpose: 办, responsibilities: [办], steps: [办], instructions: [办], quality: [办],");
        line(file, "  records: [办], review: 办}");
        return new FlowFile("f" + draft.number + ".yaml", file.toString());
    }

    private void fields(Draft draft, StringBuilder file) {
        line(file, "fields:");
        line(file, "  名称: {type: text, max: 40}");
        line(file, "  文字: {type: text, max: 30, multiline: %s}".formatted(dice.chance(50)));
        line(file, "  数字: {type: number, min: 1, max: 50, decimals: 0}");
        line(file, "  金额: {type: money, min: 0}");
        line(file, "  日期: {type: date}");
        line(file, "  时间: {type: datetime}");
        line(file, "  单选: {type: choice, options: [红, 绿, 蓝]}");
        line(file, "  多选: {type: multi-choice, options: [东, 南, 西, 北]}");
        line(file, "  人: {type: person}");
        line(file, "  图片: {type: attachment, max: %d}".formatted(dice.between(1, 3)));
        if (!draft.rollUp.isEmpty()) {
            line(file, "  合计: " + draft.rollUp);
        }
        if (!draft.reference.isEmpty()) {
            line(file, "  单子: " + draft.reference);
        }
    }

    private String startForm(Draft draft) {
        List<String> form = new ArrayList<>(List.of("名称"));
        if (!draft.reference.isEmpty()) {
            form.add("单子");
        }
        dice.some(List.of("文字", "数字", "金额", "人", "时间"), 3)
                .forEach(field -> form.add(dice.chance(60) ? field : "{optional: %s}".formatted(field)));
        return String.join(", ", form);
    }

    /** The way from one state to the next, with the work that leads there. */
    private void step(Draft draft, int i) {
        String from = draft.states.get(i);
        String to = draft.states.get(i + 1);
        boolean asks = dice.chance(55);
        boolean decides = !asks || dice.chance(35);
        List<String> when = new ArrayList<>();
        if (asks) {
            Set<String> form = new LinkedHashSet<>(dice.some(ASKED, 4));
            form.add(dice.one(ASKED));
            String filled = dice.one(List.copyOf(form));
            task(draft, "task" + i, "[{entered: %s}]".formatted(from), form, Set.of(filled));
            when.add("filled: [%s]".formatted(filled));
        }
        if (decides) {
            boolean again = dice.chance(70);
            String opens = again ? "[{entered: %s}, {completed: redo%d}]" : "[{entered: %s}]";
            approval(draft, "check" + i, opens.formatted(from, i));
            if (again) {
                task(draft, "redo" + i, "{rejected: check%d}".formatted(i), Set.of("文字", "数字"), Set.of());
            }
            when.add("approved: check" + i);
        }
        if (asks && dice.chance(20)) {
            when.add("condition: \"%s\"".formatted(dice.one(List.of("数字 > 5", "金额 >= 100", "单选 = \\\"红\\\""))));
            draft.rules.add(
                    "{id: pushed%d, from: %s, to: %s, by: [%s], label: 往前走}".formatted(i, from, to, people(true)));
        }
        draft.rules.add("{id: step%d, from: %s, to: %s, when: {%s}}".formatted(i, from, to, String.join(", ", when)));
    }

    private void extras(Draft draft) {
        List<String> before = draft.states.subList(0, draft.states.size() - 1);
        if (dice.chance(80)) {
            draft.kinds.put("取消了", "final");
            String other = people(true);
            hopeless |= other.equals("owner");
            draft.rules.add("{id: cancelled, from: [%s], to: 取消了, by: [owner, %s], label: 取消这张单子}"
                    .formatted(String.join(", ", before), other));
        }
        if (before.size() > 2 && dice.chance(40)) {
            draft.rules.add("{id: back, from: %s, to: %s, by: [%s], label: 退回去}"
                    .formatted(before.get(before.size() - 1), before.get(1), people(true)));
        }
        if (dice.chance(50)) {
            task(
                    draft,
                    "after",
                    "{completed: %s}".formatted(firstKey(draft)),
                    Set.copyOf(List.of(dice.one(ASKED))),
                    Set.of());
        }
        for (int i = dice.below(6); i > 0; i--) {
            String opener = dice.chance(70)
                    ? "entered: " + dice.one(List.copyOf(draft.kinds.keySet()))
                    : "completed: " + firstKey(draft);
            draft.items.add("  told%d: {type: notice, title: 消息%d, opens: {%s}, to: %s, text: \"到了 {名称}\"}"
                    .formatted(i, i, opener, people(false)));
        }
    }

    private static String firstKey(Draft draft) {
        String first = draft.items.getFirst().strip();
        return first.substring(0, first.indexOf(':'));
    }

    private void task(Draft draft, String key, String opens, Set<String> form, Set<String> required) {
        List<String> asked = form.stream()
                .sorted()
                .map(field -> required.contains(field) || dice.chance(60) ? field : "{optional: %s}".formatted(field))
                .toList();
        draft.items.add("  %s: {type: task, title: 办理%s, opens: %s, assignee: %s, creator: owner%s, form: [%s]%s}"
                .formatted(key, key, opens, people(false), due(), String.join(", ", asked), closes()));
    }

    private void approval(Draft draft, String key, String opens) {
        String policy = dice.one(List.of("in-sequence", "any-of", "all-of", "{quorum: 1}", "{quorum: 2}"));
        draft.items.add("  %s: {type: approval, title: 审批%s, opens: %s, approvers: %s, policy: %s%s, facts: [名称, 图片]%s}"
                .formatted(key, key, opens, people(false), policy, due(), closes()));
    }

    private String closes() {
        return dice.chance(40) ? ", closes-with-state: true" : "";
    }

    private String due() {
        return switch (dice.below(6)) {
            case 0 -> ", due: {at: \"18:00\"}, remind: [at-due]";
            case 1 -> ", due: {plus: PT4H}, remind: [at-due, {before: PT1H}]";
            case 2 -> ", due: {plus: PT30M}, remind: [at-due, {after: PT2H}, {after: P1D}]";
            case 3 -> ", due: {field: 时间, plus: P1D}, remind: [at-due]";
            case 4 -> ", due: {plus: P3D}, remind: [{before: P1D}, at-due]";
            default -> "";
        };
    }

    private String people(boolean whoMayMove) {
        String role = "{role: %s}".formatted(dice.one(ROLES));
        return switch (dice.below(whoMayMove ? 4 : 10)) {
            case 0 -> "owner";
            case 1 -> "admins";
            case 2 -> "{person: 人, otherwise: %s}".formatted(role);
            case 4 -> "{manager: owner}";
            default -> role;
        };
    }

    private static void line(StringBuilder file, String text) {
        file.append(text).append('\n');
    }
}
