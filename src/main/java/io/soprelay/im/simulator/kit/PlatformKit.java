package io.soprelay.im.simulator.kit;

import io.soprelay.im.simulator.BotClock;
import io.soprelay.im.simulator.Phones;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What the kits of all platforms share: people by name, patience, words, the clock.
 *
 * @param <K> the kit itself
 */
public abstract class PlatformKit<K extends PlatformKit<K>> implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private KitClock clock;
    private Duration patience = PATIENCE;
    private UnaryOperator<String> words = UnaryOperator.identity();
    private Runnable settling = () -> {};

    PlatformKit(KitClock clock) {
        this.clock = clock;
    }

    abstract K self();

    /** All phones of the platform. */
    public abstract Phones phones();

    /** How long what must come may take; 20 s unless it is set. */
    public K patience(Duration longest) {
        patience = longest;
        return self();
    }

    /** Every word of a sentence goes through this first; for tests that call people by shorter names. */
    public K words(UnaryOperator<String> translation) {
        words = translation;
        return self();
    }

    /** What waits until the bot has sent all that is due; {@link Person#neverSees} needs it. */
    public K settling(Runnable wait) {
        settling = wait;
        return self();
    }

    /** Jumps move the clock of a bot that offers {@code /actuator/clock}, and the platform's with it. */
    public K clock(BotClock botClock) {
        clock = clock.leadingTo(botClock);
        return self();
    }

    /** Somebody of that name with a phone, hired now if need be. */
    public Person user(String name) {
        return new Person(this, phones().addPerson(words.apply(name)));
    }

    public KitClock clock() {
        return clock;
    }

    public Duration patience() {
        return patience;
    }

    String words(String text) {
        return words.apply(text);
    }

    /** Waits until the bot has sent all that is due, if {@link #settling} says how. */
    public void settle() {
        settling.run();
    }

    @Override
    public abstract void close();
}
