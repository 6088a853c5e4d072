package io.soprelay.chat.view;

import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.definition.TaskGuide;
import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.WorkItem.TodoTask;
import io.soprelay.im.Card;
import io.soprelay.media.MediaId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts of a record that several cards show. */
final class RecordParts {
    private final Phrases phrases;

    RecordParts(Phrases phrases) {
        this.phrases = phrases;
    }

    /** Filled fields in this order; pictures are shown as pictures. */
    List<Card.Fact> facts(FlowDefinition definition, Map<String, FieldValue> values, List<String> fields) {
        List<Card.Fact> facts = new ArrayList<>();
        for (String id : fields) {
            FieldDefinition field = definition.field(id);
            FieldValue value = values.get(id);
            if (value != null && !onlyPictures(value)) {
                facts.add(new Card.Fact(field.label(), phrases.value(field, value)));
            }
        }
        return facts;
    }

    /** None of an erased record, though a platform may still have them. */
    List<Card.Picture> pictures(
            FlowInstance instance, FlowDefinition definition, Map<String, FieldValue> values, List<String> fields) {
        List<Card.Picture> pictures = new ArrayList<>();
        if (instance.erased() != null) {
            return pictures;
        }
        for (String id : fields) {
            if (values.get(id) instanceof FieldValue.Files files) {
                files.values().stream()
                        .filter(Evidence::picture)
                        .forEach(file -> pictures.add(
                                new Card.Picture(definition.field(id).label(), new MediaId(file.sha256()))));
            }
        }
        return pictures;
    }

    static List<String> allFields(FlowDefinition definition) {
        return definition.fields().stream().map(FieldDefinition::id).toList();
    }

    static Card.@Nullable Guide guide(TaskGuide guide) {
        return guide.steps().isEmpty() && guide.links().isEmpty()
                ? null
                : new Card.Guide(
                        guide.steps(),
                        guide.links().stream()
                                .map(link -> new Card.Link(link.label(), link.url()))
                                .toList());
    }

    /** 📷 还差：物流凭证…; what has come already; null for a form without attachments. */
    @Nullable
    String evidenceHint(FlowDefinition definition, List<FormField> form, TodoTask task) {
        List<String> missing = new ArrayList<>();
        List<String> optional = new ArrayList<>();
        List<String> given = new ArrayList<>();
        for (FormField asked : form) {
            FieldDefinition field = definition.field(asked.field());
            if (field.kind() instanceof FieldKind.Attachment) {
                int files = task.draft()
                        .evidence()
                        .getOrDefault(field.id(), List.of())
                        .size();
                if (files > 0) {
                    given.add(phrases.say("evidence.given", field.label(), Integer.toString(files)));
                } else {
                    (asked.required() ? missing : optional).add(field.label());
                }
            }
        }
        List<String> lines = new ArrayList<>();
        if (!missing.isEmpty()) {
            lines.add(phrases.say("evidence.missing", list(missing)));
        }
        if (!given.isEmpty()) {
            lines.add(phrases.say("evidence.kept", list(given)));
        }
        if (!optional.isEmpty()) {
            lines.add(phrases.say("evidence.optional", list(optional)));
        }
        return lines.isEmpty() ? null : String.join("\n", lines);
    }

    private String list(List<String> parts) {
        return parts.stream().collect(Collectors.joining(phrases.say("list.comma")));
    }

    /** Why somebody moved the record by hand into the state it is in; null if nobody did, or said nothing. */
    Card.@Nullable Quote why(FlowInstance instance) {
        FlowInstance.Moved moved = instance.moved();
        return moved == null || moved.reason().isEmpty()
                ? null
                : new Card.Quote(phrases.say("back.who", phrases.name(moved.by())), moved.reason());
    }

    /** What comes next, as the viewer reads it. */
    String next(Scene scene) {
        FlowInstance instance = scene.instance();
        List<String> steps = instance.openItems().stream()
                .map(item -> item.holders().contains(scene.viewer())
                        ? phrases.say("next.you", title(scene, item.id().key()))
                        : phrases.say(
                                "next.other",
                                phrases.holders(item),
                                title(scene, item.id().key())))
                .toList();
        String meaning = scene.definition().state(instance.state()).meaning();
        return steps.isEmpty()
                ? phrases.say("next.none", instance.state(), meaning)
                : String.join(phrases.say("list.semicolon"), steps);
    }

    static String title(Scene scene, String itemKey) {
        return scene.definition().item(itemKey).title();
    }

    private static boolean onlyPictures(FieldValue value) {
        return value instanceof FieldValue.Files files
                && files.values().stream().allMatch(Evidence::picture);
    }
}
