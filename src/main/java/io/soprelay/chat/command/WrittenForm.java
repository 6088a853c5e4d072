package io.soprelay.chat.command;

import io.soprelay.chat.view.Words;
import io.soprelay.chat.view.WrittenLine;
import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A form filled in by words: {@code 物流单号=SF123 数量=8}. What is not written stays as the form shows it.
 */
final class WrittenForm {
    private final Words words;

    WrittenForm(Words words) {
        this.words = words;
    }

    /** What the words make of the form. */
    sealed interface Filled {
        /** @param values by control name, as a submit would send them */
        record Values(Map<String, List<String>> values) implements Filled {}

        /** @param sentence what is wrong and how to write it */
        record Unreadable(String sentence) implements Filled {}
    }

    /** Whether a word of a line gives a field a value. */
    static boolean isField(String word) {
        return Line.equalsSign(word) > 0;
    }

    /**
     * @param written words of the shape {@code label=value}; a word without = belongs to the value before it
     *     ({@code 实际发货时间=2026-11-22 16:03}), a value with = in it stands in quotes, before or after =
     */
    Filled fill(Card.Form form, List<String> written) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Card.Control control : form.controls()) {
            if (!control.value().isEmpty()) {
                values.put(control.name(), control.value());
            }
        }
        for (String word : whole(written)) {
            int equals = Line.equalsSign(word);
            String name = Line.halfWidth(equals < 0 ? word : word.substring(0, equals))
                    .strip();
            Optional<Card.Control> control = form.controls().stream()
                    .filter(each ->
                            name.equals(Line.halfWidth(each.label())) || name.equals(Line.halfWidth(each.name())))
                    .findFirst();
            if (equals < 0 || control.isEmpty()) {
                return new Filled.Unreadable(words.say("written.no-such-field", name, labels(form)));
            }
            String value = word.substring(equals + 1).strip();
            if (!WrittenLine.isGap(value)) {
                values.put(control.get().name(), options(control.get(), value));
            }
        }
        return new Filled.Values(values);
    }

    /** Every field with all the words of its value. */
    private static List<String> whole(List<String> written) {
        List<String> fields = new ArrayList<>();
        for (String word : written) {
            if (fields.isEmpty() || Line.equalsSign(word) >= 0 || !isField(fields.getLast())) {
                fields.add(word);
            } else {
                fields.add(fields.removeLast() + " " + word);
            }
        }
        return fields;
    }

    /** People write what they see; a select wants what stands behind it. */
    private static List<String> options(Card.Control control, String value) {
        if (control.options().isEmpty()) {
            return List.of(value);
        }
        List<String> chosen = new ArrayList<>();
        for (String part :
                control.type() == Card.Control.Type.MULTI_SELECT ? value.split("[,、;，；]") : new String[] {value}) {
            chosen.add(control.options().stream()
                    .filter(option -> Line.halfWidth(option.label()).equals(Line.halfWidth(part.strip())))
                    .map(Card.Option::value)
                    .findFirst()
                    .orElse(part.strip()));
        }
        return chosen;
    }

    /** What came of the press, said to somebody who has no form to correct: what was not taken is not kept either. */
    String outcome(CardAnswer answer, Card.Action pressed) {
        String text = answer.toast().text();
        String onTheForm = words.say("toast.form", "", pressed.label());
        return text.endsWith(onTheForm)
                ? words.say("written.refused", text.substring(0, text.length() - onTheForm.length()))
                : text;
    }

    private String labels(Card.Form form) {
        return form.controls().stream().map(Card.Control::label).collect(Collectors.joining(words.say("list.comma")));
    }
}
