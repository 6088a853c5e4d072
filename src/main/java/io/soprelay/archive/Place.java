package io.soprelay.archive;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an entry stands in the archive; part of stored stubs, as {@code 3:81920:1402}.
 *
 * @param segment 1 for the first
 * @param offset of the entry's first byte in the segment
 * @param length of the whole entry, in bytes
 */
record Place(int segment, long offset, int length) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}):(\\d{1,15}):(\\d{1,9})");

    /** @throws ArchiveUnreadableException if it is no place: somebody else wrote it */
    static Place parse(String text) {
        Matcher named = TEXT.matcher(text);
        if (!named.matches()) {
            throw new ArchiveUnreadableException("'%s' is no place in the archive".formatted(text));
        }
        return new Place(
                Integer.parseInt(named.group(1)), Long.parseLong(named.group(2)), Integer.parseInt(named.group(3)));
    }

    String text() {
        return String.format(Locale.ROOT, "%d:%d:%d", segment, offset, length);
    }
}
