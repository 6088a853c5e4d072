package io.soprelay.im.simulator;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
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
        /** Only at a terminal, before there is a page: the sentence itself is the only fact. */
        OTHER,
        /** A step of the story failed: the sentence, in the story's language, is the only fact. */
        STORY,
        STOPPING,
        NO_REDIS,
        NO_CLOCK,
        /** Names the status with which the bot's clock answered. */
        CLOCK_REFUSED,
        /** Names the folder. */
        FOLDER_OF_OTHERS,
        /** Names the file or folder that stayed. */
        FOLDER_NOT_EMPTIED,
        /** Names the file or folder that can be neither read nor written. */
        UNUSABLE_FILE,
        /** Names the folder. */
        ANOTHER_BOT,
        /** Names what the bot said, and its log. */
        BOT_DID_NOT_START,
        /** Names the bot's log. */
        BOT_SILENT
    }

    private final Kind kind;
    private final transient List<String> facts;

    public SimulatorProblem(String sentence) {
        this(Kind.OTHER, sentence, sentence);
    }

    public SimulatorProblem(Kind kind, String sentence, String... facts) {
        super(sentence);
        this.kind = kind;
        this.facts = List.of(facts);
    }

    /**
     * A file or folder could not be used.
     *
     * @param fallback named when the failure names no file
     */
    static SimulatorProblem unusable(IOException failure, Path fallback) {
        String named = failure instanceof FileSystemException file ? file.getFile() : null;
        String place = named == null ? fallback.toString() : named;
        return new SimulatorProblem(
                Kind.UNUSABLE_FILE, place + " can not be read or written: " + failure.getMessage(), place);
    }

    public Kind kind() {
        return kind;
    }

    public List<String> facts() {
        return facts;
    }
}
