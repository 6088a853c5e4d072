package io.soprelay.im.simulator;

import java.io.Serial;
import java.util.List;

/**
 * A card cannot do what was asked of it. The message is for whoever writes a test; the page says it in its own language,
 * by kind and facts.
 */
public final class NotOnCard extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What there is not. */
    public enum Kind {
        /** Names the button, the card and the buttons it has. */
        NO_BUTTON,
        /** Names the control, the card and the controls it has. */
        NO_CONTROL,
        /** Names the control. */
        UNCHANGEABLE,
        /** Names the control, the value and what can be chosen. */
        NOT_OFFERED,
        /** Names the control, the value and an example of one that fits. */
        UNFIT
    }

    private final Kind kind;
    private final transient List<String> facts;

    NotOnCard(Kind kind, String sentence, String... facts) {
        super(sentence);
        this.kind = kind;
        this.facts = List.of(facts);
    }

    public Kind kind() {
        return kind;
    }

    public List<String> facts() {
        return facts;
    }
}
