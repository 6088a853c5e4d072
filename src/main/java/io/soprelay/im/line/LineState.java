package io.soprelay.im.line;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a line is, for health and {@code /status}. All moments are the machine's.
 *
 * @param connectedSince when the connection in use was opened; null while there is none
 * @param lastFrame when the platform last said anything over it; null while there is none
 * @param opened how many connections were opened since the start, planned rotations included
 * @param drops how many connections ended without being asked to
 * @param problem one sentence on what went wrong last; it stays when the line is well again
 * @param problemAt when that was
 */
public record LineState(
        Phase phase,
        @Nullable Instant connectedSince,
        @Nullable Instant lastFrame,
        int opened,
        int drops,
        @Nullable String problem,
        @Nullable Instant problemAt) {

    /** What the line is doing. */
    public enum Phase {
        /** Not started yet, or stopped. */
        STOPPED,
        /** Not connected: trying, or waiting to try again. */
        CONNECTING,
        /** Connected, as far as the last frame tells. */
        CONNECTED,
        /** The platform refuses the app; somebody has to change its settings. Tried again once a minute. */
        REFUSED
    }

    static LineState stopped() {
        return new LineState(Phase.STOPPED, null, null, 0, 0, null, null);
    }

    public boolean isConnected() {
        return phase == Phase.CONNECTED;
    }

    /** The last problem with its time, as one line; empty if there was none. */
    public Optional<String> lastProblem() {
        return problem == null || problemAt == null ? Optional.empty() : Optional.of(problem + " (" + problemAt + ")");
    }
}
