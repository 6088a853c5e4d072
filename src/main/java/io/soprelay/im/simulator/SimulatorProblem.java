package io.soprelay.im.simulator;

import java.io.Serial;
import java.util.List;

/**
 * Something the person at the keyboard can put right; the message is the one sentence to show at a terminal. The page says
 * it in its own language, by kind and facts.
 */
public final class SimulatorProblem extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What the page has words of its own for. */
    public enum Kind {
        /** The sentence itself is the only fact. */
        OTHER,
        STOPPING,
        NO_REDIS,
        NO_CLOCK,
        /** Names the folder. */
        FOLDER_OF_OTHERS,
        /** Names the folder. */
        ANOTHER_BOT,
        /** Names what the bot said. */
        BOT_DID_NOT_START,
        /** Names the bot's log. */
        BOT_SILENT
    }

    private final Kind kind;
    private final transient List<String> facts;

    public SimulatorProblem(String sentence) {
        this(Kind.OTHER, sentence, sentence);
    }

    SimulatorProblem(Kind kind, String sentence, String... facts) {
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
