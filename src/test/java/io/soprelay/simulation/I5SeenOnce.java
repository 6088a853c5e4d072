package io.soprelay.simulation;

import io.soprelay.outbox.Delivery;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nobody is told the same thing twice in a row. */
final class I5SeenOnce extends Invariant {
    /** The time in which a repeated create key makes no second message, less what the bot leaves for the clocks. */
    private static final Duration WINDOW = Duration.ofMinutes(55);

    private final Map<String, SimulatedPlatform.Message> newest = new HashMap<>();

    @Override
    String sentence() {
        return "A person sees each effect once inside the platform's idempotency window.";
    }

    @Override
    void born(World world, SimulatedPlatform.Message message, @Nullable Delivery delivery) {
        SimulatedPlatform.Message before = newest.put(message.entry() + " to " + message.to(), message);
        if (before != null
                && before.bornAt().plus(WINDOW).isAfter(message.bornAt())
                && world.platform().isAlive(before)) {
            broken("%s was sent to %s at %s and at %s", message.entry(), message.to(), before.bornAt(), message.bornAt());
        }
    }
}
