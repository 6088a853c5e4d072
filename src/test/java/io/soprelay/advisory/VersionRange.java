package io.soprelay.advisory;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * Intervals of versions as Maven writes them, in Maven's order: {@code [2.9,2.9.10)} holds 2.9.8 and not 2.9.10, an empty
 * end is open, and {@code [,1.0),[2.0,2.1]} is either.
 */
record VersionRange(String text, List<Interval> intervals) {
    private static final Pattern INTERVAL = Pattern.compile("([\\[(])([^,\\[\\]()]*),([^,\\[\\]()]*)([])])");
    private static final Pattern WHOLE = Pattern.compile(INTERVAL + "(," + INTERVAL + ")*");

    /** One interval; an empty end is open. */
    record Interval(String from, boolean withFrom, String to, boolean withTo) {
        boolean holds(ComparableVersion version) {
            return (from.isEmpty() || isAfter(version, from, withFrom))
                    && (to.isEmpty() || isBefore(version, to, withTo));
        }

        private static boolean isAfter(ComparableVersion version, String end, boolean inclusive) {
            int order = version.compareTo(new ComparableVersion(end));
            return inclusive ? order >= 0 : order > 0;
        }

        private static boolean isBefore(ComparableVersion version, String end, boolean inclusive) {
            int order = version.compareTo(new ComparableVersion(end));
            return inclusive ? order <= 0 : order < 0;
        }
    }

    /** @throws IllegalArgumentException if the text is none */
    static VersionRange parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no range of versions, such as [2.9,2.9.10)");
        }
        return new VersionRange(
                text,
                INTERVAL.matcher(text).results().map(VersionRange::interval).toList());
    }

    private static Interval interval(MatchResult found) {
        return new Interval(
                found.group(2),
                found.group(1).equals("["),
                found.group(3),
                found.group(4).equals("]"));
    }

    boolean holds(String version) {
        ComparableVersion comparable = new ComparableVersion(version);
        return intervals.stream().anyMatch(interval -> interval.holds(comparable));
    }

    @Override
    public String toString() {
        return text;
    }
}
