package io.soprelay.im.feishu;

import com.lark.oapi.okhttp.Request;
import com.lark.oapi.okhttp.Response;
import com.lark.oapi.okhttp.WebSocket;
import com.lark.oapi.okhttp.WebSocketListener;
import com.lark.oapi.okio.ByteString;
import com.lark.oapi.ws.pb.Pbbp2;
import io.soprelay.im.door.DoorAnswer;
import io.soprelay.im.line.Connection;
import io.soprelay.im.line.FramesUnderWay;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket to Feishu, seen from between the SDK and the network: every frame passes here, so that it is known when the
 * platform last spoke, each event is handled on a thread of its own (the SDK has five for all), and an answer counts as
 * written only when it has left. A close by the platform ends it at once; the SDK would wait for ever.
 */
final class FeishuConnection extends WebSocketListener implements Connection {
    private static final Logger LOG = LoggerFactory.getLogger(FeishuConnection.class);
    private static final int CONTROL = 0;
    private static final int NORMAL_CLOSURE = 1000;
    private static final Duration FLUSH_PATIENCE = Duration.ofSeconds(1);
    private static final Duration FLUSH_LOOK = Duration.ofMillis(1);

    private final FeishuLineEvents events;
    private final InstantSource clock;
    private final Runnable onEnd;
    private final FramesUnderWay frames = new FramesUnderWay();
    private final ReentrantLock chunks = new ReentrantLock();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private volatile @Nullable FeishuSdkClient sdk;
    private volatile @Nullable WebSocketListener sdkListener;
    private volatile @Nullable WebSocket socket;
    private volatile Instant lastFrame;
    private volatile boolean ended;

    FeishuConnection(FeishuLineEvents events, InstantSource clock, Runnable onEnd) {
        this.events = events;
        this.clock = clock;
        this.onEnd = onEnd;
        this.lastFrame = clock.instant();
    }

    /** Completes when the socket is open, or with what the platform says against it. */
    CompletableFuture<Void> opened() {
        return opened;
    }

    void handledBy(FeishuSdkClient client) {
        sdk = client;
    }

    /** The SDK opens its socket with this listener in place of its own. */
    WebSocketListener inPlaceOf(WebSocketListener listener) {
        sdkListener = listener;
        return this;
    }

    void socket(WebSocket created) {
        socket = created;
    }

    @Override
    public void onOpen(WebSocket open, Response response) {
        lastFrame = clock.instant();
        WebSocketListener sdkOwn = sdkListener;
        if (sdkOwn != null) {
            sdkOwn.onOpen(open, response);
        }
        opened.complete(null);
    }

    @Override
    public void onMessage(WebSocket from, ByteString bytes) {
        Instant receivedAt = clock.instant();
        lastFrame = receivedAt;
        byte[] frame = bytes.toByteArray();
        boolean unused = frames.handle(() -> handle(from, frame, receivedAt));
    }

    @Override
    public void onClosing(WebSocket from, int code, String reason) {
        ended();
        from.close(NORMAL_CLOSURE, null);
    }

    @Override
    public void onClosed(WebSocket from, int code, String reason) {
        ended();
    }

    @Override
    public void onFailure(WebSocket from, Throwable failure, @Nullable Response response) {
        opened.completeExceptionally(FeishuLineProblem.of(failure, response));
        ended();
    }

    private void ended() {
        ended = true;
        opened.completeExceptionally(new IOException("Feishu closed the connection while it was opened"));
        onEnd.run();
    }

    private void handle(WebSocket from, byte[] frame, Instant receivedAt) {
        FeishuSdkClient client = sdk;
        if (client == null) {
            return;
        }
        boolean chunk = isChunk(frame);
        if (chunk) {
            // The SDK joins chunks without a lock of its own.
            chunks.lock();
        }
        FeishuLineEvents.Handling handling = events.begin(receivedAt);
        try {
            client.handle(frame);
            settle(from, handling);
        } catch (Throwable defect) {
            LOG.error("A frame of Feishu's failed", defect);
        } finally {
            events.end();
            DoorAnswer answer = handling.answer();
            if (answer != null) {
                answer.close();
            }
            if (chunk) {
                chunks.unlock();
            }
        }
    }

    private void settle(WebSocket from, FeishuLineEvents.Handling handling) {
        DoorAnswer answer = handling.answer();
        if (answer != null && answer.body() != null && hasLeft(from)) {
            answer.written();
        }
    }

    /** Whether everything handed to the socket has left it. */
    private boolean hasLeft(WebSocket to) {
        long until = System.nanoTime() + FLUSH_PATIENCE.toNanos();
        while (!ended && System.nanoTime() < until) {
            if (to.queueSize() == 0) {
                return !ended;
            }
            LockSupport.parkNanos(FLUSH_LOOK.toNanos());
        }
        return false;
    }

    private static boolean isChunk(byte[] frame) {
        try {
            return Pbbp2.Frame.parseFrom(frame).getHeadersList().stream()
                    .anyMatch(header ->
                            header.getKey().equals("sum") && !header.getValue().equals("1"));
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Override
    public Instant lastFrame() {
        return lastFrame;
    }

    @Override
    public End end() {
        return ended ? End.ENDED : End.NONE;
    }

    @Override
    public void ping() {
        WebSocket to = socket;
        if (to == null || ended) {
            return;
        }
        Pbbp2.Frame ping = Pbbp2.Frame.newBuilder()
                .setSeqID(0)
                .setLogID(0)
                .setService(service(to.request()))
                .setMethod(CONTROL)
                .addHeaders(Pbbp2.Header.newBuilder().setKey("type").setValue("ping"))
                .build();
        boolean unused = to.send(ByteString.of(ping.toByteArray()));
    }

    private static int service(Request request) {
        String id = request.url().queryParameter("service_id");
        return id != null && id.matches("\\d{1,9}") ? Integer.parseInt(id) : 0;
    }

    @Override
    public void close(Duration grace) {
        frames.close(grace);
        ended = true;
        WebSocket to = socket;
        if (to != null) {
            // The close frame first, if there is still somebody to read it; then the socket, whatever comes of that.
            boolean unused = to.close(NORMAL_CLOSURE, null);
            if (grace.isPositive()) {
                hasSentClose(to);
            }
            to.cancel();
        }
    }

    private static void hasSentClose(WebSocket to) {
        long until = System.nanoTime() + Duration.ofMillis(200).toNanos();
        while (to.queueSize() > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(FLUSH_LOOK.toNanos());
        }
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
}
