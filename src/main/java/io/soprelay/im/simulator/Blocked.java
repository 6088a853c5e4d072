package io.soprelay.im.simulator;

import java.util.List;

/**
 * Why the app on the phone made no call.
 *
 * @param facts what the sentence names, in its order
 */
public record Blocked(Why why, List<String> facts) {
    /** With the sentence for developers; people at the page get theirs from the message files. */
    public enum Why {
        BUTTON_DISABLED("the button is disabled"),
        CONTROL_DISABLED("the control is disabled"),
        FORM_RESET("the form was reset"),
        REQUIRED_MISSING("required item missing: %s"),
        TOO_LONG("'%s' takes at most %s characters"),
        NO_CALLBACK("it opens a link, or sends nothing by itself"),
        RECALLED("the message was recalled"),
        CARD_TOO_OLD("the card is older than 14 days");

        private final String sentence;

        Why(String sentence) {
            this.sentence = sentence;
        }
    }

    /** @param facts what the sentence names, in its order */
    public static Blocked by(Why why, String... facts) {
        return new Blocked(why, List.of(facts));
    }

    String sentence() {
        return why.sentence.formatted(facts.toArray());
    }
}
