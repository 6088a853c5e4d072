package io.soprelay.im.simulator;

/**
 * What came back from the bot's callback address.
 *
 * @param status HTTP status; 0 when there was no answer
 * @param problem why there was none
 */
public record CallbackAnswer(int status, String body, Problem problem) {
    /** Why no answer came. */
    public enum Problem {
        NONE,
        /** No callback address is set. */
        NOT_CONFIGURED,
        /** Nobody listens there, or not within 2 s. */
        NOT_CONNECTED,
        /** Not within the window. */
        TOO_LATE
    }

    /** HTTP 200 inside the window. */
    public boolean ok() {
        return status == 200;
    }
}
