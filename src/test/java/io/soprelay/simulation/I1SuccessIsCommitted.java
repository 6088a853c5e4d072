package io.soprelay.simulation;

import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.ledger.Commit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whatever a person was told has been done is in the audit, once. */
final class I1SuccessIsCommitted extends Invariant {
    /** How long command ids are remembered. */
    private static final Duration REMEMBERED = Duration.ofHours(72);

    private final Map<CommitKey, Instant> committed = new HashMap<>();

    @Override
    String sentence() {
        return "A callback answered with success is in the audit, exactly once per command id.";
    }

    @Override
    void stored(World world, Commit commit) {
        CommitKey key = new CommitKey(commit.aggregate(), commit.commandId());
        Instant before = committed.put(key, world.now());
        if (before != null && before.plus(REMEMBERED).isAfter(world.now())) {
            broken("%s was committed twice", key);
        }
    }

    @Override
    void answered(World world, PressedButton press, CardAnswer answer, Stage.Turn turn) {
        if (answer.toast().kind() == ToastKind.SUCCESS) {
            if (turn.commits().isEmpty()) {
                broken(
                        "%s was told '%s', and nothing was committed",
                        press.presser(), answer.toast().text());
            }
            turn.commits().forEach(key -> look(world, key));
        }
    }

    @Override
    void acknowledged(World world, CommitKey inbox) {
        look(world, inbox);
    }

    private void look(World world, CommitKey key) {
        if (!isNamed(key)) {
            return;
        }
        List<byte[]> audit = world.ledger().inspect(key.aggregate()).entries();
        byte[] sought = ('"' + key.commandId() + '"').getBytes(StandardCharsets.UTF_8);
        for (int i = audit.size() - 1; i >= 0; i--) {
            if (contains(audit.get(i), sought) || !committed.containsKey(key)) {
                return;
            }
        }
        broken("%s was answered with success and is not in the audit", key);
    }

    private static boolean contains(byte[] entry, byte[] sought) {
        for (int at = 0; at + sought.length <= entry.length; at++) {
            if (Arrays.equals(entry, at, at + sought.length, sought, 0, sought.length)) {
                return true;
            }
        }
        return false;
    }

    /** Audits of members, numbers and the like do not name their command. */
    private static boolean isNamed(CommitKey key) {
        return switch (key.aggregate().kind()) {
            case FLOW, INBOX -> true;
            default -> false;
        };
    }
}
