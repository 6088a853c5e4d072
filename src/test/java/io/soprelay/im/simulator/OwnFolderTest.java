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

class OwnFolderTest {
    @TempDir
    Path data;

    @Test
    void a_folder_that_was_made_here_is_emptied_and_stays_ours() throws IOException {
        OwnFolder folder = new OwnFolder(data.resolve("simulator"));
        write(folder.resolve("redis/appendonlydir/a.aof"), "x");
        write(folder.resolve("bot.log"), "x");
        folder.empty();
        assertThat(names(folder.path())).containsExactly("made-by-sop-relay-simulator");
        assertThat(new OwnFolder(folder.path()).isOurs()).isTrue();
    }

    @Test
    void what_a_link_leads_to_is_never_touched() throws IOException {
        OwnFolder folder = new OwnFolder(data.resolve("simulator"));
        Path outside = data.resolve("outside");
        write(outside.resolve("precious.txt"), "x");
        Files.createSymbolicLink(folder.resolve("link"), outside);
        Files.createSymbolicLink(folder.resolve("file-link"), outside.resolve("precious.txt"));
        folder.empty();
        assertThat(outside.resolve("precious.txt")).hasContent("x");
        assertThat(names(folder.path())).containsExactly("made-by-sop-relay-simulator");
    }

    @Test
    void a_folder_that_held_something_before_is_not_emptied() throws IOException {
        write(data.resolve("simulator/thesis.txt"), "x");
        OwnFolder folder = new OwnFolder(data.resolve("simulator"));
        assertThatThrownBy(folder::empty)
                .isInstanceOf(SimulatorProblem.class)
                .hasMessageContaining("was not made by the simulator");
        assertThat(names(folder.path())).containsExactly("thesis.txt");
    }

    @Test
    void a_link_in_its_place_is_not_ours_whatever_it_leads_to() throws IOException {
        OwnFolder real = new OwnFolder(data.resolve("real"));
        write(real.resolve("bot.log"), "x");
        Files.createSymbolicLink(data.resolve("simulator"), real.path());
        OwnFolder linked = new OwnFolder(data.resolve("simulator"));
        assertThatThrownBy(linked::empty).isInstanceOf(SimulatorProblem.class);
        assertThat(real.resolve("bot.log")).exists();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }
}
