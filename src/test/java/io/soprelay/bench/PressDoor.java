package io.soprelay.bench;

import io.soprelay.im.Platform;
import java.io.IOException;

/** One platform's way to the bot. What is pressed is made ready before it is measured. */
interface PressDoor extends AutoCloseable {
    Platform platform();

    /** The platform's id of a person of the story; the same for the same name. */
    String account(String person);

    /**
     * The admin writes a line to the bot.
     *
     * @throws IOException when the bot does not answer it
     */
    void say(String line) throws IOException;

    byte[] seal(PressStory.Press press);

    /** @throws IOException when the way broke */
    HttpConnection.Answer exchange(byte[] sealed) throws IOException;

    /** @return empty for a success with a whole card, else what it was */
    String judge(HttpConnection.Answer answer);

    @Override
    void close() throws IOException;
}
