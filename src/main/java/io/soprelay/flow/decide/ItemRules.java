package io.soprelay.flow.decide;

import io.soprelay.flow.decide.PeopleRules.Resolved;
import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.definition.PeopleVariable;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.Effect.ReportEmptyRole;
import io.soprelay.flow.model.FlowEvent.ApprovalOpened;
import io.soprelay.flow.model.FlowEvent.ItemClosed;
import io.soprelay.flow.model.FlowEvent.NoticeGiven;
import io.soprelay.flow.model.FlowEvent.TaskOpened;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.People;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.SentBack;
import io.soprelay.flow.model.WorkItem.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When work opens and when it closes undone. */
final class ItemRules {
    private ItemRules() {}

    /**
     * Opens a new round of every item that this opens, in file order. A final state opens no work, it only gives news.
     *
     * @param sentBack why, if a rejection opens it
     */
    static void open(Turn turn, Opener opener, @Nullable SentBack sentBack) {
        for (WorkItemDefinition item : turn.definition().items()) {
            if (!item.openers().contains(opener)) {
                continue;
            }
            switch (item) {
                case WorkItemDefinition.Notice notice -> give(turn, notice);
                case WorkItemDefinition.Task task -> {
                    if (!turn.isFinal()) {
                        openTask(turn, task, sentBack);
                    }
                }
                case WorkItemDefinition.Approval approval -> {
                    if (!turn.isFinal()) {
                        openApproval(turn, approval);
                    }
                }
            }
        }
    }

    /** After a move: a final state closes all open work, another state only the work that asked for it. */
    static void closeLeft(Turn turn) {
        for (WorkItem item : turn.instance().openItems()) {
            if (turn.isFinal() || closesWithState(turn, item)) {
                turn.happen(new ItemClosed(turn.now(), item.id()));
            }
        }
    }

    /** Says that nobody holds the role an item waits for. */
    static void reportEmptyRole(Turn turn, ItemId item, Resolved people) {
        String role = people.emptyRole();
        if (role != null) {
            turn.report(new ReportEmptyRole(item, role));
        }
    }

    private static void openTask(Turn turn, WorkItemDefinition.Task task, @Nullable SentBack sentBack) {
        ItemId id = nextRound(turn, task.key());
        FlowInstance instance = turn.instance();
        People people = turn.context().people();
        Resolved assignees = PeopleRules.assignees(turn.definition(), instance, people, task.assignee());
        Instant dueAt = DueRules.dueAt(
                task.due(), instance.data(), turn.now(), turn.context().zone());
        turn.happen(new TaskOpened(
                turn.now(),
                id,
                assignees.basis(),
                assignees.members(),
                creator(turn, task.creator()),
                dueAt,
                DueRules.reminders(task.reminders(), dueAt, turn.now()),
                FormRules.prefill(task.form(), instance.data()),
                FormRules.keptEvidence(task.form(), instance.data()),
                sentBack));
        reportEmptyRole(turn, id, assignees);
    }

    private static void openApproval(Turn turn, WorkItemDefinition.Approval approval) {
        ItemId id = nextRound(turn, approval.key());
        FlowInstance instance = turn.instance();
        People people = turn.context().people();
        Resolved approvers = PeopleRules.approvers(turn.definition(), instance, people, approval.approvers());
        Instant dueAt = DueRules.dueAt(
                approval.due(), instance.data(), turn.now(), turn.context().zone());
        turn.happen(new ApprovalOpened(
                turn.now(),
                id,
                approvers.basis(),
                approvers.members(),
                ApprovalRules.next(approval.policy(), approvers.members(), List.of()),
                dueAt,
                DueRules.reminders(approval.reminders(), dueAt, turn.now())));
        reportEmptyRole(turn, id, approvers);
    }

    private static void give(Turn turn, WorkItemDefinition.Notice notice) {
        List<MemberId> to = PeopleRules.resolve(
                        turn.definition(), turn.instance(), turn.context().people(), notice.to())
                .members();
        if (!to.isEmpty()) {
            turn.happen(new NoticeGiven(turn.now(), notice.key(), to));
        }
    }

    private static MemberId creator(Turn turn, PeopleVariable who) {
        return PeopleRules.assignees(
                        turn.definition(), turn.instance(), turn.context().people(), who)
                .members()
                .getFirst();
    }

    /** An item has at most one open round: a round that nobody finished makes way for the new one. */
    private static ItemId nextRound(Turn turn, String key) {
        Optional<WorkItem> last = turn.instance().newest(key);
        last.filter(item -> item.status() == Status.OPEN)
                .ifPresent(item -> turn.happen(new ItemClosed(turn.now(), item.id())));
        return new ItemId(key, last.map(item -> item.id().round() + 1).orElse(1));
    }

    private static boolean closesWithState(Turn turn, WorkItem item) {
        return switch (turn.definition().item(item.id().key())) {
            case WorkItemDefinition.Task task -> task.closesWithState();
            case WorkItemDefinition.Approval approval -> approval.closesWithState();
            case WorkItemDefinition.Notice notice -> false;
        };
    }
}
