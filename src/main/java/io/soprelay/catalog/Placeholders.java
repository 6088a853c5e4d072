package io.soprelay.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code {字段}} marks in a notice's text. */
final class Placeholders {
    private static final Pattern MARK = Pattern.compile("\\{([^{}]*)\\}");

    private Placeholders() {}

    /** The names in order; empty if a brace has no partner or nothing inside. */
    static Optional<List<String>> names(String text) {
        List<String> names = new ArrayList<>();
        Matcher marks = MARK.matcher(text);
        while (marks.find()) {
            names.add(marks.group(1).strip());
        }
        String rest = marks.reset().replaceAll("");
        boolean broken = rest.contains("{") || rest.contains("}") || names.contains("");
        return broken ? Optional.empty() : Optional.of(names);
    }
}
