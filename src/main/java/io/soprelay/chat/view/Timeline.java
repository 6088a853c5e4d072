package io.soprelay.chat.view;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Card;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record's history in words: when, who, what. */
public final class Timeline {
    /** The newest ones; a card holds no more. */
    private static final int LINES_MAX = 25;

    private final Phrases phrases;

    public Timeline(Phrases phrases) {
        this.phrases = phrases;
    }

    /** Everything people are told about, oldest first. */
    public List<TimelineEntry> entries(FlowDefinition definition, List<FlowCommit> history) {
        List<TimelineEntry> entries = new ArrayList<>();
        for (FlowCommit commit : history) {
            for (FlowEvent event : commit.events()) {
                line(definition, event)
                        .ifPresent(line -> entries.add(new TimelineEntry(commit.at(), line.text(), line.detail())));
            }
        }
        return entries;
    }

    List<Card.Row> rows(FlowDefinition definition, List<FlowCommit> history, Instant now) {
        List<TimelineEntry> entries = entries(definition, history);
        return entries.subList(Math.max(0, entries.size() - LINES_MAX), entries.size()).stream()
                .map(entry -> new Card.Row(phrases.stamp(entry.at(), now) + " " + entry.text(), entry.detail(), null))
                .toList();
    }

    private record Line(String text, @Nullable String detail) {}

    private Optional<Line> line(FlowDefinition definition, FlowEvent event) {
        return Optional.ofNullable(
                switch (event) {
                    case FlowEvent.FlowStarted started ->
                        said("timeline.started", "", phrases.name(started.initiator()));
                    case FlowEvent.StateChanged changed -> moved(definition, changed);
                    case FlowEvent.TaskCompleted done ->
                        said(
                                "timeline.completed",
                                given(definition, done.values()),
                                phrases.name(done.by()),
                                title(definition, done.task()));
                    case FlowEvent.ApprovalGranted granted ->
                        said(
                                "timeline.approved",
                                granted.comment(),
                                phrases.name(granted.by()),
                                title(definition, granted.approval()));
                    case FlowEvent.ApprovalRejected rejected ->
                        said(
                                "timeline.rejected",
                                rejected.reason(),
                                phrases.name(rejected.by()),
                                title(definition, rejected.approval()));
                    case FlowEvent.EvidenceAttached(var at, var task, var field, var file, var first, var out) ->
                        sent(definition, field, file);
                    case FlowEvent.EvidenceAdded(var at, var task, var field, var file, var first, var out) ->
                        sent(definition, field, file);
                    case FlowEvent.ItemReassigned reassigned ->
                        said(
                                "timeline.reassigned",
                                "",
                                title(definition, reassigned.item()),
                                phrases.people(reassigned.basis().role(), reassigned.holders()));
                    case FlowEvent.HoldersReminded reminded ->
                        said("timeline.reminded", "", title(definition, reminded.item()));
                    case FlowEvent.LinkedRecordNoted noted ->
                        said(
                                "timeline.linked",
                                "",
                                noted.source().number(),
                                noted.source().state());
                    case FlowEvent.FieldsCleared cleared ->
                        said("timeline.cleared", "", labels(definition, cleared.fields()));
                    case FlowEvent.TextsErased erased -> said("timeline.erased", "", phrases.name(erased.by()));
                    case FlowEvent.FieldsFilled filled -> null;
                    case FlowEvent.TaskOpened opened -> null;
                    case FlowEvent.DraftSaved saved -> null;
                    case FlowEvent.ApprovalOpened opened -> null;
                    case FlowEvent.ApprovalPassed passed -> null;
                    case FlowEvent.ItemClosed closed -> null;
                    case FlowEvent.NoticeGiven given -> null;
                });
    }

    private Line sent(FlowDefinition definition, String field, Evidence file) {
        return said(
                "timeline.evidence",
                "",
                phrases.name(file.by()),
                definition.field(field).label());
    }

    private Line moved(FlowDefinition definition, FlowEvent.StateChanged changed) {
        if (changed.by().equals(MemberId.SYSTEM)) {
            return said("timeline.moved", changed.reason(), changed.to());
        }
        String label = definition.transitions().stream()
                .filter(rule -> rule.id().equals(changed.rule()))
                .map(TransitionRule::label)
                .findFirst()
                .orElse("");
        return said(
                "timeline.moved-by",
                changed.reason(),
                phrases.name(changed.by()),
                label.isEmpty() ? changed.to() : label,
                changed.to());
    }

    private Line said(String key, String detail, String... arguments) {
        return new Line(phrases.say(key, arguments), detail.isEmpty() ? null : detail);
    }

    private String labels(FlowDefinition definition, List<String> fields) {
        return fields.stream()
                .map(field -> definition.field(field).label())
                .collect(Collectors.joining(phrases.say("list.comma")));
    }

    private String given(FlowDefinition definition, Map<String, FieldValue> values) {
        return values.entrySet().stream()
                .map(entry -> {
                    var field = definition.field(entry.getKey());
                    return field.label() + " " + phrases.value(field, entry.getValue());
                })
                .collect(Collectors.joining(phrases.say("list.semicolon")));
    }

    private static String title(FlowDefinition definition, ItemId item) {
        return definition.item(item.key()).title();
    }
}
