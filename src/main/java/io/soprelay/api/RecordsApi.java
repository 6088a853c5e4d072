package io.soprelay.api;

import io.soprelay.chat.view.Phrases;
import io.soprelay.chat.view.Timeline;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.WorkItem;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Business records; each answer costs three reads of the store. */
@RestController
public class RecordsApi {
    /** Numbers are far shorter; a longer text is not looked up. */
    private static final int NUMBER_CHARS_MAX = 40;

    private final FlowEngine engine;
    private final Phrases phrases;
    private final Timeline timeline;
    private final ZoneId zone;

    public RecordsApi(FlowEngine engine, Phrases phrases) {
        this.engine = engine;
        this.phrases = phrases;
        this.timeline = new Timeline(phrases);
        this.zone = engine.zone();
    }

    /** @param number as people write it; case and full-width letters do not matter */
    @GetMapping(path = "/api/v1/records/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
    RecordAnswer record(@PathVariable String number) {
        if (number.length() > NUMBER_CHARS_MAX) {
            throw noSuchRecord();
        }
        FlowInstance instance = engine.findByNumber(number).orElseThrow(RecordsApi::noSuchRecord);
        // A commit between the two reads belongs to the next answer.
        List<FlowCommit> history = engine.history(instance.id()).stream()
                .filter(commit -> commit.version() <= instance.version())
                .toList();
        FlowDefinition flow = engine.definitionOf(instance);
        return new RecordAnswer(
                instance.number(),
                flow.key(),
                flow.name(),
                instance.definitionVersion(),
                instance.version(),
                instance.state(),
                instance.state(),
                moment(instance.stateSince()),
                new RecordAnswer.Person(phrases.name(instance.owner())),
                fields(flow, instance),
                path(history),
                instance.openItems().stream().map(item -> open(flow, item)).toList(),
                timeline.entries(flow, history).stream()
                        .map(entry -> new RecordAnswer.Entry(moment(entry.at()), entry.text(), entry.detail()))
                        .toList());
    }

    private List<RecordAnswer.Field> fields(FlowDefinition flow, FlowInstance instance) {
        return flow.fields().stream()
                .flatMap(field -> instance.data().get(field.id()).stream()
                        .map(value -> new RecordAnswer.Field(field.label(), phrases.value(field, value))))
                .toList();
    }

    private static List<String> path(List<FlowCommit> history) {
        return history.stream()
                .flatMap(commit -> commit.events().stream())
                .flatMap(event -> switch (event) {
                    case FlowEvent.FlowStarted started -> Stream.of(started.state());
                    case FlowEvent.StateChanged changed -> Stream.of(changed.to());
                    default -> Stream.<String>empty();
                })
                .toList();
    }

    private RecordAnswer.Open open(FlowDefinition flow, WorkItem item) {
        String kind = switch (item) {
            case WorkItem.TodoTask task -> "task";
            case WorkItem.Approval approval -> "approval";
        };
        return new RecordAnswer.Open(
                flow.item(item.id().key()).title(),
                kind,
                item.holders().stream().map(phrases::name).toList(),
                optional(item.dueAt()),
                moment(item.openedAt()));
    }

    private @Nullable String optional(@Nullable Instant at) {
        return at == null ? null : moment(at);
    }

    private String moment(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }

    private static NotThereException noSuchRecord() {
        return new NotThereException("There is no such record.");
    }
}
