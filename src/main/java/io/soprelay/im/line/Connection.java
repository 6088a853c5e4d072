package io.soprelay.im.line;

import java.time.Duration;
import java.time.Instant;

/** One open connection. Thread safe. */
public interface Connection {

    /** When the platform last said anything, control frames included; the opening counts as the first word. */
    Instant lastFrame();

    /** How it stands; never goes back. */
    End end();

    /** Asks the platform for a sign of life, if the platform's protocol leaves that to us. Never blocks, never throws. */
    void ping();

    /**
     * Takes no more frames, waits at most {@code grace} until those under way are answered, and closes the socket and
     * everything else. Idempotent.
     */
    void close(Duration grace);

    /** What is known of its end. */
    enum End {
        /** In use. */
        NONE,
        /** The platform will close it soon and sends nothing more over it: open the next one now. */
        ANNOUNCED,
        /** Closed or broken. */
        ENDED
    }
}
