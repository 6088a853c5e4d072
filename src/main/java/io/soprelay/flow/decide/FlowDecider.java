package io.soprelay.flow.decide;

/** What a command makes happen. */
public final class FlowDecider {
    private FlowDecider() {}
}
