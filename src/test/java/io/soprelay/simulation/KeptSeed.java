package io.soprelay.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A world that once failed. Written as lines {@code seed:}, {@code steps:}, {@code invariant:} and {@code why:}; what a
 * person adds after them is left alone.
 *
 * @param steps the ones that matter
 * @param why what was wrong then
 */
record KeptSeed(long seed, List<Integer> steps, String invariant, String why) {
    private static final Path FOLDER = Path.of("src", "test", "resources", "simulation");

    KeptSeed {
        steps = List.copyOf(steps);
    }

    static List<KeptSeed> all() {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(KeptSeed::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static KeptSeed parse(List<String> lines) {
        List<Integer> steps = new ArrayList<>();
        for (String step : value(lines, "steps").split(" ")) {
            if (!step.isEmpty()) {
                steps.add(Integer.parseInt(step));
            }
        }
        return new KeptSeed(
                Long.parseLong(value(lines, "seed")), steps, value(lines, "invariant"), value(lines, "why"));
    }

    private static KeptSeed read(Path file) {
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + ":"))
                .findFirst()
                .map(line -> line.substring(key.length() + 1).strip())
                .orElseThrow(() -> new IllegalArgumentException("A kept seed has a line '" + key + ":'"));
    }

    List<String> lines() {
        return List.of(
                "seed: " + seed,
                "steps: " + String.join(" ", steps.stream().map(String::valueOf).toList()),
                "invariant: " + invariant,
                "why: " + why.replace('\n', ' '));
    }

    Path keep() {
        try {
            Files.createDirectories(FOLDER);
            return Files.write(
                    FOLDER.resolve(invariant.toLowerCase(java.util.Locale.ROOT) + "-" + seed + ".txt"), lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
