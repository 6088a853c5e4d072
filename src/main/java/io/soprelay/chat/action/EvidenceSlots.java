package io.soprelay.chat.action;

import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.Todos;
import io.soprelay.flow.decide.EvidenceRules;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.flow.model.WorkItem.TodoTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The fields that something a person sent may be for, and which of them it most likely is. */
public final class EvidenceSlots {
    /** Nobody reads a new card, goes and takes a picture for it in less. */
    private static final Duration READING = Duration.ofSeconds(10);

    private final FlowEngine engine;
    private final Todos todos;

    public EvidenceSlots(FlowEngine engine, Todos todos) {
        this.engine = engine;
        this.todos = todos;
    }

    /** What the field has got so far. */
    public enum Standing {
        /** The form is given and the task waits for this picture alone: the person was told so. */
        ASKED,
        /** The task is open and nothing was sent for the field. */
        WAITING,
        /** The task is open, and this person sent something for the field just before. */
        FED,
        /** The task is open and the field has something. */
        FILLED,
        /** The task is done, and what was sent now still belongs to it. */
        COMPLETED,
        /** As {@link #COMPLETED}, and decided on: it takes nothing more, and can only be meant if nothing else can. */
        JUDGED
    }

    /**
     * An attachment field of a task.
     *
     * @param openedAt when the task opened
     */
    public record Slot(
            FlowInstance instance,
            FlowDefinition definition,
            ItemId item,
            String field,
            Standing standing,
            Instant openedAt) {
        /** 物流凭证 · FH-20261122-0007. */
        public String label() {
            return definition.field(field).label() + " · " + instance.number();
        }
    }

    /** Every field that a file sent by this member then may belong to, oldest record first. */
    public List<Slot> of(MemberId member, Instant sentAt) {
        List<Slot> slots = new ArrayList<>();
        for (FlowInstance instance : todos.near(member)) {
            FlowDefinition definition = engine.definitionOf(instance);
            for (WorkItem item : instance.items()) {
                if (item instanceof TodoTask task && takes(instance, task, member, sentAt)) {
                    slots.addAll(of(instance, definition, task, member, sentAt));
                }
            }
        }
        return slots;
    }

    /**
     * The ones to choose from. Waiting fields come first; without any, the field that got this person's last picture.
     * What may still belong to a task just completed is never given to another without asking; only a task that opened a
     * moment before, and for which nothing was done yet, cannot be meant.
     */
    public static List<Slot> likeliest(List<Slot> slots, Instant sentAt) {
        List<Slot> judged = with(slots, Standing.JUDGED);
        if (!judged.isEmpty() && judged.size() < slots.size()) {
            return likeliest(
                    slots.stream().filter(slot -> !judged.contains(slot)).toList(), sentAt);
        }
        List<Slot> completed = with(slots, Standing.COMPLETED);
        if (!completed.isEmpty()) {
            return slots.stream()
                    .filter(slot -> switch (slot.standing()) {
                        case ASKED, COMPLETED -> true;
                        case WAITING -> !slot.openedAt().plus(READING).isAfter(sentAt);
                        case FED, FILLED, JUDGED -> false;
                    })
                    .toList();
        }
        List<Slot> waiting = with(slots, Standing.ASKED, Standing.WAITING);
        List<Slot> fed = with(slots, Standing.FED);
        return !waiting.isEmpty() ? waiting : !fed.isEmpty() ? fed : slots;
    }

    private static List<Slot> with(List<Slot> slots, Standing... standings) {
        return slots.stream()
                .filter(slot -> List.of(standings).contains(slot.standing()))
                .toList();
    }

    private static boolean takes(FlowInstance instance, TodoTask task, MemberId member, Instant sentAt) {
        return task.status() == Status.OPEN
                ? task.holders().contains(member)
                : EvidenceRules.takesMore(instance, task, member, sentAt);
    }

    private static List<Slot> of(
            FlowInstance instance, FlowDefinition definition, TodoTask task, MemberId member, Instant sentAt) {
        return ((WorkItemDefinition.Task) definition.item(task.id().key()))
                .form().stream()
                        .map(FormField::field)
                        .filter(field -> definition.field(field).kind() instanceof FieldKind.Attachment)
                        .map(field -> new Slot(
                                instance,
                                definition,
                                task.id(),
                                field,
                                standing(instance, task, field, member, sentAt),
                                task.openedAt()))
                        .toList();
    }

    private static Standing standing(
            FlowInstance instance, TodoTask task, String field, MemberId member, Instant sentAt) {
        if (task.status() != Status.OPEN) {
            return EvidenceRules.isJudged(instance, task) ? Standing.JUDGED : Standing.COMPLETED;
        }
        List<Evidence> files = task.draft().evidence().getOrDefault(field, List.of());
        if (files.isEmpty()) {
            return task.draft().submitted() ? Standing.ASKED : Standing.WAITING;
        }
        Evidence last = files.getLast();
        boolean together = last.by().equals(member)
                && Duration.between(last.at(), sentAt).abs().compareTo(EvidenceRules.TOGETHER) <= 0;
        return together ? Standing.FED : Standing.FILLED;
    }
}
