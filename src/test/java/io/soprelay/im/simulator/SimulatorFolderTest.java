package io.soprelay.im.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorFolderTest {
    @TempDir
    Path data;

    @Test
    void a_folder_that_was_made_here_is_emptied_and_stays_ours() throws IOException {
        try (SimulatorFolder folder = SimulatorFolder.take(data.resolve("simulator"))) {
            write(folder.resolve("redis/owner.lock"), "x");
            write(folder.resolve("redis/appendonlydir/a.aof"), "x");
            write(folder.resolve("bot.log"), "x");
            folder.empty();
            assertThat(names(folder.path())).containsExactly("made-by-sop-relay-simulator", "owner.lock");
        }
        try (SimulatorFolder again = SimulatorFolder.take(data.resolve("simulator"))) {
            write(again.resolve("bot.log"), "x");
            again.empty();
            assertThat(again.resolve("bot.log")).doesNotExist();
        }
    }

    @Test
    void what_a_link_leads_to_is_never_touched() throws IOException {
        Path outside = data.resolve("outside");
        write(outside.resolve("precious.txt"), "x");
        try (SimulatorFolder folder = SimulatorFolder.take(data.resolve("simulator"))) {
            Files.createSymbolicLink(folder.resolve("link"), outside);
            Files.createSymbolicLink(folder.resolve("file-link"), outside.resolve("precious.txt"));
            folder.empty();
            assertThat(outside.resolve("precious.txt")).hasContent("x");
            assertThat(names(folder.path())).containsExactly("made-by-sop-relay-simulator", "owner.lock");
        }
    }

    @Test
    void a_folder_that_held_something_before_is_not_emptied() throws IOException {
        write(data.resolve("simulator/thesis.txt"), "x");
        try (SimulatorFolder folder = SimulatorFolder.take(data.resolve("simulator"))) {
            assertThatThrownBy(folder::empty)
                    .isInstanceOf(SimulatorProblem.class)
                    .hasMessageContaining("was not made by the simulator");
            assertThat(names(folder.path())).containsExactly("owner.lock", "thesis.txt");
        }
    }

    @Test
    void a_link_in_its_place_is_not_ours_whatever_it_leads_to() throws IOException {
        try (SimulatorFolder real = SimulatorFolder.take(data.resolve("real"))) {
            write(real.resolve("bot.log"), "x");
        }
        Files.createSymbolicLink(data.resolve("simulator"), data.resolve("real"));
        try (SimulatorFolder linked = SimulatorFolder.take(data.resolve("simulator"))) {
            assertThatThrownBy(linked::empty).isInstanceOf(SimulatorProblem.class);
        }
        assertThat(data.resolve("real/bot.log")).exists();
    }

    @Test
    void who_gave_it_back_empties_it_no_more() throws IOException {
        SimulatorFolder before = SimulatorFolder.take(data.resolve("simulator"));
        before.close();
        try (SimulatorFolder now = SimulatorFolder.take(data.resolve("simulator"))) {
            write(now.resolve("bot.log"), "x");
            assertThatThrownBy(before::empty)
                    .isInstanceOf(SimulatorProblem.class)
                    .hasMessageContaining("has stopped");
            assertThat(now.resolve("bot.log")).exists();
        }
    }

    @Test
    void after_it_was_emptied_it_is_still_nobody_else_s() {
        Path path = data.resolve("simulator");
        try (SimulatorFolder folder = SimulatorFolder.take(path)) {
            folder.empty();
            assertThatThrownBy(() -> SimulatorFolder.take(path))
                    .isInstanceOf(SimulatorProblem.class)
                    .hasMessageContaining("in use by another simulator");
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
