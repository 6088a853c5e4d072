package io.soprelay.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.fuzz.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Flow files through reader and linter: whatever is in them, all that comes of it is sentences. */
public final class YamlTarget implements Target {
    private static final int DEPTH_MAX = 6;
    private static final List<String> STRUCTURE = List.of(
            "&a ",
            "*a",
            "!!java.net.URL ",
            "!x ",
            "---\n",
            "...\n",
            "? ",
            "<<: *a",
            "|\n  ",
            ">\n  ",
            "{",
            "}",
            "[",
            "]",
            "- ",
            ": ",
            "# ",
            "'",
            "\"",
            "%YAML 1.2\n",
            "@",
            "`",
            "\t");

    private final FlowReader reader = new FlowReader(new FeelConditions());
    private final List<byte[]> shipped;
    private final List<String> tokens;

    public YamlTarget() {
        shipped = List.of(file("delivery.yaml"), file("return.yaml"));
        Set<String> words = new LinkedHashSet<>(STRUCTURE);
        for (byte[] file : shipped) {
            words.addAll(Arrays.asList(
                    new String(file, UTF_8).replaceAll("(?m)#.*", "").split("[\\s:,{}\\[\\]]+")));
        }
        tokens = words.stream().filter(word -> !word.isEmpty()).toList();
    }

    private static byte[] file(String name) {
        try {
            return Files.readAllBytes(Path.of("config", "flows", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "yaml";
    }

    @Override
    public int full() {
        return 200_000;
    }

    @Override
    public List<byte[]> seeds() {
        return shipped;
    }

    @Override
    public List<String> tokens() {
        return tokens;
    }

    @Override
    public byte[] generate(RandomGenerator random) {
        StringBuilder text = new StringBuilder("format: 1\nflow: x\n");
        mapping(random, text, 0);
        return text.toString().getBytes(UTF_8);
    }

    private void mapping(RandomGenerator random, StringBuilder text, int depth) {
        for (int left = 1 + random.nextInt(6); left > 0; left--) {
            text.append("  ".repeat(depth)).append(word(random)).append(':');
            if (depth < DEPTH_MAX && random.nextInt(3) == 0) {
                text.append('\n');
                mapping(random, text, depth + 1);
            } else {
                text.append(' ').append(flow(random, depth)).append('\n');
            }
        }
    }

    private String flow(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > DEPTH_MAX ? 1 : 4)) {
            case 0, 1 -> word(random);
            case 2 -> "[" + flow(random, depth + 1) + ", " + flow(random, depth + 1) + "]";
            default -> "{" + word(random) + ": " + flow(random, depth + 1) + "}";
        };
    }

    private String word(RandomGenerator random) {
        return tokens.get(random.nextInt(tokens.size()));
    }

    @Override
    public String feed(byte[] input) throws Forgery {
        FlowReader.Read read = reader.read(List.of(new FlowFile("x.yaml", new String(input, UTF_8))))
                .getFirst();
        if (read.definition().isPresent() != read.problems().isEmpty()) {
            throw new Forgery("a definition with problems, or none without");
        }
        Set<String> kinds = new LinkedHashSet<>();
        for (FlowProblem problem : read.problems()) {
            if (problem.sentence().isBlank() || problem.sentence().lines().count() > 1) {
                throw new Forgery("no sentence: " + problem);
            }
            kinds.add(problem.reason().replaceAll("“[^”]*”|[0-9]+", "…"));
        }
        return kinds.isEmpty()
                ? "read"
                : kinds.iterator()
                                .next()
                                .codePoints()
                                .limit(16)
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        + " +" + (kinds.size() - 1);
    }
}
