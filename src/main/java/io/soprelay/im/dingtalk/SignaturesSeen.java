package io.soprelay.im.dingtalk;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which bodies came under which signature. DingTalk signs the time of a call and not its body, so whoever overhears one
 * signature could put any body under it for as long as it is fresh. Two honest calls share a signature only if they left
 * in the same millisecond, and then they arrive together: a body that comes later under a used signature is not the
 * platform's. The same body may come again at any time. In the memory of this process; thread safe.
 */
final class SignaturesSeen {
    /** How far apart calls of the same millisecond arrive at most: the platform gives up on a connection sooner. */
    static final Duration TOGETHER = Duration.ofSeconds(10);

    /** More people than press in one millisecond. */
    private static final int BODIES_MAX = 20;

    /** An hour of the busiest company; of more the oldest are forgotten. */
    private static final int REMEMBERED_MAX = 20_000;

    private record Seen(Instant first, Set<String> bodies) {}

    private final Map<String, Seen> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    /**
     * @param signature a right one
     * @param body names the body
     */
    synchronized boolean admits(String signature, String body, Instant now) {
        Seen known = seen.computeIfAbsent(signature, first -> new Seen(now, new HashSet<>()));
        if (known.bodies().contains(body)) {
            return true;
        }
        boolean together =
                !now.isAfter(known.first().plus(TOGETHER)) && known.bodies().size() < BODIES_MAX;
        return together && known.bodies().add(body);
    }
}
