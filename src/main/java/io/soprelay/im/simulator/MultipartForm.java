package io.soprelay.im.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a {@code multipart/form-data} body by field name. */
public final class MultipartForm {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");

    /** @param fileName empty for a plain field */
    @SuppressWarnings("ArrayRecordComponent")
    public record Part(String fileName, byte[] bytes) {
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private final Map<String, Part> parts = new HashMap<>();

    private MultipartForm() {}

    /** A body that is no multipart gives a form without parts. */
    public static MultipartForm read(WireRequest request) {
        MultipartForm form = new MultipartForm();
        Matcher boundary = BOUNDARY.matcher(request.header("content-type"));
        if (!boundary.find()) {
            return form;
        }
        byte[] body = request.body();
        byte[] mark = ("--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
        int from = indexOf(body, mark, 0);
        while (from >= 0) {
            int next = indexOf(body, mark, from + mark.length);
            if (next < 0) {
                break;
            }
            form.part(Arrays.copyOfRange(body, from + mark.length + 2, Math.max(from + mark.length + 2, next - 2)));
            from = next;
        }
        return form;
    }

    /** Empty when there is no such part. */
    public Optional<Part> get(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    private void part(byte[] raw) {
        int end = indexOf(raw, "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), 0);
        if (end < 0) {
            return;
        }
        String head = new String(raw, 0, end, StandardCharsets.UTF_8);
        Matcher name = NAME.matcher(head);
        if (name.find()) {
            Matcher file = FILE.matcher(head);
            parts.put(
                    name.group(1),
                    new Part(file.find() ? file.group(1) : "", Arrays.copyOfRange(raw, end + 4, raw.length)));
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int i = from; i <= bytes.length - wanted.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
