package io.soprelay.im.simulator.story;

import io.soprelay.im.simulator.BotClock;
import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.SimulatorProblem;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The whole story as fast as it goes, with a transcript. Every step is checked. */
public final class Demo {
    private final FeishuPlatform platform;
    private final BotClock clock;
    private final Duration patience;
    private final Locale locale;
    private final PrintStream out;

    /** As the other, with a bot whose frame words are Chinese. */
    public Demo(FeishuPlatform platform, BotClock clock, Duration patience, PrintStream out) {
        this(platform, clock, Locale.SIMPLIFIED_CHINESE, patience, out);
    }

    /**
     * @param platform with a bot behind its callback address
     * @param locale of the bot's frame words and of the transcript
     * @param patience how long to wait for what should be seen; 20 s is much for a healthy bot
     * @param out gets the transcript
     */
    public Demo(FeishuPlatform platform, BotClock clock, Locale locale, Duration patience, PrintStream out) {
        this.platform = platform;
        this.clock = clock;
        this.locale = locale;
        this.patience = patience;
        this.out = out;
        Cast.join(platform);
    }

    /** @return whether every step went as the story has it; a failed one is explained in the transcript */
    public boolean play() {
        Instant began = Instant.now();
        StoryWords words = new StoryWords(locale);
        try (Stage stage = new Stage(platform, clock, patience, new Transcript(words, out))) {
            stage.play(DeliveryStory.in(locale).chapters());
            out.println();
            out.println("✅ "
                    + words.say(
                            "transcript.end",
                            Duration.between(began, Instant.now()).toSeconds(),
                            platform.wireLog().entries().size()));
            return true;
        } catch (StepFailed | SimulatorProblem failure) {
            out.println();
            out.println("❌ " + failure.getMessage());
            return false;
        }
    }
}
