package io.soprelay.chat.view;

import io.soprelay.im.Card.Control;
import io.soprelay.im.Card.Option;
import java.util.List;
import java.util.stream.Collectors;

/** The line that does what a form does, to be corrected and sent by people whose card shows no input fields. */
public final class WrittenLine {
    /** Where the person has to write; sent as it stands it is no value. */
    private static final String GAP = "…";

    /** What the gap becomes when the line is read: signs are made half-width. */
    private static final String GAP_AS_READ = "...";

    /** A longer value is left out of the line: what is not written stays as it is. */
    private static final int VALUE_CHARS_MAX = 60;

    private WrittenLine() {}

    /** The command and what stands in the form; required fields without a value as a gap. */
    static String of(String command, List<Control> controls) {
        return controls.stream()
                .filter(control -> control.required() || !control.value().isEmpty())
                .map(control -> field(control.name(), control.value().isEmpty() ? GAP : value(control)))
                .filter(field -> !field.isEmpty())
                .collect(Collectors.joining(" ", command + " ", ""))
                .strip();
    }

    /** The command and a gap for the reason. */
    static String withReason(String command) {
        return command + " " + GAP;
    }

    /** Whether nobody wrote anything in place of the gap. */
    public static boolean isGap(String written) {
        return written.isBlank()
                || written.strip().equals(GAP)
                || written.strip().equals(GAP_AS_READ);
    }

    private static String field(String name, String value) {
        boolean readable =
                value.length() <= VALUE_CHARS_MAX && value.chars().noneMatch(letter -> "=＝\"“”".indexOf(letter) >= 0);
        return readable ? name + "=" + value : "";
    }

    private static String value(Control control) {
        return control.value().stream()
                .map(value -> control.options().stream()
                        .filter(option -> option.value().equals(value))
                        .map(Option::label)
                        .findFirst()
                        .orElse(value))
                .collect(Collectors.joining("、"))
                .replaceAll("\\s+", " ");
    }
}
