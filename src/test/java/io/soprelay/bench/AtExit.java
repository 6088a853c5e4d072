package io.soprelay.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What must end with this program, however it ends: servers and the bot outlive their parent otherwise. */
public final class AtExit {
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(AtExit::closeAll));
    }

    private AtExit() {}

    /** Newest first, those that {@link #closed} has not taken away before. */
    public static synchronized void close(AutoCloseable open) {
        OPEN.push(open);
    }

    public static synchronized void closed(AutoCloseable closed) {
        OPEN.remove(closed);
    }

    private static void closeAll() {
        for (AutoCloseable open = next(); open != null; open = next()) {
            try {
                open.close();
            } catch (Exception failed) {
                // The next one still has to be closed, and nobody is left to tell.
                continue;
            }
        }
    }

    private static synchronized @Nullable AutoCloseable next() {
        return OPEN.poll();
    }
}
