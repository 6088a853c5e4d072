package io.soprelay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The style guide, as far as a machine can hold it. */
class TidyTest {
    private static final int FILE_LINES_MAX = 400;
    private static final int METHOD_LINES_MAX = 60;
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path ALL = Path.of("src");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    @Test
    void files_stay_small() throws IOException {
        assertThat(javaFiles(ALL))
                .allSatisfy(file -> assertThat(lines(file))
                        .as("%s is longer than %d lines: split it by notion", file, FILE_LINES_MAX)
                        .hasSizeLessThanOrEqualTo(FILE_LINES_MAX));
    }

    @Test
    void methods_stay_small() throws IOException {
        assertThat(longMethods(javaFiles(MAIN)))
                .as("methods over %d lines: give a part a name", METHOD_LINES_MAX)
                .isEmpty();
    }

    @Test
    void every_package_has_its_sign() throws IOException {
        try (Stream<Path> folders = Files.walk(MAIN)) {
            List<Path> unsigned = folders.filter(Files::isDirectory)
                    .filter(TidyTest::holdsJava)
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                    .toList();
            assertThat(unsigned)
                    .as("packages without package-info.java: say what the room is for and who may enter")
                    .isEmpty();
        }
    }

    @Test
    void nothing_is_left_over_and_nobody_sleeps() throws IOException {
        // Written in pieces so that this file does not find itself.
        Pattern banned = Pattern.compile(
                "\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b|Thread\\.sle" + "ep|@Dis" + "abled|@Ig" + "nore");
        for (Path file : javaFiles(ALL)) {
            assertThat(banned.matcher(Files.readString(file)).find())
                    .as("%s holds a leftover, a sleep or a muted test", file)
                    .isFalse();
        }
    }

    @Test
    void one_word_per_notion() throws IOException {
        Pattern banned = Pattern.compile("\\b(class|record|interface|enum) \\w*(Job|Ticket|Helper|Util|Utils)\\b");
        for (Path file : javaFiles(MAIN)) {
            assertThat(banned.matcher(Files.readString(file)).find())
                    .as(
                            "%s names a type with a word the glossary bans (job, ticket) or that says nothing (helper, util)",
                            file)
                    .isFalse();
        }
    }

    @Test
    void every_code_word_of_the_glossary_stands_in_the_code_unless_it_is_reserved() throws IOException {
        StringBuilder code = new StringBuilder();
        for (Path file : javaFiles(MAIN)) {
            code.append(COMMENT.matcher(Files.readString(file)).replaceAll(" "));
        }
        Set<String> names = Pattern.compile("\\w+")
                .matcher(code)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        List<String> words = builtWords(Files.readAllLines(Path.of("docs/glossary.md")));
        assertThat(words)
                .contains("FlowDefinition", "HoldersReminded", "…Projection")
                .doesNotContain("DelegateTask");
        assertThat(words)
                .as("words of docs/glossary.md that no code holds: correct them, or begin their note with 'reserved'")
                .filteredOn(word -> names.stream()
                        .noneMatch(name -> word.startsWith("…") ? name.endsWith(word.substring(1)) : name.equals(word)))
                .isEmpty();
    }

    /** What stands between back-quotes in the third column, word by word; … before a word stands for any beginning. */
    private static List<String> builtWords(List<String> lines) {
        List<String> words = new ArrayList<>();
        for (String line : lines) {
            String[] cells = line.split("\\|", -1);
            if (cells.length > 4 && !cells[4].strip().startsWith("reserved")) {
                Pattern.compile("`([^`]+)`")
                        .matcher(cells[3])
                        .results()
                        .forEach(quoted -> Pattern.compile("…?[A-Za-z]\\w+")
                                .matcher(quoted.group(1))
                                .results()
                                .forEach(word -> words.add(word.group())));
            }
        }
        return words;
    }

    @Test
    void no_package_registry_is_named() throws IOException {
        Pattern registry = Pattern.compile("https?://(repo|registry|deb|mirror)[a-z0-9-]*\\.[a-z]");
        for (Path file : textFiles()) {
            assertThat(registry.matcher(Files.readString(file)).find())
                    .as("%s names a package registry's host; the tools know their own", file)
                    .isFalse();
        }
    }

    /** Read by the compiler's own parser, so that a long statement is not taken for a method. */
    private static List<String> longMethods(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> found = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitMethod(MethodTree method, Void none) {
                        long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
                        long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
                        if (last - first + 1 > METHOD_LINES_MAX) {
                            found.add(unit.getSourceFile().getName() + ":" + first + " has " + (last - first + 1));
                        }
                        return super.visitMethod(method, none);
                    }
                }.scan(unit, null);
            }
        }
        return found;
    }

    private static boolean holdsJava(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.anyMatch(entry -> entry.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static List<Path> textFiles() throws IOException {
        List<Path> found = new ArrayList<>(List.of(Path.of("pom.xml"), Path.of("README.md")));
        for (String folder : List.of("src", "cards", "config", "scripts", "docs", ".ci")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(Files::isRegularFile)
                        .filter(file ->
                                file.toString().matches(".*\\.(java|xml|md|json|ya?ml|properties|lua|html|js|css)")
                                        || !file.getFileName().toString().contains("."))
                        .forEach(found::add);
            }
        }
        return found.stream().filter(Files::exists).toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
