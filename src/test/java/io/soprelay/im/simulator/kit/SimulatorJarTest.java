package io.soprelay.im.simulator.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/testkit.md promises to other projects: its example compiles and runs with the library jar and Jackson alone. */
class SimulatorJarTest {
    private static final Path JAR = Path.of("target/sop-relay-simulator.jar");
    private static final Pattern EXAMPLE = Pattern.compile("```java\\n(.*?class FirstTest.*?)```", Pattern.DOTALL);
    private static final int RUN_SECONDS_MAX = 120;

    @TempDir
    Path folder;

    @Test
    void the_documented_example_runs_against_the_library_alone() throws Exception {
        Path source = Files.writeString(folder.resolve("FirstTest.java"), example());

        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "-cp",
                        classPath(),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(compiled).isZero();

        List<String> command =
                new ArrayList<>(List.of(java(), "-Xmx64m", "-cp", folder + File.pathSeparator + classPath()));
        command.add("FirstTest");
        command.addAll(List.of(java(), "-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.soprelay.SopRelay"));
        assertThat(run(command)).endsWith("green\n");
    }

    @Test
    void the_library_holds_the_simulator_and_nothing_else() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory()))
                    .extracting(entry -> entry.getName())
                    .filteredOn(name -> !name.startsWith("META-INF/"))
                    .contains(
                            "io/soprelay/im/simulator/kit/FeishuKit.class",
                            "simulator/feishu-card-2.0.json",
                            "simulator/story/story_zh_CN.properties")
                    .allMatch(name -> name.startsWith("io/soprelay/im/simulator/") || name.startsWith("simulator/"));
        }
    }

    private static String example() throws IOException {
        Matcher found = EXAMPLE.matcher(Files.readString(Path.of("docs/testkit.md")));
        assertThat(found.find()).as("the example in docs/testkit.md").isTrue();
        return found.group(1);
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        if (!process.waitFor(RUN_SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(printed);
    }

    /** Jackson as it lies on this test's own class path. */
    private static String classPath() {
        List<String> parts = new ArrayList<>(List.of(JAR.toAbsolutePath().toString()));
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (new File(part).getName().matches("jackson-(core|databind|annotations)-.*\\.jar")) {
                parts.add(part);
            }
        }
        return String.join(File.pathSeparator, parts);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
