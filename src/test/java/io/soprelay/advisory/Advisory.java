package io.soprelay.advisory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code docs/advisories.tsv}.
 *
 * @param in {@code group:artifact}, {@code redis-server}, or {@code group:artifact/part} for what is shaded into another
 * @param score CVSS, 0 to 10; null where nobody could read one, which counts as high
 * @param answeredFor the versions that somebody looked at for the answer; any other needs another look
 */
record Advisory(
        String id,
        String in,
        VersionRange affected,
        @Nullable Double score,
        Set<String> answeredFor) {
    static final Path FILE = Path.of("docs", "advisories.tsv");

    /** From here on a version may not stay without an answer. */
    private static final double SCORE_MIN = 7.0;

    /** @throws IllegalArgumentException naming the row that cannot be read */
    static List<Advisory> in(Path file) throws IOException {
        List<Advisory> found = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            found.add(row(line));
        }
        return found;
    }

    /** The answer itself is for people: here it counts that there is one. */
    static Advisory row(String line) {
        String[] cells = line.split("\t", -1);
        boolean hasAll = cells.length == 6 && cells[3].matches("\\d{1,2}\\.\\d|\\?");
        if (!hasAll || cells[4].isBlank() != cells[5].isBlank()) {
            throw new IllegalArgumentException(
                    "A row is advisory, in, affected, CVSS (or ?), answered for, answer (both or neither), but was: "
                            + line);
        }
        return new Advisory(
                cells[0],
                cells[1],
                VersionRange.parse(cells[2]),
                cells[3].equals("?") ? null : Double.valueOf(cells[3]),
                cells[4].isBlank() ? Set.of() : Set.of(cells[4].split(", ")));
    }

    /** What is to be said of a version that must not be built in like this; empty if it may. */
    Optional<String> complaint(String version) {
        boolean low = score != null && score < SCORE_MIN;
        if (low || answeredFor.contains(version) || !affected.holds(version)) {
            return Optional.empty();
        }
        return Optional.of(
                "%s %s is affected by %s (CVSS %s; versions %s), and docs/advisories.tsv has no answer for it:"
                                .formatted(in, version, id, score == null ? "unknown" : score.toString(), affected)
                        + " take a version outside, or write there why it does no harm.");
    }

    /** One sentence for each version that is affected and unanswered, in the order of the list. */
    static List<String> complaints(List<Advisory> known, Map<String, Set<String>> builtIn) {
        List<String> complaints = new ArrayList<>();
        for (Advisory advisory : known) {
            for (String version : builtIn.getOrDefault(advisory.in(), Set.of())) {
                advisory.complaint(version).ifPresent(complaints::add);
            }
        }
        return complaints;
    }
}
