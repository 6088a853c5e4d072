package io.soprelay.im.dingtalk.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers what comes over the stream. Called on a virtual thread of its own for each frame. */
@FunctionalInterface
public interface StreamDesk {
    /** Topic of messages to the robot. */
    String ROBOT = "/v1.0/im/bot/messages/get";

    /** Topic of presses on cards. */
    String CARD = "/v1.0/card/instances/callback";

    /** Topic of all subscribed events. */
    String EVENTS = "*";

    /**
     * Hands one frame in and returns once it is committed, or known not to be. A frame may come twice.
     *
     * @param receivedAt by the machine's clock; a press's budget began then
     */
    Answer answer(Frame frame, Instant receivedAt);

    /**
     * One call of DingTalk's.
     *
     * @param topic {@link #ROBOT}, {@link #CARD} or {@link #EVENTS}
     * @param messageId the same for each redelivery
     * @param eventType only of events
     * @param eventCorpId the company an event comes from; only of events
     * @param data JSON
     */
    record Frame(
            String topic,
            String messageId,
            @Nullable String eventType,
            @Nullable String eventCorpId,
            String data) {}

    /** What goes back. Closed after it was sent, or could not be. */
    interface Answer extends AutoCloseable {

        /**
         * JSON: for robot messages and presses the bare response, which the stream wraps as it must be; for events
         * anything, it is not sent. Null if nothing is known to be committed: DingTalk then sends the frame again.
         */
        @Nullable
        String response();

        /** The response has left for DingTalk. */
        void written();

        @Override
        void close();

        /** An answer after which there is nothing to do. */
        static Answer of(@Nullable String response) {
            return new Answer() {
                @Override
                public @Nullable String response() {
                    return response;
                }

                @Override
                public void written() {
                    // Nobody waits for it.
                }

                @Override
                public void close() {
                    // There is nothing open.
                }
            };
        }
    }
}
