package io.soprelay.im.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What goes wrong next between the bot and the platform. Safe for many threads. */
public final class Faults {
    /** One way to go wrong; each call it hits is one use. */
    public enum Kind {
        /** HTTP 429, 99991400 with both rate headers. */
        TOO_MANY,
        /** HTTP 429, 99991400 without a hint when to come back. */
        TOO_MANY_WITHOUT_RESET,
        /** HTTP 500, nothing was done. */
        SERVER_ERROR,
        /** The call is carried out, then the connection breaks before the answer. */
        LOST_ANSWER,
        /** The call is carried out and answered late. */
        SLOW,
        /** HTTP 200 with something that is no JSON; the call is carried out. */
        BROKEN_JSON,
        /** 99991663, and every token handed out so far has ended. */
        TOKEN_EXPIRED,
        /** 230110: the message was deleted. */
        MESSAGE_GONE,
        /** 230013: the person is outside the range of the app. */
        PERSON_UNREACHABLE
    }

    private static final class Planned {
        private final Kind kind;
        private final String pathPart;
        private int left;

        private Planned(Kind kind, int calls, String pathPart) {
            this.kind = kind;
            this.left = calls;
            this.pathPart = pathPart;
        }
    }

    private final List<Planned> planned = new ArrayList<>();
    private Duration slowness = Duration.ofSeconds(5);

    /** The next {@code calls} calls of the message API go wrong so. */
    public void next(int calls, Kind kind) {
        next(calls, kind, "/im/v1/messages");
    }

    /** The next {@code calls} calls whose path contains {@code pathPart} go wrong so. */
    public synchronized void next(int calls, Kind kind, String pathPart) {
        if (calls < 1 || calls > 10_000) {
            throw new IllegalArgumentException("calls must be between 1 and 10000, but was " + calls);
        }
        planned.add(new Planned(kind, calls, pathPart));
    }

    /** How late {@link Kind#SLOW} answers; at most a minute. */
    public synchronized void slowness(Duration wait) {
        if (wait.isNegative() || wait.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("slowness must be between 0 s and 60 s, but was " + wait);
        }
        slowness = wait;
    }

    /** Everything works again. */
    public synchronized void clear() {
        planned.clear();
    }

    /** How many calls are still to fail, by kind in words; for the page. */
    public synchronized List<String> waiting() {
        return planned.stream()
                .map(fault -> fault.kind + " × " + fault.left + " " + fault.pathPart)
                .toList();
    }

    synchronized Duration slowness() {
        return slowness;
    }

    /** Uses up one fault that fits the call. */
    synchronized Optional<Kind> take(String path) {
        Iterator<Planned> all = planned.iterator();
        while (all.hasNext()) {
            Planned fault = all.next();
            if (path.contains(fault.pathPart)) {
                fault.left--;
                if (fault.left == 0) {
                    all.remove();
                }
                return Optional.of(fault.kind);
            }
        }
        return Optional.empty();
    }
}
