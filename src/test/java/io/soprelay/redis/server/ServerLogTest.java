package io.soprelay.redis.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines as redis-server 6.2 writes them. */
class ServerLogTest {
    private static final String STARTS = """
            7:C 26 Nov 2026 03:00:00.001 # oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo
            7:C 26 Nov 2026 03:00:00.001 # Redis version=6.2.11, bits=64, commit=00000000, modified=0, pid=7, just started
            7:C 26 Nov 2026 03:00:00.001 # Configuration loaded
            7:M 26 Nov 2026 03:00:00.002 # Server initialized
            7:M 26 Nov 2026 03:00:00.002 # WARNING overcommit_memory is set to 0!
            """;
    private static final String SERVES = "7:M 26 Nov 2026 03:00:00.003 * Ready to accept connections\n";
    private static final String DISK_FULL = """
            7:M 26 Nov 2026 03:00:09.001 # Error writing to the AOF file: No space left on device
            7:M 26 Nov 2026 03:00:09.001 # Can't recover from AOF write error when the AOF fsync policy is 'always'. Exiting...
            """;

    @TempDir
    Path folder;

    @Test
    void what_a_server_said_last_is_why_it_ended() throws IOException {
        writes(STARTS + SERVES + DISK_FULL);

        assertThat(ServerLog.lastWords(folder))
                .contains(
                        "Error writing to the AOF file: No space left on device Can't recover from AOF write error when"
                                + " the AOF fsync policy is 'always'. Exiting...");
    }

    @Test
    void one_that_was_killed_left_no_word_and_an_earlier_run_s_are_not_its_own() throws IOException {
        writes(STARTS + SERVES + DISK_FULL + STARTS + SERVES);
        assertThat(ServerLog.lastWords(folder)).isEmpty();

        writes(STARTS + SERVES + DISK_FULL + STARTS);
        assertThat(ServerLog.lastWords(folder))
                .as("killed while it read its data")
                .isEmpty();

        Files.delete(folder.resolve("redis.log"));
        assertThat(ServerLog.lastWords(folder)).as("without a log").isEmpty();
    }

    @Test
    void one_that_ran_for_long_has_last_words_too() throws IOException {
        String runs = "7:M 26 Nov 2026 03:00:05.000 * Background AOF rewrite finished successfully\n".repeat(2_000);
        writes(STARTS + SERVES + runs + DISK_FULL);
        assertThat(ServerLog.lastWords(folder)).get().asString().startsWith("Error writing to the AOF file");

        writes(STARTS + SERVES + runs);
        assertThat(ServerLog.lastWords(folder)).as("killed").isEmpty();

        writes(STARTS + SERVES + DISK_FULL + STARTS + SERVES + runs);
        assertThat(ServerLog.lastWords(folder))
                .as("an earlier run's words, out of reach")
                .isEmpty();
    }

    private void writes(String log) throws IOException {
        Files.writeString(folder.resolve("redis.log"), log);
    }
}
