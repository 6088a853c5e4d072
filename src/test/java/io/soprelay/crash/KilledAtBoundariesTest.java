package io.soprelay.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.SopRelay;
import io.soprelay.crash.KillPart.Cell;
import io.soprelay.testkit.company.Platform;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of {@code scripts/crash kill}: the cells in which an answer is lost and its sender dies. */
class KilledAtBoundariesTest {
    private static final List<String> PROGRAM =
            List.of("-cp", System.getProperty("java.class.path"), SopRelay.class.getName());

    private static final List<Cell> CELLS = List.of(
            new Cell(Boundary.TIMER_COMMITTED, Fault.KILL_REDIS),
            new Cell(Boundary.FLUSHED, Fault.KILL_BOT),
            new Cell(Boundary.TRIMMED, Fault.KILL_REDIS),
            new Cell(Boundary.COMMITTED, Fault.KILL_REDIS),
            new Cell(Boundary.SENT, Fault.KILL_BOT),
            new Cell(Boundary.RECEIPT_LOST, Fault.KILL_REDIS));

    @Test
    void nothing_is_lost_or_seen_twice_and_a_store_that_goes_back_is_told_to_an_admin() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        List<String> violations = new KillPart(PROGRAM, out).run(Platform.FEISHU, CELLS, 1, 1);

        assertThat(violations)
                .as("%s", printed.toString(StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(
                        "ok 1",
                        "an older file in the store's place: an admin is told",
                        "an older file while no bot ran: news waits until an admin goes on")
                .doesNotContain("VIOLATION");
    }
}
