package io.soprelay.im.feishu;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of one API call. */
sealed interface FeishuReply {

    /**
     * The platform answered in JSON.
     *
     * @param code 0 = done
     * @param detail what the platform says, with its log id, for people who look for the cause
     * @param waitFor how long the platform asks us to wait; null if it does not
     */
    record Answer(
            int httpStatus,
            int code,
            String detail,
            JsonNode body,
            @Nullable Duration waitFor) implements FeishuReply {
        private static final Pattern INNER_CODE = Pattern.compile("ErrCode:?\\s*(\\d{4,9})");

        boolean isDone() {
            return code == 0 && httpStatus < 300;
        }

        /** The code inside "bad card" refusals; 0 if there is none. */
        int innerCode() {
            Matcher inner = INNER_CODE.matcher(detail);
            return inner.find() ? Integer.parseInt(inner.group(1)) : 0;
        }
    }

    /** The bytes of a file. */
    record File(
            byte[] bytes,
            @Nullable String contentType,
            @Nullable String name) implements FeishuReply {}

    /** An answer that is not JSON, such as a proxy's page. */
    record Unreadable(int httpStatus) implements FeishuReply {}

    /** More bytes than allowed. */
    record TooLarge(String reason) implements FeishuReply {}

    /** No answer. */
    record NoAnswer(boolean mayHaveArrived, String reason) implements FeishuReply {}

    /** Not called: our own limits, or the platform's request for silence. */
    record HeldBack(Duration waitFor) implements FeishuReply {}
}
