package io.soprelay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nothing comes into the jar, in no version, that nobody has looked at. */
class AdvisoriesDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "advisories.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([a-z0-9_.-]+) \\| (\\S*\\d\\S*) \\| ([^|]+) \\|$");
    private static final Pattern TEST_ONLY = Pattern.compile("`([a-z0-9_.-]+:[A-Za-z0-9_.-]+)`");
    private static final Pattern JAR = Pattern.compile(".*/repository/(.+)/([^/]+)/([^/]+)/[^/]+\\.jar");

    @Test
    void every_version_in_the_jar_is_the_one_that_was_looked_at() throws IOException {
        Map<String, String> found = onTheClassPath();
        Map<String, String> reviewed = reviewed();
        reviewed.forEach((artifact, version) -> assertThat(found.get(artifact))
                .as("%s: look for advisories of this version, then correct docs/advisories.md", artifact)
                .isEqualTo(version));
    }

    @Test
    void nothing_is_on_the_class_path_that_nobody_has_looked_at() throws IOException {
        Set<String> tests = TEST_ONLY
                .matcher(Files.readString(DOCUMENT).split("## Only in tests")[1])
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        Map<String, String> reviewed = reviewed();

        assertThat(reviewed).hasSizeGreaterThan(80);
        assertThat(onTheClassPath().keySet())
                .allSatisfy(artifact -> assertThat(reviewed.containsKey(artifact) || tests.contains(artifact))
                        .as("%s is in neither list of docs/advisories.md", artifact)
                        .isTrue());
    }

    private static Map<String, String> reviewed() throws IOException {
        Map<String, String> reviewed = new TreeMap<>();
        for (MatchResult row : ROW.matcher(Files.readString(DOCUMENT)).results().toList()) {
            for (String artifact : row.group(3).split(", ")) {
                reviewed.put(row.group(1) + ":" + artifact, row.group(2));
            }
        }
        return reviewed;
    }

    /** By the folders of Maven's repository. */
    private static Map<String, String> onTheClassPath() {
        Map<String, String> found = new TreeMap<>();
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(JAR::matcher)
                .filter(Matcher::matches)
                .filter(jar -> !jar.group(2).startsWith("junit-platform-launcher")
                        && !jar.group(1).contains("surefire"))
                .forEach(jar -> found.put(jar.group(1).replace('/', '.') + ":" + jar.group(2), jar.group(3)));
        assertThat(found).as("jars of Maven's repository").isNotEmpty();
        return found;
    }
}
