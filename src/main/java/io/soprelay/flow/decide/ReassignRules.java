package io.soprelay.flow.decide;

import io.soprelay.flow.decide.PeopleRules.Resolved;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.FlowEvent.ItemReassigned;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.People;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.Approval;
import io.soprelay.flow.model.WorkItem.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A role got other holders while its work is open. */
final class ReassignRules {
    private ReassignRules() {}

    static Optional<Rejection> reassign(Turn turn, ItemId id) {
        WorkItem item = turn.instance().find(id).orElseThrow();
        String role = item.basis().role();
        People people = turn.context().people();
        if (role == null || people.role(role).version() <= item.basis().roleVersion()) {
            return Optional.of(Rejection.of(
                    Code.NOTHING_TO_DO,
                    "'%s' was resolved from version %d of its role"
                            .formatted(id, item.basis().roleVersion())));
        }
        FlowInstance instance = turn.instance();
        switch (turn.definition().item(id.key())) {
            case WorkItemDefinition.Task task -> {
                Resolved holders = PeopleRules.assignees(turn.definition(), instance, people, task.assignee());
                turn.happen(new ItemReassigned(turn.now(), id, holders.basis(), holders.members(), holders.members()));
                ItemRules.reportEmptyRole(turn, id, holders);
            }
            case WorkItemDefinition.Approval approval -> {
                Resolved holders = PeopleRules.approvers(turn.definition(), instance, people, approval.approvers());
                askOthers(turn, (Approval) item, approval, holders);
            }
            case WorkItemDefinition.Notice notice -> throw new IllegalStateException("A notice is never open: " + id);
        }
        return Optional.empty();
    }

    /** Decisions already given stay; the new holders are asked for the rest. */
    private static void askOthers(
            Turn turn, Approval approval, WorkItemDefinition.Approval definition, Resolved holders) {
        List<MemberId> approvers =
                new ArrayList<>(approval.decisions().stream().map(Verdict::by).toList());
        holders.members().stream().filter(holder -> !approvers.contains(holder)).forEach(approvers::add);
        turn.happen(new ItemReassigned(
                turn.now(),
                approval.id(),
                holders.basis(),
                List.copyOf(approvers),
                ApprovalRules.next(definition.policy(), approvers, approval.decisions())));
        ItemRules.reportEmptyRole(turn, approval.id(), holders);
        ApprovalRules.passIfEnough(turn, approval.id());
    }
}
