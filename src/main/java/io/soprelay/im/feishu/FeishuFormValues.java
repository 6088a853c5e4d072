package io.soprelay.im.feishu;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Form values as the core reads them: a list of texts by control name, empty controls absent.
 *
 * <p>The platform returns a date as {@code 2026-05-01 +0800} and a moment as {@code 2026-05-01 09:30 +0800}, the offset
 * being that of the person's device. The core gets {@code 2026-05-01} (a date is the day that was picked, wherever) and
 * {@code 2026-05-01 09:30 +08:00} (the offset stays as entered).
 */
final class FeishuFormValues {
    private static final Pattern PICKED = Pattern.compile(
            "(?<date>\\d{4}-\\d{2}-\\d{2})(?<time> \\d{2}:\\d{2})? (?<hours>[+-]\\d{2}):?(?<minutes>\\d{2})");

    private FeishuFormValues() {}

    /** @param formValue a text, a list of texts, a boolean or nothing for each control; anything else is left out */
    static Map<String, List<String>> of(@Nullable JsonNode formValue) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (formValue != null && formValue.isObject()) {
            formValue.properties().forEach(control -> {
                List<String> texts = texts(control.getValue());
                if (!texts.isEmpty()) {
                    values.put(control.getKey(), texts);
                }
            });
        }
        return values;
    }

    private static List<String> texts(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream()
                    .flatMap(element -> texts(element).stream())
                    .toList();
        }
        if (value.isBoolean()) {
            return List.of(value.asString());
        }
        return value.isString() && !value.stringValue().isEmpty()
                ? List.of(normalised(value.stringValue()))
                : List.of();
    }

    private static String normalised(String text) {
        Matcher picked = PICKED.matcher(text);
        if (!picked.matches()) {
            return text;
        }
        String time = picked.group("time");
        return time == null
                ? picked.group("date")
                : picked.group("date") + time + " " + picked.group("hours") + ":" + picked.group("minutes");
    }
}
