package io.soprelay.im.dingtalk.stream;

import com.dingtalk.open.app.stream.network.api.ClientConnectionListener;
import com.dingtalk.open.app.stream.network.api.Context;
import com.dingtalk.open.app.stream.network.api.Session;
import com.dingtalk.open.app.stream.protocol.CommandType;
import com.dingtalk.open.app.stream.protocol.ProtocolRequestFacade;
import io.soprelay.im.line.Connection;
import io.soprelay.im.line.FramesUnderWay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One socket to DingTalk's Stream: every frame the SDK reads comes here. */
final class StreamConnection implements Connection, ClientConnectionListener {
    private static final Logger LOG = LoggerFactory.getLogger(StreamConnection.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String PING = "ping";
    private static final String DISCONNECT = "disconnect";

    /** A write that fails closes the connection; within this time it has. */
    private static final Duration WRITING = Duration.ofMillis(30);

    private final StreamDesk desk;
    private final InstantSource clock;
    private final Runnable onEnd;
    private final FramesUnderWay frames = new FramesUnderWay();
    private volatile @Nullable Session session;
    private volatile Instant lastFrame;
    private volatile End end = End.NONE;

    StreamConnection(StreamDesk desk, InstantSource clock, Runnable onEnd) {
        this.desk = desk;
        this.clock = clock;
        this.onEnd = onEnd;
        this.lastFrame = clock.instant();
    }

    void opened(Session open) {
        session = open;
        if (end == End.ENDED) {
            open.close();
        }
    }

    /** Called on the SDK's network thread, which must not be held up. */
    @Override
    public void receive(Context context) {
        Instant receivedAt = clock.instant();
        lastFrame = receivedAt;
        ProtocolRequestFacade request = context.getRequest();
        CommandType type = request.getType();
        if (type == CommandType.SYSTEM) {
            system(context);
        } else if (type == CommandType.CALLBACK || type == CommandType.EVENT) {
            boolean unused = frames.handle(() -> handle(context, type, receivedAt));
        } else {
            LOG.info("Acknowledged a frame the bot does not read: {}", type);
            context.replay(Map.of());
        }
    }

    private void system(Context context) {
        String topic = context.getRequest().getTopic();
        if (PING.equals(topic)) {
            context.replay(echoed(context.getRequest().getData()));
        } else if (DISCONNECT.equals(topic)) {
            if (end == End.NONE) {
                end = End.ANNOUNCED;
                onEnd.run();
            }
        }
    }

    private static Map<?, ?> echoed(@Nullable String data) {
        try {
            // The word null is JSON too, and no map.
            return data == null ? Map.of() : Objects.requireNonNullElse(MAPPER.readValue(data, Map.class), Map.of());
        } catch (JacksonException unreadable) {
            return Map.of();
        }
    }

    private void handle(Context context, CommandType type, Instant receivedAt) {
        ProtocolRequestFacade request = context.getRequest();
        StreamDesk.Frame frame = new StreamDesk.Frame(
                Objects.requireNonNullElse(request.getTopic(), ""),
                Objects.requireNonNullElse(request.getMessageId(), ""),
                request.getHeader("eventType"),
                request.getHeader("eventCorpId"),
                Objects.requireNonNullElse(request.getData(), ""));
        StreamDesk.Answer answer;
        try {
            answer = desk.answer(frame, receivedAt);
        } catch (RuntimeException defect) {
            LOG.error("A frame of DingTalk's failed", defect);
            context.exception(defect);
            return;
        }
        try (answer) {
            String response = answer.response();
            if (type == CommandType.EVENT) {
                context.replay(
                        response == null
                                ? Map.of("status", "LATER", "message", "not committed")
                                : Map.of("status", "SUCCESS"));
            } else if (response == null) {
                context.exception(new IllegalStateException("not committed"));
                return;
            } else {
                context.replay(Map.of("response", MAPPER.readValue(response, Map.class)));
            }
            if (response != null && hasLeft()) {
                answer.written();
            }
        } catch (RuntimeException defect) {
            LOG.error("An answer to DingTalk failed", defect);
        }
    }

    /** As far as the SDK lets know: it closes the connection when a write fails. */
    private boolean hasLeft() {
        LockSupport.parkNanos(WRITING.toNanos());
        Session open = session;
        return end != End.ENDED && open != null && open.isActive();
    }

    @Override
    public void onDisConnection(String connectionId) {
        end = End.ENDED;
        onEnd.run();
    }

    @Override
    public Instant lastFrame() {
        return lastFrame;
    }

    @Override
    public End end() {
        return end;
    }

    @Override
    public void ping() {
        // The SDK pings the socket by itself, and DingTalk sends frames of its own every half minute.
    }

    @Override
    public void close(Duration grace) {
        frames.close(grace);
        end = End.ENDED;
        Session open = session;
        if (open != null) {
            open.close();
        }
    }
}
