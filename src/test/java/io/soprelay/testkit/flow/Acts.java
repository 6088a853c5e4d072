package io.soprelay.testkit.flow;

import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.LinkedRecord;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people do, in one word each: always on the newest round and on the card as it is now. */
public final class Acts {
    private Acts() {}

    /** Becomes a command once the record and the acting person are known. */
    @FunctionalInterface
    public interface Act {
        FlowCommand on(@Nullable FlowInstance instance, MemberId actor, Instant now);
    }

    public static Act start(Map<String, List<String>> form) {
        return (instance, actor, now) -> new FlowCommand.StartFlow(form);
    }

    public static Act complete(String task, Map<String, List<String>> form) {
        return (instance, actor, now) ->
                new FlowCommand.CompleteTask(newest(instance, task), card(instance, task, actor), form);
    }

    public static Act saveDraft(String task, Map<String, List<String>> form) {
        return (instance, actor, now) ->
                new FlowCommand.SaveDraft(newest(instance, task), card(instance, task, actor), form);
    }

    public static Act send(String file, String task, String field) {
        return (instance, actor, now) ->
                new FlowCommand.AttachEvidence(newest(instance, task), field, evidence(file, actor, now), now);
    }

    public static Act approve(String approval) {
        return (instance, actor, now) ->
                new FlowCommand.Approve(newest(instance, approval), card(instance, approval, actor), "");
    }

    public static Act reject(String approval, String reason) {
        return (instance, actor, now) ->
                new FlowCommand.Reject(newest(instance, approval), card(instance, approval, actor), reason);
    }

    public static Act moveTo(String state) {
        return (instance, actor, now) -> new FlowCommand.MoveToState(state, "客户不要了");
    }

    public static Act reassign(String item) {
        return (instance, actor, now) -> new FlowCommand.Reassign(newest(instance, item));
    }

    public static Act remind(String item, Instant moment) {
        return (instance, actor, now) -> new FlowCommand.RemindHolders(newest(instance, item), moment);
    }

    public static Act note(LinkedRecord source) {
        return (instance, actor, now) -> new FlowCommand.NoteLinkedRecord(source);
    }

    /** The very command, whatever the record is now: an old card, a made-up id. */
    public static Act exactly(FlowCommand command) {
        return (instance, actor, now) -> command;
    }

    public static Evidence evidence(String file, MemberId by, Instant at) {
        return new Evidence("%064x".formatted(file.hashCode() & 0xffffffffL), file.endsWith(".jpg"), file, by, at);
    }

    public static FlowId flowId(int n) {
        return new FlowId("%032x".formatted(n));
    }

    /** A form of one text a field: field, text, field, text … */
    public static Map<String, List<String>> form(String... fieldsAndTexts) {
        Map<String, List<String>> form = new HashMap<>();
        for (int i = 0; i < fieldsAndTexts.length; i += 2) {
            form.put(fieldsAndTexts[i], List.of(fieldsAndTexts[i + 1]));
        }
        return form;
    }

    public static ItemId newest(@Nullable FlowInstance instance, String key) {
        return instance == null
                ? new ItemId(key, 1)
                : instance.newest(key).map(WorkItem::id).orElse(new ItemId(key, 1));
    }

    /** The version of this person's card for the newest round; 0 for whoever has none. */
    public static int card(@Nullable FlowInstance instance, String key, MemberId member) {
        return instance == null
                ? 0
                : instance.newest(key)
                        .map(item -> item.parts().getOrDefault(member, 0))
                        .orElse(0);
    }
}
