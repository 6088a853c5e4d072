package io.soprelay.im.feishu;

import com.lark.oapi.core.httpclient.IHttpTransport;
import com.lark.oapi.core.request.RawRequest;
import com.lark.oapi.core.response.RawResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Carries the SDK's requests over OkHttp 5. It repeats nothing but a read whose line broke, once; follows no redirect,
 * reads at most as many bytes as the caller allows, and knows of each failure whether the request may have arrived.
 * Thread safe.
 */
public final class FeishuTransport implements IHttpTransport {
    /** No JSON answer that the bot reads comes near this. */
    private static final long JSON_BYTES_MAX = 1024 * 1024;

    private static final int OK = 200;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    /** A message is created in a fraction of this; a picture of 10 MB on a slow line needs some of it. */
    private static final Duration CALL_MAX = Duration.ofSeconds(15);

    /** Shorter than servers keep an idle line (30 s and more): a line they have closed costs the next call. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

    private static final int IDLE_LINES_MAX = 8;

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final MediaType BYTES = MediaType.get("application/octet-stream");

    private final OkHttpClient http;

    public FeishuTransport() {
        this(CALL_MAX);
    }

    /** @param callMax longest time of one call, from looking up the host to the last byte */
    FeishuTransport(Duration callMax) {
        this.http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT_MAX)
                .readTimeout(callMax)
                .writeTimeout(callMax)
                .callTimeout(callMax)
                .connectionPool(new ConnectionPool(IDLE_LINES_MAX, KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .eventListener(new SentListener())
                .build();
    }

    /** What a call carries, handed through the SDK untouched. */
    sealed interface Content {
        record Json(byte[] bytes) implements Content {}

        record Picture(byte[] bytes) implements Content {}

        record Nothing() implements Content {}

        /** Nothing goes out; at most so many bytes come in. */
        record Download(long bytesMax) implements Content {}
    }

    /** The line failed. */
    static final class LineException extends IOException {
        private final boolean mayHaveArrived;

        LineException(boolean mayHaveArrived, IOException cause) {
            super(cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
            this.mayHaveArrived = mayHaveArrived;
        }

        boolean mayHaveArrived() {
            return mayHaveArrived;
        }
    }

    /** The answer is longer than the caller allows. */
    static final class TooLargeException extends IOException {
        TooLargeException(long bytesMax) {
            super("more than " + bytesMax + " bytes");
        }
    }

    @Override
    public RawResponse execute(RawRequest raw) throws IOException {
        Content content = raw.getBody() instanceof Content ours ? ours : new Content.Nothing();
        try {
            return once(raw, content);
        } catch (LineException broken) {
            // Whatever else lies idle may be as dead as this line: a second try and the next call get fresh ones.
            http.connectionPool().evictAll();
            if (raw.getHttpMethod().equals("GET") && !(broken.getCause() instanceof InterruptedIOException)) {
                return once(raw, content);
            }
            throw broken;
        }
    }

    private RawResponse once(RawRequest raw, Content content) throws IOException {
        AtomicBoolean sent = new AtomicBoolean();
        Request.Builder request = new Request.Builder()
                .url(raw.getReqUrl())
                .method(raw.getHttpMethod(), body(content))
                .tag(AtomicBoolean.class, sent);
        raw.getHeaders().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        boolean oneAnswerOnly = false;
        try (Response response = http.newCall(request.build()).execute()) {
            oneAnswerOnly = response.protocol() == Protocol.HTTP_1_0
                    && !"keep-alive".equalsIgnoreCase(response.header("Connection"));
            // A refused download is answered in JSON, which may be longer than the file was allowed to be.
            return read(
                    response,
                    content instanceof Content.Download(long bytesMax) && response.code() == OK
                            ? bytesMax
                            : JSON_BYTES_MAX);
        } catch (TooLargeException tooLarge) {
            throw tooLarge;
        } catch (IOException broken) {
            throw new LineException(sent.get(), broken);
        } finally {
            if (oneAnswerOnly) {
                // OkHttp keeps such a line for the next request, though the other side is about to close it.
                http.connectionPool().evictAll();
            }
        }
    }

    private static RawResponse read(Response response, long bytesMax) throws IOException {
        byte[] bytes = response.body().byteStream().readNBytes((int) Math.min(bytesMax + 1, Integer.MAX_VALUE - 8));
        if (bytes.length > bytesMax) {
            throw new TooLargeException(bytesMax);
        }
        RawResponse raw = new RawResponse();
        raw.setStatusCode(response.code());
        raw.setContentType(response.header("Content-Type"));
        Map<String, List<String>> headers = response.headers().toMultimap();
        raw.setHeaders(headers);
        raw.setBody(bytes);
        return raw;
    }

    private static @Nullable RequestBody body(Content content) {
        return switch (content) {
            case Content.Json(byte[] bytes) -> RequestBody.create(bytes, JSON);
            case Content.Picture(byte[] bytes) ->
                new MultipartBody.Builder()
                        .setType(MultipartBody.FORM)
                        .addFormDataPart("image_type", "message")
                        .addFormDataPart("image", "image", RequestBody.create(bytes, BYTES))
                        .build();
            case Content.Nothing() -> null;
            case Content.Download ignored -> null;
        };
    }

    /** Marks the moment from which a request may have arrived. */
    private static final class SentListener extends EventListener {
        @Override
        public void requestHeadersStart(Call call) {
            AtomicBoolean sent = call.request().tag(AtomicBoolean.class);
            if (sent != null) {
                sent.set(true);
            }
        }
    }
}
