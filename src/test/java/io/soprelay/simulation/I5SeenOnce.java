package io.soprelay.simulation;

import io.soprelay.im.Recipient;
import io.soprelay.outbox.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nobody is told the same thing twice in a row. */
final class I5SeenOnce extends Invariant {
    /** The time in which a repeated create key makes no second message, less what the bot leaves for the clocks. */
    private static final Duration WINDOW = Duration.ofMinutes(55);

    private final Map<String, SimulatedPlatform.Message> newest = new HashMap<>();
    private final Map<String, Instant> firstTry = new HashMap<>();

    @Override
    String sentence() {
        return "A person sees each effect once inside the platform's idempotency window.";
    }

    @Override
    void tried(World world, String entry, Recipient to) {
        firstTry.putIfAbsent(entry + " to " + to, world.now());
    }

    @Override
    void settled(World world, Archive.Entry entry) {
        firstTry.keySet().removeIf(key -> key.startsWith(entry.lane() + "/" + entry.id() + " to "));
    }

    /** The window is counted from the first try: the next number may be used once that is over. */
    @Override
    void born(World world, SimulatedPlatform.Message message, @Nullable Delivery delivery) {
        String key = message.entry() + " to " + message.to();
        SimulatedPlatform.Message before = newest.put(key, message);
        Instant tried = firstTry.put(key, world.now());
        boolean triedLately = tried == null || tried.plus(WINDOW).isAfter(world.now());
        boolean seenLately = before != null && before.bornAt().plus(WINDOW).isAfter(message.bornAt());
        if (seenLately && triedLately && world.platform().isAlive(before)) {
            broken("%s was sent to %s at %s and at %s", message.entry(), message.to(), before.bornAt(), message.bornAt());
        }
    }
}
