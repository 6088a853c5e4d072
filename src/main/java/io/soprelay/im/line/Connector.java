package io.soprelay.im.line;

import java.io.IOException;

/** Opens connections to one platform. Used by one thread at a time. */
public interface Connector {

    /**
     * Opens a connection and returns once it is usable; bounded by about 20 s whatever the platform does, and leaves
     * nothing open when it fails.
     *
     * @param onEnd called once when the connection has ended, or announces its end; may be called before this returns
     * @throws LineRefusedException if trying again cannot help until somebody changes settings
     * @throws IOException for anything that may pass by itself; its message is one sentence
     */
    Connection open(Runnable onEnd) throws IOException, LineRefusedException, InterruptedException;

    /** The platform refuses the app itself: wrong credentials, a missing right, too many connections. */
    final class LineRefusedException extends Exception {
        /** @param sentence names what to look at, without any secret */
        public LineRefusedException(String sentence) {
            super(sentence);
        }
    }
}
