package io.soprelay.flow.decide;

/** What the record is after events. */
public final class FlowEvolver {
    private FlowEvolver() {}
}
