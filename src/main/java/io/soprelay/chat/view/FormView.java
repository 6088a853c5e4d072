package io.soprelay.chat.view;

import io.soprelay.directory.Member;
import io.soprelay.directory.Members;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Card.Control;
import io.soprelay.im.Card.Control.Type;
import io.soprelay.im.Card.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Form fields as controls. Attachments have none: cards cannot take uploads, the person sends the file. */
public final class FormView {
    /** More options than people can look through. */
    private static final int OPTIONS_MAX = 30;

    private static final int NUMBER_CHARS_MAX = 30;
    private static final Pattern MOMENT = Pattern.compile("(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}).*");

    private final Phrases phrases;
    private final Members members;

    public FormView(Phrases phrases, Members members) {
        this.phrases = phrases;
        this.members = members;
    }

    /** @param values what was given before, by field id */
    List<Control> controls(FlowDefinition definition, List<FormField> form, Map<String, List<String>> values) {
        List<Control> controls = new ArrayList<>();
        for (FormField asked : form) {
            FieldDefinition field = definition.field(asked.field());
            if (!(field.kind() instanceof FieldKind.Attachment)) {
                controls.add(control(field, asked.required(), values.getOrDefault(field.id(), List.of())));
            }
        }
        return controls;
    }

    private Control control(FieldDefinition field, boolean required, List<String> value) {
        return switch (field.kind()) {
            case FieldKind.Text text ->
                input(text.multiline() ? Type.LONG_TEXT : Type.TEXT, field, required, value, text.maxChars());
            case FieldKind.Date date -> input(Type.DATE, field, required, value, NUMBER_CHARS_MAX);
            case FieldKind.DateTime dateTime -> input(Type.DATE_TIME, field, required, local(value), NUMBER_CHARS_MAX);
            case FieldKind.Choice choice -> select(Type.SELECT, field, required, value, options(choice.options()));
            case FieldKind.MultiChoice choice ->
                select(Type.MULTI_SELECT, field, required, value, options(choice.options()));
            case FieldKind.Person person -> select(Type.SELECT, field, required, value, people());
            default -> input(Type.TEXT, field, required, value, NUMBER_CHARS_MAX);
        };
    }

    private Control input(Type type, FieldDefinition field, boolean required, List<String> value, int maxChars) {
        return new Control(type, field.id(), field.label(), example(field), required, value, List.of(), maxChars);
    }

    private Control select(
            Type type, FieldDefinition field, boolean required, List<String> value, List<Option> options) {
        List<Option> shown = new ArrayList<>(options.stream().limit(OPTIONS_MAX).toList());
        // A value that is not offered would come back as taken out.
        value.stream()
                .filter(given ->
                        shown.stream().noneMatch(option -> option.value().equals(given)))
                .forEach(given -> shown.add(new Option(given, label(field, given))));
        return new Control(type, field.id(), field.label(), example(field), required, value, shown, 1);
    }

    private String label(FieldDefinition field, String value) {
        return field.kind() instanceof FieldKind.Person ? phrases.name(new MemberId(value)) : value;
    }

    private String example(FieldDefinition field) {
        return field.example().isEmpty() ? phrases.say("form.fill", field.label()) : field.example();
    }

    private static List<Option> options(List<String> texts) {
        return texts.stream().map(text -> new Option(text, text)).toList();
    }

    private List<Option> people() {
        return members.all().stream()
                .filter(member -> !member.name().isEmpty())
                .map(FormView::option)
                .toList();
    }

    private static Option option(Member member) {
        return new Option(member.id().value(), member.name());
    }

    /** A picker shows local time only. */
    private static List<String> local(List<String> value) {
        return value.stream()
                .map(MOMENT::matcher)
                .filter(Matcher::matches)
                .map(moment -> moment.group(1))
                .toList();
    }
}
