package io.soprelay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the document says of the platforms is held by tests that exist. */
class PlatformsDocumentTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void every_row_of_differences_names_a_test() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/platforms.md")).stream()
                .dropWhile(line -> !line.equals("## Differences"))
                .takeWhile(line -> !line.startsWith("The same on both"))
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();

        assertThat(rows)
                .hasSizeGreaterThan(10)
                .allMatch(row -> TEST.matcher(row).find());
    }

    @Test
    void every_test_it_names_is_there() throws IOException {
        Map<String, Path> tests;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            tests = files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            file -> file,
                            (one, other) -> one));
        }
        for (MatchResult named : TEST.matcher(Files.readString(Path.of("docs/platforms.md")))
                .results()
                .toList()) {
            assertThat(tests).as("docs/platforms.md names it").containsKey(named.group(1));
            assertThat(Files.readString(tests.get(named.group(1))))
                    .as("docs/platforms.md: %s", named.group())
                    .contains("void " + named.group(2) + "(");
        }
    }
}
