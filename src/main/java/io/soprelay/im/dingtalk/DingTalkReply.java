package io.soprelay.im.dingtalk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of one API call. */
sealed interface DingTalkReply {

    /**
     * The platform answered in JSON.
     *
     * @param code empty = done; the platform's word, or its number on the legacy host
     * @param detail what the platform says, with its request id, for people who look for the cause
     * @param waitFor how long to wait before this call may be made again; null if nothing was said about it
     */
    record Answer(
            int httpStatus,
            String code,
            String detail,
            JsonNode body,
            @Nullable Duration waitFor) implements DingTalkReply {
        boolean isDone() {
            return code.isEmpty() && httpStatus < 300;
        }
    }

    /** The bytes of a file. */
    record File(byte[] bytes, @Nullable String contentType) implements DingTalkReply {}

    /**
     * An answer that is not JSON, such as a proxy's page.
     *
     * @param waitFor set if the page may mean that this address is banned for a while
     */
    record Unreadable(int httpStatus, @Nullable Duration waitFor) implements DingTalkReply {}

    /** More bytes than allowed. */
    record TooLarge(String reason) implements DingTalkReply {}

    /** No answer. */
    record NoAnswer(boolean mayHaveArrived, String reason) implements DingTalkReply {}

    /** Not called: our own limits, the platform's request for silence, or a month whose calls are used up. */
    record HeldBack(Duration waitFor, String reason) implements DingTalkReply {}
}
