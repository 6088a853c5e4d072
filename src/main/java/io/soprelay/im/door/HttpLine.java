package io.soprelay.im.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A line to a platform over OkHttp. It repeats nothing but a read whose connection broke, once; follows no redirect, reads
 * at most as many bytes as the caller allows, and knows of each failure whether the request may have arrived. Thread
 * safe.
 */
public final class HttpLine {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final int OK = 200;
    /** Shorter than servers keep an idle connection (30 s and more): one they have closed costs the next call. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

    private static final int IDLE_MAX = 8;

    private final OkHttpClient http;
    private final long otherBytesMax;

    /**
     * @param callMax longest time of one call, from looking up the host to the last byte
     * @param otherBytesMax the longest answer that is not what was asked for
     */
    public HttpLine(Duration callMax, long otherBytesMax) {
        this.otherBytesMax = otherBytesMax;
        this.http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT_MAX)
                .readTimeout(callMax)
                .writeTimeout(callMax)
                .callTimeout(callMax)
                .connectionPool(new ConnectionPool(IDLE_MAX, KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .eventListener(new SentListener())
                .build();
    }

    /** The line failed. */
    public static final class LineException extends IOException {
        private final boolean mayHaveArrived;

        LineException(boolean mayHaveArrived, IOException cause) {
            super(cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
            this.mayHaveArrived = mayHaveArrived;
        }

        public boolean mayHaveArrived() {
            return mayHaveArrived;
        }
    }

    /** The answer is longer than the caller allows. */
    public static final class TooLargeException extends IOException {
        TooLargeException(long bytesMax) {
            super("more than " + bytesMax + " bytes");
        }
    }

    /** An answer read whole. */
    public record Answer(int status, okhttp3.Headers headers, byte[] body) {
        /** @param name in any case */
        public @Nullable String header(String name) {
            return headers.get(name);
        }
    }

    /**
     * @param bytesMax the longest answer with status 200
     * @throws LineException if there is no answer
     * @throws TooLargeException if it is longer than allowed
     */
    public Answer execute(Request.Builder request, long bytesMax) throws IOException {
        AtomicBoolean sent = new AtomicBoolean();
        Request built = request.tag(AtomicBoolean.class, sent).build();
        try {
            return once(built, sent, bytesMax);
        } catch (LineException broken) {
            // Whatever else lies idle may be as dead as this one: a second try and the next call get fresh ones.
            http.connectionPool().evictAll();
            if (built.method().equals("GET") && !(broken.getCause() instanceof InterruptedIOException)) {
                return once(built, sent, bytesMax);
            }
            throw broken;
        }
    }

    private Answer once(Request request, AtomicBoolean sent, long bytesMax) throws IOException {
        boolean oneAnswerOnly = false;
        try (Response response = http.newCall(request).execute()) {
            oneAnswerOnly = response.protocol() == Protocol.HTTP_1_0
                    && !"keep-alive".equalsIgnoreCase(response.header("Connection"));
            return read(response, response.code() == OK ? bytesMax : otherBytesMax);
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

    /** A length that was said is believed as far as it goes: a large file is in memory once and not twice. */
    private static Answer read(Response response, long bytesMax) throws IOException {
        long said = response.body().contentLength();
        if (said > bytesMax) {
            throw new TooLargeException(bytesMax);
        }
        InputStream body = response.body().byteStream();
        byte[] bytes;
        if (said >= 0) {
            bytes = new byte[(int) said];
            int read = body.readNBytes(bytes, 0, bytes.length);
            bytes = read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
        } else {
            bytes = body.readNBytes((int) Math.min(bytesMax + 1, Integer.MAX_VALUE - 8));
        }
        if (bytes.length > bytesMax) {
            throw new TooLargeException(bytesMax);
        }
        return new Answer(response.code(), response.headers(), bytes);
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
