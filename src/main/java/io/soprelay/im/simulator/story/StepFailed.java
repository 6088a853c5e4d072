package io.soprelay.im.simulator.story;

import java.io.Serial;
import java.util.List;

/**
 * What went other than the story has it. The message is for a terminal: its first line says what was missing, the rest
 * shows the phone. The page says it in its own language, by kind and facts.
 */
final class StepFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Each with words of its own, {@code failed.…}. */
    enum Kind {
        /** Names the person and the card. */
        NO_CARD,
        /** Names the person, the button and the card. */
        NO_BUTTON,
        /** Names the person, the control and the value. */
        NOT_FILLED,
        /** Names the person, the button, the toast the story has and the one that was shown. */
        OTHER_TOAST,
        /** Names the person and the words. */
        NOT_SEEN,
        /** Names the person and the status of the bot's answer. */
        NOT_TAKEN
    }

    private final Kind kind;
    private final transient List<String> facts;

    StepFailed(Kind kind, List<String> facts, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.facts = facts;
    }

    Kind kind() {
        return kind;
    }

    List<String> facts() {
        return facts;
    }
}
