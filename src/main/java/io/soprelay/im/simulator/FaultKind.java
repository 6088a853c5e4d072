package io.soprelay.im.simulator;

/** One way to go wrong on a platform; each call it hits is one use. */
public interface FaultKind {
    /** Whose calls a kind spoils. */
    enum Side {
        /** Calls of the bot. */
        API,
        /** Calls of the platform: messages, events and presses. */
        CALLBACK,
        /** The connection the bot opens itself. */
        LINE,
        /** How the app is set up on the platform: no call uses it up. */
        CONSOLE
    }

    Side side();
}
