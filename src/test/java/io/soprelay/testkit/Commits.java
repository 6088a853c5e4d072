package io.soprelay.testkit;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.ScheduleChange;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Commits for store tests, where only what a test names matters. */
public final class Commits {

    private Commits() {}

    public static AggregateId flow(String id) {
        return new AggregateId(AggregateId.Kind.FLOW, id);
    }

    /** State {@code state of <command>}, audit {@code audit of <command>}, outcome {@code OK}, live. */
    public static Commit commit(AggregateId id, String commandId, long expected, ScheduleChange... changes) {
        return commit(id, commandId, new Basis(expected, null, null), changes);
    }

    /** The same, decided from what was loaded. */
    public static Commit commit(AggregateId id, String commandId, Basis basis, ScheduleChange... changes) {
        return new Commit(
                id,
                commandId,
                basis,
                bytes("state of " + commandId),
                bytes("audit of " + commandId),
                "OK",
                true,
                List.of(changes));
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
