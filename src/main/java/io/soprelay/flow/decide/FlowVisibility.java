package io.soprelay.flow.decide;

import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.People;
import io.soprelay.flow.model.WorkItem.Approval;

/** Who may see a record. */
public final class FlowVisibility {
    private FlowVisibility() {}

    /**
     * Whether this member may see the record and its timeline: whoever has or had something to do with it, an approver
     * still waiting for the turn, the owner's manager, and whoever oversees the company.
     */
    public static boolean maySee(FlowInstance instance, People people, MemberId member) {
        return member.equals(MemberId.SYSTEM)
                || instance.involves(member)
                || instance.items().stream()
                        .anyMatch(item -> item instanceof Approval approval
                                && approval.approvers().contains(member))
                || member.equals(people.managers().get(instance.owner()))
                || people.mayOversee(member);
    }
}
