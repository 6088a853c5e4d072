package io.soprelay.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts themselves, on a machine where only what a test puts there can be found. */
class ScriptsTest {
    private static final List<String> TOOLS =
            List.of("bash", "cat", "cp", "dirname", "env", "find", "head", "mkdir", "mktemp", "readlink", "rm", "sed");

    @TempDir
    Path machine;

    /** A checkout with sources and without a jar. */
    @BeforeEach
    void checkout() throws IOException {
        for (String folder :
                List.of("checkout/scripts", "checkout/src/main", "checkout/cards", "checkout/config", "bin")) {
            Files.createDirectories(machine.resolve(folder));
        }
        Files.writeString(machine.resolve("checkout/pom.xml"), "<project/>");
        for (String script : List.of("run", "test", "build", "bench", "crash", "fuzz", "simulate", "find-jdk")) {
            Files.copy(
                    Path.of("scripts", script),
                    machine.resolve("checkout/scripts").resolve(script));
        }
        for (String tool : TOOLS) {
            executable(
                    machine.resolve("bin").resolve(tool),
                    "#!%s\nexec '%s' \"$@\"\n".formatted(onThisMachine("bash"), onThisMachine(tool)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "bench", "crash", "fuzz", "simulate"})
    void whoever_asks_for_help_gets_it_at_once_and_nothing_is_built(String script) throws Exception {
        for (String help : List.of("--help", "-h")) {
            Ended ended = run(script, Map.of(), help);

            assertThat(ended.code()).isZero();
            assertThat(ended.output()).contains("scripts/" + script).doesNotContain("#", "set -euo");
            assertThat(ended.output().lines()).hasSizeGreaterThan(4);
            assertThat(ended.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "test", "build", "bench", "crash", "fuzz", "simulate"})
    void with_only_java_17_each_script_says_in_one_sentence_what_is_needed(String script) throws Exception {
        Path java17 = jdk("jdk-17", "17.0.11");
        program("mvn", "echo Maven ran; exit 0");
        Files.createSymbolicLink(machine.resolve("bin/java"), java17.resolve("bin/java"));

        Ended ended = run(script, Map.of("JAVA_HOME", java17.toString(), "SOP_RELAY_JDKS", java17.toString()));

        assertThat(ended.code()).isNotZero();
        assertThat(ended.errors())
                .hasLineCount(1)
                .startsWith("SOP Relay needs a JDK of version 21 or newer, and none was found");
        assertThat(ended.output()).isEmpty();
    }

    @Test
    void without_any_java_the_sentence_is_the_same() throws Exception {
        program("mvn", "echo Maven ran; exit 0");

        Ended ended =
                run("build", Map.of("SOP_RELAY_JDKS", machine.resolve("nothing").toString()));

        assertThat(ended.code()).isNotZero();
        assertThat(ended.errors()).hasLineCount(1).contains("JDK of version 21 or newer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "test", "build", "simulate"})
    void without_maven_each_script_says_so_in_one_sentence(String script) throws Exception {
        Ended ended =
                run(script, Map.of("SOP_RELAY_JDKS", jdk("jdk-21", "21.0.4").toString()));

        assertThat(ended.code()).isNotZero();
        assertThat(ended.errors()).hasLineCount(1).contains("Maven 3.8 or newer, and no mvn is on the PATH");
        assertThat(ended.output()).isEmpty();
    }

    @Test
    void a_new_jdk_beside_an_older_default_is_found_and_the_newest_wins() throws Exception {
        Path java8 = jdk("jdk-8", "1.8.0_402");
        Path java21 = jdk("jdk-21", "21.0.4");
        Path java25 = jdk("jdk 25", "25");
        Path jre26 = jdk("jre-26", "26.0.1");
        Files.delete(jre26.resolve("bin/javac"));
        Files.createSymbolicLink(machine.resolve("bin/java"), java8.resolve("bin/java"));
        String all = String.join(":", java8.toString(), java25.toString(), java21.toString(), jre26.toString());

        Ended ended = run("find-jdk", Map.of("JAVA_HOME", java8.toString(), "SOP_RELAY_JDKS", all));

        assertThat(ended.code()).isZero();
        assertThat(ended.output().strip()).isEqualTo(java25.toString());
    }

    @Test
    void a_java_home_that_is_new_enough_is_kept_even_beside_a_newer_one() throws Exception {
        Path java21 = jdk("jdk-21", "21.0.4");
        String newer = jdk("jdk-25", "25").toString();

        Ended ended = run("find-jdk", Map.of("JAVA_HOME", java21.toString(), "SOP_RELAY_JDKS", newer));

        assertThat(ended.output().strip()).isEqualTo(java21.toString());
    }

    @Test
    void a_build_that_fails_shows_why_and_starts_nothing() throws Exception {
        Path java21 = jdk("jdk-21", "21.0.4");
        program("mvn", "echo '[ERROR] Bad.java:3 a semicolon is missing'; exit 1");

        Ended ended = run("run", Map.of("JAVA_HOME", java21.toString()));

        assertThat(ended.code()).isNotZero();
        assertThat(ended.errors())
                .contains("Bad.java:3 a semicolon is missing", "The build failed; the lines above say why.");
        assertThat(ended.output()).doesNotContain("java ran");
    }

    @Test
    void run_hands_on_its_arguments_and_the_exit_code() throws Exception {
        Path java21 = jdk("jdk-21", "21.0.4");
        Path target = Files.createDirectories(machine.resolve("checkout/target"));
        program("mvn", "echo x > '" + target.resolve("sop-relay.jar") + "'");

        Ended ended = run("run", Map.of("JAVA_HOME", java21.toString()), "--demo", "--relay.locale=en-US");

        assertThat(ended.output())
                .contains("java ran", "--relay.simulator.enabled=true --demo --relay.locale=en-US")
                .hasLineCount(1);
        assertThat(ended.code()).isEqualTo(7);
    }

    @Test
    void run_starts_a_copy_of_its_own_so_that_a_build_meanwhile_changes_nothing_under_it() throws Exception {
        Path java21 = jdk("jdk-21", "21.0.4");
        Path jar = machine.resolve("checkout/target/sop-relay.jar");
        Path jars = Files.createDirectories(machine.resolve("checkout/data/jars"));
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "built first");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        long nobody = ProcessHandle.current().pid() + 4_000_000_000L;
        Path left = Files.writeString(jars.resolve("sop-relay-" + nobody + ".jar"), "of a run that was killed");
        Path running = Files.writeString(
                jars.resolve("sop-relay-" + ProcessHandle.current().pid() + ".jar"), "of a run that goes on");

        Ended ended = run("run", Map.of("JAVA_HOME", java21.toString()));

        Matcher own = Pattern.compile("-Drelay\\.simulator\\.own-jar=(\\S+) -jar (\\S+) ")
                .matcher(ended.output());
        assertThat(own.find()).as(ended.output()).isTrue();
        assertThat(own.group(1)).isEqualTo(own.group(2)).matches("data/jars/sop-relay-\\d+\\.jar");
        Path copy = machine.resolve("checkout").resolve(own.group(1));
        Files.writeString(jar, "built again");
        assertThat(copy).hasContent("built first");
        assertThat(left).doesNotExist();
        assertThat(running).exists();
    }

    /** A folder that looks like an installed JDK; its java says its version, or what it was asked to run. */
    private Path jdk(String name, String version) throws IOException {
        Path home = machine.resolve("jdks").resolve(name);
        script(home.resolve("bin/java"), """
                if [ "$1" = -version ]; then echo 'openjdk version "%s" 2026-01-01' >&2; exit 0; fi
                echo "java ran $*"; exit 7""".formatted(version));
        script(home.resolve("bin/javac"), "exit 0");
        return home;
    }

    private void program(String name, String lines) throws IOException {
        script(machine.resolve("bin").resolve(name), lines);
    }

    private static void script(Path file, String lines) throws IOException {
        executable(file, "#!/usr/bin/env bash\n" + lines + "\n");
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static Path onThisMachine(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("This machine has no " + tool));
    }

    private Ended run(String script, Map<String, String> environment, String... arguments) throws Exception {
        Path program = machine.resolve("checkout/scripts").resolve(script);
        List<String> command = new ArrayList<>(List.of(onThisMachine("bash").toString(), program.toString()));
        command.addAll(List.of(arguments));
        Path output = machine.resolve("output");
        Path errors = machine.resolve("errors");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", machine.resolve("bin").toString());
        builder.environment().put("HOME", machine.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", script).isTrue();
        return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    private record Ended(int code, String output, String errors) {}
}
