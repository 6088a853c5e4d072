package io.soprelay.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A world that once failed. Written as lines {@code seed:}, {@code flows:}, {@code steps:}, {@code invariant:} and {@code
 * why:}, and one {@code chose:} for each choice that would be another one by the dice; what a person adds after them is
 * left alone. A step is a number, {@code 35} as a whole or {@code 35:ta} some of its {@link Part parts}.
 *
 * @param flows the seed that its flows were written with; where the line is missing, its own
 * @param play the steps that matter
 * @param why what was wrong then
 */
record KeptSeed(long seed, long flows, Play play, String invariant, String why) {
    private static final String CHOSE = "chose: ";
    private static final Path FOLDER = Path.of("src", "test", "resources", "simulation");

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
        List<Play.Moment> moments = new ArrayList<>();
        for (String step : value(lines, "steps").split(" ")) {
            if (!step.isEmpty()) {
                String[] parts = step.split(":");
                Stream.of(Part.values())
                        .filter(part -> parts.length == 1 || parts[1].indexOf(part.letter()) >= 0)
                        .forEach(part -> moments.add(new Play.Moment(Integer.parseInt(parts[0]), part)));
            }
        }
        Map<String, String> chosen = new TreeMap<>();
        for (String line : lines) {
            if (line.startsWith(CHOSE)) {
                String[] choice = line.substring(CHOSE.length()).split(" = ", 2);
                chosen.put(choice[0], choice[1]);
            }
        }
        String seed = value(lines, "seed");
        return new KeptSeed(
                Long.parseLong(seed),
                Long.parseLong(find(lines, "flows").orElse(seed)),
                Play.of(moments, chosen.isEmpty() ? Choices.thrown() : Choices.asNoted(chosen)),
                value(lines, "invariant"),
                value(lines, "why"));
    }

    private static KeptSeed read(Path file) {
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> find(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + ":"))
                .findFirst()
                .map(line -> line.substring(key.length() + 1).strip());
    }

    private static String value(List<String> lines, String key) {
        return find(lines, key)
                .orElseThrow(() -> new IllegalArgumentException("A kept seed has a line '" + key + ":'"));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "seed: " + seed,
                "flows: " + flows,
                "steps: "
                        + play.steps().entrySet().stream()
                                .map(step -> written(step.getKey(), step.getValue()))
                                .collect(Collectors.joining(" ")),
                "invariant: " + invariant,
                "why: " + why.replace('\n', ' ')));
        play.choices().names().forEach((place, name) -> lines.add(CHOSE + place + " = " + name));
        return lines;
    }

    private static String written(int step, Set<Part> parts) {
        String letters =
                parts.stream().map(part -> String.valueOf(part.letter())).collect(Collectors.joining());
        return parts.size() == Part.values().length ? Integer.toString(step) : step + ":" + letters;
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
