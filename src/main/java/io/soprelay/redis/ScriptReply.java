package io.soprelay.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A script's answer: its result and the values after it, each {@code byte[]}, {@code Long}, a list of bytes, or null. */
record ScriptReply(ScriptResult result, List<@Nullable Object> values) {

    /** @throws IllegalStateException if the script answered what its callers do not handle */
    static ScriptReply of(StoreScript script, @Nullable Object raw) {
        if (!(raw instanceof List<?> list) || list.isEmpty() || !(list.getFirst() instanceof byte[] name)) {
            throw new IllegalStateException("Script %s answered no result".formatted(script.file()));
        }
        String code = new String(name, StandardCharsets.UTF_8);
        ScriptResult result = script.results().stream()
                .filter(one -> one.name().equals(code))
                .findAny()
                .orElseThrow(() -> new IllegalStateException("Script %s answered '%s'".formatted(script.file(), code)));
        return new ScriptReply(result, new ArrayList<>(list.subList(1, list.size())));
    }

    /** A number, whether it came as one or as text. */
    long number(int at) {
        Object value = values.get(at);
        return value instanceof Long number ? number : Long.parseLong(text(at));
    }

    byte[] bytes(int at) {
        return Objects.requireNonNull(bytesOrNull(at), "a script left out a value");
    }

    byte @Nullable [] bytesOrNull(int at) {
        return at < values.size() ? (byte[]) values.get(at) : null;
    }

    /** A list of values. */
    List<byte[]> list(int at) {
        List<?> raw = (List<?>) Objects.requireNonNull(values.get(at), "a script left out a list");
        return raw.stream().map(byte[].class::cast).toList();
    }

    String text(int at) {
        return new String(bytes(at), StandardCharsets.UTF_8);
    }
}
