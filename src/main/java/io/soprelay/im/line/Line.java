package io.soprelay.im.line;

/** A transport that the bot opens itself. Thread safe. */
public interface Line {

    /** What it leads to, for people: {@code Feishu}. */
    String name();

    /** Begins to connect and returns at once; a line that was stopped stays stopped. */
    void start();

    /** Takes no more frames, lets those under way be answered for a few seconds, and closes. Repeating it does nothing. */
    void stop();

    LineState state();
}
