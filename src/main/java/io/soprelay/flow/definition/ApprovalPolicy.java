package io.soprelay.flow.definition;

/** When an approval has passed. One rejection always ends the round. */
public sealed interface ApprovalPolicy {

    /** 依次审批: one after the other, in order; passed when the last has approved. */
    record InSequence() implements ApprovalPolicy {}

    /** 或签: the first decision counts. */
    record AnyOf() implements ApprovalPolicy {}

    /** 会签: everybody has to approve, in any order. */
    record AllOf() implements ApprovalPolicy {}

    /**
     * 票签: passed with enough approvals.
     *
     * @param needed at least 1
     */
    record Quorum(int needed) implements ApprovalPolicy {}
}
