package io.soprelay.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner: what is built in, held against the advisories we know of. */
class AdvisoryTest {

    @Test
    void nothing_is_built_in_that_a_grave_advisory_is_about_and_nobody_has_answered() throws IOException {
        assertThat(Advisory.complaints(Advisory.in(Advisory.FILE), BuiltIn.versions()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.logging.log4j:log4j-core, 2.14.0, CVE-2021-44228, 10.0",
        "com.fasterxml.jackson.core:jackson-databind, 2.9.8, CVE-2019-14892, 7.5",
        "org.apache.tomcat.embed:tomcat-embed-core, 11.0.24, CVE-2026-65637, unknown",
        "org.springframework:spring-expression, 7.0.8, CVE-2026-59283, 9.1",
        "redis-server, 7.0.15, CVE-2025-49844, 10.0",
        "redis-server, 7.2.4, CVE-2026-23479, 7.7",
    })
    void a_planted_old_version_is_one_sentence(String what, String version, String advisory, String score)
            throws IOException {
        List<String> complaints = Advisory.complaints(Advisory.in(Advisory.FILE), Map.of(what, Set.of(version)));

        assertThat(complaints)
                .filteredOn(complaint -> complaint.contains(advisory))
                .singleElement()
                .asString()
                .startsWith("%s %s is affected by %s (CVSS %s; versions ".formatted(what, version, advisory, score))
                .endsWith("take a version outside, or write there why it does no harm.");
    }

    /** The bundled servers are in many: what lets them through is what somebody found out about just them. */
    @Test
    void an_answer_is_good_for_the_versions_it_was_given_for_and_no_other() throws IOException {
        List<Advisory> unanswered = Advisory.in(Advisory.FILE).stream()
                .map(each -> new Advisory(each.id(), each.in(), each.affected(), each.score(), Set.of()))
                .toList();

        for (String version : BuiltIn.versions().getOrDefault("redis-server", Set.of())) {
            assertThat(Advisory.complaints(unanswered, Map.of("redis-server", Set.of(version))))
                    .as(version)
                    .anyMatch(complaint -> complaint.contains("CVE-2025-49844"))
                    .hasSizeGreaterThan(5);
        }
        Advisory answered = Advisory.row("CVE-1\tgroup:artifact\t[1.0,2.0)\t9.8\t1.4, 1.5\tnot called");
        assertThat(answered.complaint("1.4")).isEmpty();
        assertThat(answered.complaint("1.5")).isEmpty();
        assertThat(answered.complaint("1.6")).isPresent();
    }

    @Test
    void a_low_score_needs_no_answer_and_an_unknown_one_does() {
        String row = "CVE-1\tgroup:artifact\t[1.0,2.0)\t%s\t\t";

        assertThat(Advisory.row(row.formatted("6.9")).complaint("1.5")).isEmpty();
        assertThat(Advisory.row(row.formatted("7.0")).complaint("1.5")).isPresent();
        assertThat(Advisory.row(row.formatted("?")).complaint("1.5")).isPresent();
        assertThat(Advisory.row(row.formatted("10.0")).complaint("2.0")).isEmpty();
    }

    @Test
    void every_kind_of_thing_is_really_looked_at() throws IOException {
        Map<String, Set<String>> builtIn = BuiltIn.versions();

        assertThat(builtIn)
                .containsKeys(
                        "redis-server",
                        "com.dingtalk.open:app-stream-client/netty",
                        "com.larksuite.oapi:oapi-sdk/okhttp",
                        "org.apache.tomcat.embed:tomcat-embed-core")
                .hasSizeGreaterThan(80);
        assertThat(builtIn.get("redis-server")).contains("6.2.6", "6.2.7");
        assertThat(builtIn.get("com.dingtalk.open:app-stream-client/netty"))
                .allMatch(version -> version.matches("4\\.\\d+\\.\\d+\\.Final"));
        assertThat(builtIn.get("com.larksuite.oapi:oapi-sdk/okhttp"))
                .allMatch(version -> version.matches("\\d+\\.\\d+\\.\\d+"));
    }

    /** The document is for people and the list for the build: what stands in one of them alone was forgotten in the other. */
    @Test
    void what_the_list_knows_stands_in_the_document() throws IOException {
        String document = Files.readString(Path.of("docs", "advisories.md"));
        Set<String> told = numbers(document);

        assertThat(Advisory.in(Advisory.FILE))
                .hasSizeGreaterThan(30)
                .allSatisfy(
                        advisory -> assertThat(told).as("docs/advisories.md").contains(advisory.id()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[2.9,2.9.10); 2.9.8; true",
                "[2.9,2.9.10); 2.9.9.2; true",
                "[2.9,2.9.10); 2.9.10; false",
                "[2.9,2.9.10); 2.10.0; false",
                "[2.9,2.9.10); 2.9.10-rc1; true",
                "[2.0-beta9,2.3.1),[2.4,2.12.2); 2.0-beta9; true",
                "[2.0-beta9,2.3.1),[2.4,2.12.2); 2.0-beta8; false",
                "[2.0-beta9,2.3.1),[2.4,2.12.2); 2.3.2; false",
                "[,6.2.20); 6.2.6; true",
                "[,6.2.20); 6.2.20; false",
                "[4.1.91.Final,4.1.117.Final]; 4.1.106.Final; true",
                "[4.1.91.Final,4.1.117.Final]; 4.1.118.Final; false",
                "(1.0,2.0]; 1.0; false",
                "(1.0,2.0]; 2.0; true",
                "[11.0.0-M1,11.0.27]; 11.0.27; true",
                "[11.0.0-M1,11.0.27]; 11.0.29; false",
            })
    void a_range_holds_what_maven_would_say(String range, String version, boolean holds) {
        assertThat(VersionRange.parse(range).holds(version)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CVE-1 | group:artifact",
                "CVE-1\tgroup:artifact\t[1.0,2.0)\thigh\t\t",
                "CVE-1\tgroup:artifact\t[1.0,2.0)\t9.8\t1.5\t",
                "CVE-1\tgroup:artifact\t[1.0,2.0)\t9.8\t\tnot called",
            })
    void a_row_that_says_half_is_refused(String row) {
        assertThatThrownBy(() -> Advisory.row(row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A row is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.0", "< 2.0", "[1.0", "[1.0;2.0)", "[1.0,2.0),", "[1.0,2.0) [3.0,4.0)"})
    void what_is_no_range_is_refused(String text) {
        assertThatThrownBy(() -> VersionRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no range of versions");
    }

    /** CVE-2025-46817, -46818 are two of one year. */
    private static Set<String> numbers(String document) {
        StringBuilder year = new StringBuilder();
        return Pattern.compile("(CVE-\\d{4})?-(\\d{4,6})\\b")
                .matcher(document)
                .results()
                .map(found -> {
                    if (found.group(1) != null) {
                        year.setLength(0);
                        year.append(found.group(1));
                    }
                    return year + "-" + found.group(2);
                })
                .collect(Collectors.toSet());
    }
}
