package io.soprelay.flow.definition;

/** What opens a new round of a work item. Completed and rejected openers fire in any non-final state. */
public sealed interface Opener {

    /** The record entered a state. */
    record Entered(String state) implements Opener {}

    /** A task was completed or an approval passed. */
    record Completed(String item) implements Opener {}

    /** An approval was rejected. */
    record Rejected(String approval) implements Opener {}
}
