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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every threat has its row, and what a row says is held by tests that exist. */
class SecurityDocumentTest {
    private static final Path THREATS = Path.of("docs", "security.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void all_twenty_eight_threats_have_a_row_and_each_row_a_test_or_a_reason() throws IOException {
        List<String[]> rows = Files.readAllLines(THREATS).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(line -> line.split("\\|"))
                .toList();

        assertThat(rows)
                .extracting(row -> row[1].strip())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 28).mapToObj(Integer::toString).toList());
        assertThat(rows)
                .allSatisfy(row -> assertThat(TEST.matcher(row[4]).find()
                                || row[3].contains("does not apply")
                                || row[3].contains("not built"))
                        .as("row %s", row[1])
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"security.md", "advisories.md", "outage.md", "crash.md"})
    void every_test_that_is_named_is_there(String document) throws IOException {
        String text = Files.readString(Path.of("docs", document)).replaceAll("\\s*\\n\\s*(?=`)", " ");
        List<MatchResult> named = TEST.matcher(text).results().toList();
        Map<String, Path> tests = tests();
        assertThat(named).isNotEmpty();
        for (MatchResult test : named) {
            assertThat(tests).as("docs/%s names it", document).containsKey(test.group(1));
            assertThat(Files.readString(tests.get(test.group(1))))
                    .as("docs/%s: %s", document, test.group())
                    .containsAnyOf("void " + test.group(2) + "(", "ArchRule " + test.group(2) + " ");
        }
    }

    private static Map<String, Path> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            file -> file,
                            (one, other) -> one));
        }
    }
}
