package io.soprelay.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The short form of {@code scripts/crash aof}. */
class PowerCutTest {
    private static final long SEED = 20261125;

    @Test
    void whatever_a_power_cut_leaves_of_the_file_every_whole_commit_is_there_and_no_half_one() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        assertThat(new AofPart(AofPart.Size.SHORT, SEED, out).run())
                .as("%s", printed.toString(StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("zeros at the end", "a snapshot cut short");
    }
}
