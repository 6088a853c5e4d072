package io.soprelay.flow.decide;

import io.soprelay.flow.definition.ApprovalPolicy;
import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.FlowCommand.Approve;
import io.soprelay.flow.model.FlowCommand.Reject;
import io.soprelay.flow.model.FlowEvent.ApprovalGranted;
import io.soprelay.flow.model.FlowEvent.ApprovalPassed;
import io.soprelay.flow.model.FlowEvent.ApprovalRejected;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.WorkItem.Approval;
import io.soprelay.flow.model.WorkItem.SentBack;
import io.soprelay.flow.model.WorkItem.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose turn it is in an approval, and when it has passed. */
public final class ApprovalRules {
    private ApprovalRules() {}

    /** Approvers who have not decided yet and whose turn has not come; empty for a closed round. */
    public static List<MemberId> waiting(Approval approval) {
        return approval.endedAt() != null
                ? List.of()
                : remaining(approval.approvers(), approval.decisions()).stream()
                        .filter(approver -> !approval.holders().contains(approver))
                        .toList();
    }

    static Optional<Rejection> approve(Turn turn, Approve command) {
        String comment = TextLimits.visible(command.comment());
        if (TextLimits.isTooLong(comment)) {
            return Optional.of(TextLimits.tooLong(comment));
        }
        Approval approval = approval(turn, command.approval());
        ApprovalPolicy policy = policy(turn, approval.id());
        MemberId by = turn.context().actor();
        Verdict verdict = new Verdict(by, true, comment, turn.now());
        List<Verdict> decisions =
                Stream.concat(approval.decisions().stream(), Stream.of(verdict)).toList();
        turn.happen(new ApprovalGranted(
                turn.now(), approval.id(), by, comment, next(policy, approval.approvers(), decisions)));
        passIfEnough(turn, approval.id());
        return Optional.empty();
    }

    static Optional<Rejection> reject(Turn turn, Reject command) {
        String reason = TextLimits.visible(command.reason());
        if (reason.isEmpty()) {
            return Optional.of(Rejection.of(
                    Code.REASON_MISSING, "Cannot reject '%s' without a reason".formatted(command.approval())));
        }
        if (TextLimits.isTooLong(reason)) {
            return Optional.of(TextLimits.tooLong(reason));
        }
        MemberId by = turn.context().actor();
        turn.happen(new ApprovalRejected(turn.now(), command.approval(), by, reason));
        ItemRules.open(turn, new Opener.Rejected(command.approval().key()), new SentBack(by, reason));
        return Optional.empty();
    }

    /** Evaluates the policy and ends the round if it has passed. */
    static void passIfEnough(Turn turn, ItemId id) {
        Approval approval = approval(turn, id);
        if (hasPassed(policy(turn, id), approval.approvers(), approval.decisions())) {
            turn.happen(new ApprovalPassed(turn.now(), id));
            ItemRules.open(turn, new Opener.Completed(id.key()), null);
        }
    }

    /** Who may decide now. */
    static List<MemberId> next(ApprovalPolicy policy, List<MemberId> approvers, List<Verdict> decisions) {
        List<MemberId> remaining = remaining(approvers, decisions);
        if (hasPassed(policy, approvers, decisions)) {
            return List.of();
        }
        return policy instanceof ApprovalPolicy.InSequence
                ? remaining.stream().limit(1).toList()
                : remaining;
    }

    /** A rejection has ended the round before this is asked. */
    static boolean hasPassed(ApprovalPolicy policy, List<MemberId> approvers, List<Verdict> decisions) {
        int granted = decisions.size();
        boolean everybody = granted > 0 && remaining(approvers, decisions).isEmpty();
        return switch (policy) {
            case ApprovalPolicy.AnyOf anyOf -> granted > 0;
            case ApprovalPolicy.InSequence inSequence -> everybody;
            case ApprovalPolicy.AllOf allOf -> everybody;
            // Fewer people than votes: everybody is enough, or the round could never end.
            case ApprovalPolicy.Quorum quorum -> granted >= Math.max(1, quorum.needed()) || everybody;
        };
    }

    static ApprovalPolicy policy(Turn turn, ItemId id) {
        return ((WorkItemDefinition.Approval) turn.definition().item(id.key())).policy();
    }

    private static List<MemberId> remaining(List<MemberId> approvers, List<Verdict> decisions) {
        List<MemberId> decided = decisions.stream().map(Verdict::by).toList();
        return approvers.stream()
                .filter(approver -> !decided.contains(approver))
                .toList();
    }

    private static Approval approval(Turn turn, ItemId id) {
        return (Approval) turn.instance().find(id).orElseThrow();
    }
}
