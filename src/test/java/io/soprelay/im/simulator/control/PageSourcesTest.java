package io.soprelay.im.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.Faults;
import io.soprelay.im.simulator.dingtalk.DingTalkFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulator's page, as far as its files can be read: no build step stands between them and the browser. */
class PageSourcesTest {
    private static final Path PAGE = Path.of("src/main/resources/simulator/page");
    private static final String FROM_ROOT = "/simulator/page/";
    private static final int FILE_LINES_MAX = 300;
    private static final int PAGE_BYTES_MAX = 400_000;

    private static final Pattern MARKUP_FROM_TEXT = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafe-html|unsafeSVG|unsafe-svg|document\\.write|srcdoc"
                    + "|createContextualFragment|DOMParser|\\beval\\(|new Function\\(|setAttribute\\(['\"]style");

    private static final Pattern IMPORT = Pattern.compile("from '([^']+)'");
    private static final Pattern ADDRESS = Pattern.compile("(?:src|href)=\"(/simulator/(?:page|lib)/[^\"]+)\"");

    @Test
    void every_file_has_a_type_and_a_name_that_can_be_served() {
        assertThat(files()).allSatisfy(file -> {
            assertThat(PageFiles.TYPES.keySet())
                    .as("%s has no type the process knows", file)
                    .contains(extension(file));
            assertThat(name(file)).as("%s is not served under this name", file).matches(PageFiles.SAFE);
        });
    }

    @Test
    void one_notion_a_file_and_few_bytes_in_all() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
            assertThat(Files.readAllLines(file))
                    .as("%s is longer than %d lines: split it by notion", file, FILE_LINES_MAX)
                    .hasSizeLessThanOrEqualTo(FILE_LINES_MAX);
        }
        assertThat(bytes).as("the page's own bytes").isLessThan(PAGE_BYTES_MAX);
    }

    @Test
    void data_becomes_markup_nowhere() {
        assertThat(files())
                .allSatisfy(
                        file -> assertThat(MARKUP_FROM_TEXT.matcher(text(file)).find())
                                .as("%s turns a text into markup, code or style", file)
                                .isFalse());
    }

    @Test
    void nothing_inline_that_the_security_policy_forbids() {
        Pattern inline = Pattern.compile("\\sstyle=|<style|\\son[a-z]+=[\"'$]|javascript:");
        assertThat(files())
                .allSatisfy(file -> assertThat(inline.matcher(text(file)).find())
                        .as("%s has an inline script or style; the browser would drop it", file)
                        .isFalse());
    }

    @Test
    void every_import_and_address_leads_to_a_file() {
        for (Path file : files()) {
            for (String target : all(IMPORT, text(file))) {
                assertThat(target)
                        .as("%s imports by a path a browser can follow", file)
                        .matches("[./].*\\.js");
                assertThat(there(file, target))
                        .as("%s imports %s", file, target)
                        .isTrue();
            }
            for (String target : all(ADDRESS, text(file))) {
                assertThat(there(file, target)).as("%s loads %s", file, target).isTrue();
            }
        }
    }

    @Test
    void both_languages_have_the_same_words_to_say() {
        Map<String, String> chinese = words("zh-CN");
        Map<String, String> english = words("en-US");
        assertThat(english.keySet()).containsExactlyElementsOf(chinese.keySet());
        chinese.forEach((key, sentence) -> {
            assertThat(sentence).as("%s in zh-CN", key).isNotBlank();
            assertThat(holes(english.getOrDefault(key, "")))
                    .as("what is filled into %s", key)
                    .isEqualTo(holes(sentence));
        });
    }

    @Test
    void every_word_is_said_somewhere_and_every_key_has_words() {
        String scripts = files().stream()
                .filter(file -> extension(file).equals("js"))
                .map(PageSourcesTest::text)
                .collect(Collectors.joining("\n"));
        Set<String> keys = words("zh-CN").keySet();
        Set<String> said = all(Pattern.compile("'([\\w.-]+)'"), scripts);
        List<Pattern> composed = all(Pattern.compile("tO?r?\\(`([^`]+)`"), scripts).stream()
                .map(template -> Pattern.compile(Stream.of(template.split("\\$\\{[^}]+}", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[\\w.-]+"))))
                .toList();
        assertThat(keys)
                .allSatisfy(key -> assertThat(said.contains(key)
                                || composed.stream()
                                        .anyMatch(form -> form.matcher(key).matches()))
                        .as("no script says %s", key)
                        .isTrue());
        Set<String> asked = all(Pattern.compile("\\bt\\('([\\w.-]+)'"), scripts);
        assertThat(keys).as("keys the scripts ask for").containsAll(asked);
    }

    @Test
    void every_fault_is_told_in_one_sentence() {
        Map<String, String> words = words("zh-CN");
        for (Faults.Kind kind : Faults.Kind.values()) {
            assertThat(words).containsKeys("fault." + kind, "fault." + kind + ".what");
        }
        for (DingTalkFaults.Kind kind : DingTalkFaults.Kind.values()) {
            if (kind != DingTalkFaults.Kind.SILENT_STREAM) {
                assertThat(words).containsKeys("fault.dingtalk." + kind, "fault.dingtalk." + kind + ".what");
            }
        }
    }

    @Test
    void the_page_knows_every_component_and_property_a_bot_may_send() {
        String known = text(PAGE.resolve("card/known.js"));
        for (String shared : List.of("BOX", "CONTROL")) {
            known = known.replace("${" + shared + "}", first("const " + shared + " =\\s*'([^']*)'", known));
        }
        // A column that is pressed as a whole; no card of ours has one, and the page says so where one comes.
        Set<String> namedInGrey = Set.of("action");
        JsonNode spec = JsonMapper.shared()
                .readTree(text(PAGE.resolveSibling("feishu-card-2.0.json")))
                .path("components");
        for (String tag : spec.propertyNames()) {
            Set<String> properties = new TreeSet<>(spec.path(tag).propertyNames());
            properties.removeAll(namedInGrey);
            String listed = first("(?m)^ {2}" + tag + ": ['`]([^'`]*)['`],", known);
            assertThat(listed.split("\\s+")).as("%s in card/known.js", tag).containsAll(properties);
        }
    }

    private static String first(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing like " + pattern))
                .group(1);
    }

    private static List<Path> files() {
        try (Stream<Path> found = Files.walk(PAGE)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean there(Path from, String target) {
        if (target.startsWith("/simulator/lib/")) {
            String[] parts = target.substring("/simulator/lib/".length()).split("/", 2);
            return resource(
                    "META-INF/resources/webjars/" + parts[0] + "/" + PageFiles.version(parts[0]) + "/" + parts[1]);
        }
        if (target.startsWith(FROM_ROOT)) {
            return Files.isRegularFile(PAGE.resolve(target.substring(FROM_ROOT.length())));
        }
        return Files.isRegularFile(from.resolveSibling(target).normalize());
    }

    private static boolean resource(String name) {
        return PageSourcesTest.class.getClassLoader().getResource(name) != null;
    }

    private static Map<String, String> words(String language) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String file : List.of("i18n/", "i18n/faults.")) {
            JsonMapper.shared()
                    .readTree(text(PAGE.resolve(file + language + ".json")))
                    .properties()
                    .forEach(entry -> words.put(entry.getKey(), entry.getValue().asString()));
        }
        return words;
    }

    private static Set<String> holes(String sentence) {
        return all(Pattern.compile("\\{(\\w+)}"), sentence);
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(Path file) {
        return PAGE.relativize(file).toString().replace('\\', '/');
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
