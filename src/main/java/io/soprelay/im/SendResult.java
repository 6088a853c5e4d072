package io.soprelay.im;

import java.time.Duration;

/** What came of a call that makes something visible to a person. */
public sealed interface SendResult {

    /** Done; {@code messageId} names the message from now on. */
    record Sent(String messageId) implements SendResult {}

    /**
     * Not done, and safe to repeat after {@code after} with the same create key.
     *
     * @param asked whether the platform said so; false if it was not even asked, because of our own limits
     */
    record Retry(Duration after, String reason, boolean asked) implements SendResult {
        /** The platform said so, or did not answer. */
        public Retry(Duration after, String reason) {
            this(after, reason, true);
        }

        /** The platform was not asked. */
        public static Retry unasked(Duration after, String reason) {
            return new Retry(after, reason, false);
        }
    }

    /** The call may or may not have taken effect (timeout, broken line): repeat with the same create key. */
    record Unknown(String reason) implements SendResult {}

    /** Repeating cannot help. */
    record Refused(Cause cause, String detail) implements SendResult {}

    /** Why the platform refuses for good, in the words that decide what happens next. */
    enum Cause {
        /** The person cannot be reached: resigned, outside the app's availability, muted the bot. */
        UNREACHABLE,
        /** The message is recalled, deleted or too old to be updated: send a new one. */
        MESSAGE_GONE,
        /** The platform does not accept the content. */
        BAD_CONTENT,
        /** The app lacks a permission or is not published. */
        NOT_PERMITTED,
        /** Anything else. */
        OTHER
    }
}
