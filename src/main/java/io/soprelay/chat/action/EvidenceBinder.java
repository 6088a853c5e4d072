package io.soprelay.chat.action;

import io.soprelay.chat.view.Phrases;
import io.soprelay.chat.view.Scene;
import io.soprelay.chat.view.StartView;
import io.soprelay.engine.CommandEnvelope;
import io.soprelay.engine.CommandIds;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.decide.FormRules;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem.TodoTask;
import io.soprelay.media.MediaId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Binds what a person sent to the field of a task that waits for it, and says what became of it. */
public final class EvidenceBinder {
    private final FlowEngine engine;
    private final Phrases phrases;
    private final StartView steps;

    public EvidenceBinder(FlowEngine engine, Phrases phrases, StartView steps) {
        this.engine = engine;
        this.phrases = phrases;
        this.steps = steps;
    }

    /**
     * A stored file and the message it came with.
     *
     * @param sentAt when the message was sent, on business time
     */
    public record Offered(
            String messageId,
            Instant sentAt,
            String key,
            MediaId media,
            boolean picture,
            @Nullable String name) {}

    /** Attaches, once a message and file, and says the outcome in one sentence. */
    public String attach(MemberId member, FlowId flow, ItemId item, String field, Offered file) {
        Evidence evidence = new Evidence(file.media().sha256(), file.picture(), file.name(), member, engine.now());
        EngineAnswer answer = engine.handle(new CommandEnvelope(
                flow,
                CommandIds.evidence(file.messageId(), file.key()),
                new FlowCommand.AttachEvidence(item, field, evidence, file.sentAt()),
                member,
                null));
        return switch (answer) {
            case EngineAnswer.Done done -> note(evidence, done, item) + received(member, done, item, field);
            case EngineAnswer.Refused refused -> refused(refused, field);
        };
    }

    /** That it is no photo is said at once, while the person still has the paper in hand. */
    private String note(Evidence file, EngineAnswer.Done done, ItemId item) {
        if (!file.isStopgap()) {
            return "";
        }
        String name = file.name() == null ? "" : file.name();
        boolean open = isOpen(done, item);
        return phrases.say(open ? "evidence.no-photo" : "evidence.no-photo-done", name) + "\n";
    }

    private static boolean isOpen(EngineAnswer.Done done, ItemId item) {
        return done.instance().find(item).orElse(null) instanceof TodoTask task && task.endedAt() == null;
    }

    private String received(MemberId member, EngineAnswer.Done done, ItemId item, String field) {
        FlowDefinition definition = done.definition();
        String label = definition.field(field).label();
        if (done.events().stream().anyMatch(FlowEvent.EvidenceAdded.class::isInstance)) {
            return phrases.say("evidence.added", label);
        }
        if (done.instance().find(item).orElse(null) instanceof TodoTask task && task.endedAt() == null) {
            List<String> missing = FormRules.missing(definition, task);
            String names = missing.stream()
                    .map(each -> definition.field(each).label())
                    .collect(Collectors.joining(phrases.say("list.comma")));
            return missing.isEmpty()
                    ? phrases.say("evidence.all-there", label)
                    : phrases.say("evidence.still-missing", label, names);
        }
        return phrases.say("evidence.completed", label, steps.next(Scene.of(engine, done.instance(), member)));
    }

    private String refused(EngineAnswer.Refused refused, String field) {
        FlowDefinition definition = refused.definition();
        String label = definition == null
                ? field
                : definition.findField(field).map(known -> known.label()).orElse(field);
        return switch (refused.rejection().code()) {
            case NOTHING_TO_DO -> phrases.say("evidence.again", label);
            case FORM_INVALID ->
                phrases.say(
                        "evidence.too-many",
                        label,
                        refused.rejection().problems().getFirst().allowed());
            case ITEM_CLOSED -> phrases.say("evidence.closed", label);
            default -> phrases.say("evidence.nobody");
        };
    }
}
