package io.soprelay.flow.decide;

import io.soprelay.flow.model.FlowEvent.ApprovalGranted;
import io.soprelay.flow.model.FlowEvent.ApprovalOpened;
import io.soprelay.flow.model.FlowEvent.ApprovalPassed;
import io.soprelay.flow.model.FlowEvent.ApprovalRejected;
import io.soprelay.flow.model.FlowEvent.ItemClosed;
import io.soprelay.flow.model.FlowEvent.ItemReassigned;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem.Approval;
import io.soprelay.flow.model.WorkItem.Basis;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.flow.model.WorkItem.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an approval is after its events. */
final class ApprovalEvolver {
    private ApprovalEvolver() {}

    static Approval opened(ApprovalOpened event) {
        return new Approval(
                event.approval(),
                Status.OPEN,
                event.at(),
                event.dueAt(),
                event.reminders(),
                event.basis(),
                Parts.raised(Map.of(), event.holders()),
                event.holders(),
                null,
                event.approvers(),
                List.of());
    }

    static Approval granted(Approval approval, ApprovalGranted event) {
        Set<MemberId> changed = new LinkedHashSet<>(Parts.changed(approval.holders(), event.next()));
        changed.add(event.by());
        return held(
                approval,
                approval.reminders(),
                approval.basis(),
                Parts.raised(approval.parts(), changed),
                event.next(),
                approval.approvers(),
                decided(approval, new Verdict(event.by(), true, event.comment(), event.at())));
    }

    static Approval passed(Approval approval, ApprovalPassed event) {
        return ended(approval, Status.DONE, event.at(), approval.decisions());
    }

    static Approval rejected(Approval approval, ApprovalRejected event) {
        List<Verdict> decisions = decided(approval, new Verdict(event.by(), false, event.reason(), event.at()));
        return ended(approval, Status.REJECTED, event.at(), decisions);
    }

    static Approval closed(Approval approval, ItemClosed event) {
        return ended(approval, Status.CLOSED, event.at(), approval.decisions());
    }

    static Approval reassigned(Approval approval, ItemReassigned event) {
        return held(
                approval,
                approval.reminders(),
                event.basis(),
                Parts.raised(approval.parts(), Parts.changed(approval.holders(), event.holders())),
                event.holders(),
                event.approvers(),
                approval.decisions());
    }

    static Approval reminded(Approval approval, Instant moment) {
        return held(
                approval,
                approval.reminders().stream()
                        .filter(reminder -> !reminder.equals(moment))
                        .toList(),
                approval.basis(),
                approval.parts(),
                approval.holders(),
                approval.approvers(),
                approval.decisions());
    }

    private static List<Verdict> decided(Approval approval, Verdict verdict) {
        List<Verdict> decisions = new ArrayList<>(approval.decisions());
        decisions.add(verdict);
        return decisions;
    }

    /** The status changes for whoever could decide and for whoever did; the cards of the latter show the outcome. */
    private static Approval ended(Approval approval, Status status, Instant at, List<Verdict> decisions) {
        Set<MemberId> concerned = new LinkedHashSet<>(approval.holders());
        decisions.forEach(verdict -> concerned.add(verdict.by()));
        return new Approval(
                approval.id(),
                status,
                approval.openedAt(),
                approval.dueAt(),
                List.of(),
                approval.basis(),
                Parts.raised(approval.parts(), concerned),
                List.of(),
                at,
                approval.approvers(),
                decisions);
    }

    private static Approval held(
            Approval approval,
            List<Instant> reminders,
            Basis basis,
            Map<MemberId, Integer> parts,
            List<MemberId> holders,
            List<MemberId> approvers,
            List<Verdict> decisions) {
        return new Approval(
                approval.id(),
                approval.status(),
                approval.openedAt(),
                approval.dueAt(),
                reminders,
                basis,
                parts,
                holders,
                approval.endedAt(),
                approvers,
                decisions);
    }
}
