package io.soprelay.flow.decide;

import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowEvent.ApprovalGranted;
import io.soprelay.flow.model.FlowEvent.ApprovalOpened;
import io.soprelay.flow.model.FlowEvent.ApprovalPassed;
import io.soprelay.flow.model.FlowEvent.ApprovalRejected;
import io.soprelay.flow.model.FlowEvent.DraftSaved;
import io.soprelay.flow.model.FlowEvent.EvidenceAdded;
import io.soprelay.flow.model.FlowEvent.EvidenceAttached;
import io.soprelay.flow.model.FlowEvent.FieldsCleared;
import io.soprelay.flow.model.FlowEvent.FieldsFilled;
import io.soprelay.flow.model.FlowEvent.FlowStarted;
import io.soprelay.flow.model.FlowEvent.HoldersReminded;
import io.soprelay.flow.model.FlowEvent.ItemClosed;
import io.soprelay.flow.model.FlowEvent.ItemReassigned;
import io.soprelay.flow.model.FlowEvent.LinkedRecordNoted;
import io.soprelay.flow.model.FlowEvent.NoticeGiven;
import io.soprelay.flow.model.FlowEvent.StateChanged;
import io.soprelay.flow.model.FlowEvent.TaskCompleted;
import io.soprelay.flow.model.FlowEvent.TaskOpened;
import io.soprelay.flow.model.FlowEvent.TextsErased;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.FlowInstance.Erasure;
import io.soprelay.flow.model.FlowInstance.Moved;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.LinkedRecord;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.RecordData;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.Approval;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.flow.model.WorkItem.TodoTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the record is after events. Pure; reads no definition and evaluates no condition, so that replaying the stored
 * events always gives the stored instance.
 */
public final class FlowEvolver {
    private FlowEvolver() {}

    /**
     * Folds the events of one commit and counts it.
     *
     * @throws IllegalStateException if an event cannot follow the state, or there is none
     */
    public static FlowInstance apply(@Nullable FlowInstance instance, List<FlowEvent> commit) {
        FlowInstance next = instance;
        for (FlowEvent event : commit) {
            next = evolve(next, event);
        }
        if (next == null) {
            throw new IllegalStateException("A commit has at least one event");
        }
        return next.withVersion(next.version() + 1);
    }

    /** The record just begun, at version 0: its first commit is still being counted. */
    public static FlowInstance start(FlowStarted event) {
        return new FlowInstance(
                event.id(),
                event.number(),
                event.flow(),
                event.definitionVersion(),
                0,
                event.state(),
                event.at(),
                null,
                event.initiator(),
                event.owner(),
                event.at(),
                RecordData.EMPTY,
                List.of(),
                Map.of(),
                null);
    }

    /**
     * The instance after one event; its version stays, see {@link #apply}.
     *
     * @throws IllegalStateException if the event cannot follow the state
     */
    public static FlowInstance evolve(@Nullable FlowInstance instance, FlowEvent event) {
        if (event instanceof FlowStarted started) {
            require(instance == null, event, "the record has already started");
            return start(started);
        }
        if (instance == null) {
            throw new IllegalStateException("The first event is FlowStarted, but was " + event);
        }
        return switch (event) {
            case FlowStarted started -> throw new IllegalStateException("A record starts once: " + started);
            case FieldsFilled filled -> instance.withData(instance.data().with(filled.values()));
            case FieldsCleared cleared -> instance.withData(instance.data().without(cleared.fields()));
            case StateChanged changed -> {
                require(instance.state().equals(changed.from()), event, "the record is in state " + instance.state());
                Moved moved = changed.by().equals(MemberId.SYSTEM) ? null : new Moved(changed.by(), changed.reason());
                yield instance.withState(changed.to(), changed.at(), moved);
            }
            case TaskOpened opened -> {
                requireNextRound(instance, opened.task(), event);
                yield instance.withItem(TaskEvolver.opened(opened));
            }
            case TaskCompleted completed ->
                instance.withItem(TaskEvolver.completed(
                        held(openTask(instance, completed.task(), event), completed.by(), event), completed));
            case DraftSaved saved ->
                instance.withItem(TaskEvolver.draftSaved(openTask(instance, saved.task(), event), saved));
            case EvidenceAttached attached ->
                instance.withItem(TaskEvolver.evidenceAttached(openTask(instance, attached.task(), event), attached));
            case EvidenceAdded added -> withEvidence(instance, added);
            case ApprovalOpened opened -> {
                requireNextRound(instance, opened.approval(), event);
                yield instance.withItem(ApprovalEvolver.opened(opened));
            }
            case ApprovalGranted granted ->
                instance.withItem(ApprovalEvolver.granted(
                        held(openApproval(instance, granted.approval(), event), granted.by(), event), granted));
            case ApprovalPassed passed ->
                instance.withItem(ApprovalEvolver.passed(openApproval(instance, passed.approval(), event), passed));
            case ApprovalRejected rejected ->
                instance.withItem(ApprovalEvolver.rejected(
                        held(openApproval(instance, rejected.approval(), event), rejected.by(), event), rejected));
            case ItemClosed closed -> instance.withItem(closed(openItem(instance, closed.item(), event), closed));
            case ItemReassigned reassigned ->
                instance.withItem(reassigned(openItem(instance, reassigned.item(), event), reassigned));
            case HoldersReminded reminded ->
                instance.withItem(reminded(openItem(instance, reminded.item(), event), reminded));
            case NoticeGiven given -> instance;
            case LinkedRecordNoted noted -> withLink(instance, noted);
            case TextsErased erased -> instance.withErased(new Erasure(erased.by(), erased.at()));
        };
    }

    private static WorkItem closed(WorkItem item, ItemClosed event) {
        return switch (item) {
            case TodoTask task -> TaskEvolver.closed(task, event);
            case Approval approval -> ApprovalEvolver.closed(approval, event);
        };
    }

    private static WorkItem reassigned(WorkItem item, ItemReassigned event) {
        return switch (item) {
            case TodoTask task -> TaskEvolver.reassigned(task, event);
            case Approval approval -> ApprovalEvolver.reassigned(approval, event);
        };
    }

    private static WorkItem reminded(WorkItem item, HoldersReminded event) {
        require(item.reminders().contains(event.moment()), event, "no such reminder is ahead");
        return switch (item) {
            case TodoTask task -> TaskEvolver.reminded(task, event.moment());
            case Approval approval -> ApprovalEvolver.reminded(approval, event.moment());
        };
    }

    private static <T extends WorkItem> T held(T item, MemberId by, FlowEvent event) {
        require(item.holders().contains(by), event, "it is held by " + item.holders());
        return item;
    }

    private static FlowInstance withEvidence(FlowInstance instance, EvidenceAdded added) {
        TodoTask task = instance.find(added.task())
                .filter(TodoTask.class::isInstance)
                .map(TodoTask.class::cast)
                .orElseThrow(() -> new IllegalStateException("Cannot apply " + added + ": there is no such task"));
        require(task.status() == Status.DONE, added, "the task is " + task.status());
        TodoTask richer = TaskEvolver.evidenceAdded(task, added);
        FieldValue files = richer.result().get(added.field());
        return instance.withItem(richer).withData(instance.data().with(Map.of(added.field(), files)));
    }

    private static FlowInstance withLink(FlowInstance instance, LinkedRecordNoted noted) {
        LinkedRecord source = noted.source();
        LinkedRecord known = instance.links().get(source.id());
        require(known == null || known.version() < source.version(), noted, "newer news of it is known");
        Map<FlowId, LinkedRecord> links = new HashMap<>(instance.links());
        links.put(source.id(), source);
        return instance.withLinks(links);
    }

    private static WorkItem openItem(FlowInstance instance, ItemId id, FlowEvent event) {
        WorkItem item = instance.find(id)
                .orElseThrow(() -> new IllegalStateException("Cannot apply " + event + ": there is no item " + id));
        require(item.status() == Status.OPEN, event, "the item is " + item.status());
        return item;
    }

    private static TodoTask openTask(FlowInstance instance, ItemId id, FlowEvent event) {
        if (openItem(instance, id, event) instanceof TodoTask task) {
            return task;
        }
        throw new IllegalStateException("Cannot apply " + event + ": the item is no task");
    }

    private static Approval openApproval(FlowInstance instance, ItemId id, FlowEvent event) {
        if (openItem(instance, id, event) instanceof Approval approval) {
            return approval;
        }
        throw new IllegalStateException("Cannot apply " + event + ": the item is no approval");
    }

    private static void requireNextRound(FlowInstance instance, ItemId id, FlowEvent event) {
        int last = instance.newest(id.key()).map(item -> item.id().round()).orElse(0);
        require(id.round() == last + 1, event, "the last round was " + last);
    }

    private static void require(boolean holds, FlowEvent event, String found) {
        if (!holds) {
            throw new IllegalStateException("Cannot apply " + event + ": " + found);
        }
    }
}
