package io.soprelay.im.simulator.story;

import io.soprelay.im.simulator.BotClock;
import io.soprelay.im.simulator.SimulatorProblem;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The whole story as fast as it goes, with a transcript. Every step is checked. */
public final class Demo {
    private final Phonebook phones;
    private final BotClock clock;
    private final Duration patience;
    private final Locale locale;
    private final PrintStream out;

    /**
     * @param phones of platforms with a bot behind them
     * @param locale of the bot's frame words and of the transcript
     * @param patience how long to wait for what should be seen; 20 s is much for a healthy bot
     * @param out gets the transcript
     * @throws IllegalArgumentException when {@code where} is a platform that is not there
     */
    public Demo(Phonebook phones, Where where, BotClock clock, Locale locale, Duration patience, PrintStream out) {
        this.phones = phones.on(where);
        this.clock = clock;
        this.locale = locale;
        this.patience = patience;
        this.out = out;
    }

    /** @return whether every step went as the story has it; a failed one is explained in the transcript */
    public boolean play() {
        Instant began = Instant.now();
        StoryWords words = new StoryWords(locale);
        try (Stage stage = new Stage(phones, clock, patience, new Transcript(words, phones.where(), out))) {
            stage.play(DeliveryStory.in(locale, phones.where(), phones::account).chapters());
            out.println();
            out.println("✅ "
                    + words.say(
                            "transcript.end",
                            Duration.between(began, Instant.now()).toSeconds(),
                            phones.calls()));
            return true;
        } catch (StepFailed | SimulatorProblem failure) {
            out.println();
            out.println("❌ " + failure.getMessage());
            return false;
        }
    }
}
