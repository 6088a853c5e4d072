package io.soprelay.im.dingtalk;

import io.soprelay.im.dingtalk.stream.StreamDesk;
import io.soprelay.im.door.DoorAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The stream transport: what comes over it is authentic already and goes to the same desk as what comes by HTTP. Thread safe. */
public final class DingTalkStream implements StreamDesk {
    private static final Logger LOG = LoggerFactory.getLogger(DingTalkStream.class);

    private final DingTalkDesk desk;

    public DingTalkStream(DingTalkDesk desk) {
        this.desk = desk;
    }

    @Override
    public Answer answer(Frame frame, Instant receivedAt) {
        JsonNode data = DingTalkJson.object(frame.data().getBytes(StandardCharsets.UTF_8));
        if (data == null) {
            LOG.warn("A frame of {} cannot be read: it is no object", frame.topic());
            return Answer.of("{}");
        }
        return switch (frame.topic()) {
            case ROBOT -> new Sent(desk.message(data));
            case CARD -> new Sent(desk.press(frame.messageId(), data, receivedAt));
            default ->
                new Sent(desk.event(
                        Objects.requireNonNullElse(frame.eventType(), "event"),
                        Objects.requireNonNullElse(frame.eventCorpId(), DingTalkEvents.company(data))));
        };
    }

    /** A call of another company is acknowledged: it would only come again. */
    private record Sent(DoorAnswer answer) implements Answer {
        @Override
        public @Nullable String response() {
            ObjectNode body = answer.body();
            return body == null ? (answer.isForeign() ? "{}" : null) : body.toString();
        }

        @Override
        public void written() {
            answer.written();
        }

        @Override
        public void close() {
            answer.close();
        }
    }
}
