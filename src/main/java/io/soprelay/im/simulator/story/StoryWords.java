package io.soprelay.im.simulator.story;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the story's people and its audience read, from {@code simulator/story/story_*.properties}. */
final class StoryWords {
    private final Locale locale;
    private final ResourceBundle words;

    /** English for an English locale, otherwise Chinese. */
    StoryWords(Locale locale) {
        this.locale = locale.getLanguage().equals("en") ? Locale.US : Locale.SIMPLIFIED_CHINESE;
        words = ResourceBundle.getBundle(
                "simulator.story.story",
                this.locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Why a step failed, and what can be done now. */
    String failed(StepFailed failure) {
        String kind = failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return say("failed." + kind, failure.facts().toArray());
    }

    /** {@code zh-CN} or {@code en-US}. */
    String tag() {
        return locale.toLanguageTag();
    }

    /** {@code {0}}, {@code {1}} … in the words are replaced. */
    String say(String key, Object... facts) {
        return new MessageFormat(words.getString(key), locale).format(facts);
    }
}
