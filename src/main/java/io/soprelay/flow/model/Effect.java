package io.soprelay.flow.model;

import java.time.Instant;

/** What the outside world should do after a commit. Committed together with the events, delivered at least once. */
public sealed interface Effect {

    /** The card of this person for this item no longer shows the truth: reconcile it. */
    record RefreshCard(ItemId item, MemberId member) implements Effect {}

    /** Tell one person the notice of this key. */
    record SendNotice(String notice, MemberId to) implements Effect {}

    /** Tell one person that the record ended while something in it waited for them. */
    record TellEnd(MemberId to) implements Effect {}

    /** Remind one person of an item; dropped if the item has closed when it is sent. */
    record SendReminder(ItemId item, Instant moment, MemberId to) implements Effect {}

    /** Wake up and issue {@link FlowCommand.RemindHolders}. */
    record SetReminder(ItemId item, Instant moment) implements Effect {}

    record CancelReminder(ItemId item, Instant moment) implements Effect {}

    /** Tell another record what this one is now; becomes {@link FlowCommand.NoteLinkedRecord} there. */
    record TellLinked(FlowId target, LinkedRecord source) implements Effect {}

    /** Delete the files that were sent for this record. */
    record EraseFiles() implements Effect {}

    /**
     * Something cannot go on as the flow wants; admins should know.
     *
     * @param role the role nobody holds
     */
    record ReportEmptyRole(ItemId item, String role) implements Effect {}
}
