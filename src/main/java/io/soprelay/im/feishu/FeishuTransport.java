package io.soprelay.im.feishu;

import com.lark.oapi.core.httpclient.IHttpTransport;
import com.lark.oapi.core.request.RawRequest;
import com.lark.oapi.core.response.RawResponse;
import io.soprelay.im.door.HttpLine;
import java.io.IOException;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Carries the SDK's requests over our {@link HttpLine}, which knows of each failure whether the request may have arrived.
 * Thread safe.
 */
public final class FeishuTransport implements IHttpTransport {
    /** No JSON answer that the bot reads comes near this. */
    private static final long JSON_BYTES_MAX = 1024 * 1024;

    /** A message is created in a fraction of this; a picture of 10 MB on a slow line needs some of it. */
    private static final Duration CALL_MAX = Duration.ofSeconds(15);

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final MediaType BYTES = MediaType.get("application/octet-stream");

    private final HttpLine line;

    public FeishuTransport() {
        this(CALL_MAX);
    }

    /** @param callMax longest time of one call, from looking up the host to the last byte */
    FeishuTransport(Duration callMax) {
        this.line = new HttpLine(callMax, JSON_BYTES_MAX);
    }

    /** What a call carries, handed through the SDK untouched. */
    sealed interface Content {
        record Json(byte[] bytes) implements Content {}

        record Picture(byte[] bytes) implements Content {}

        record Nothing() implements Content {}

        /** Nothing goes out; at most so many bytes come in. */
        record Download(long bytesMax) implements Content {}
    }

    @Override
    public RawResponse execute(RawRequest raw) throws IOException {
        Content content = raw.getBody() instanceof Content ours ? ours : new Content.Nothing();
        Request.Builder request = new Request.Builder().url(raw.getReqUrl()).method(raw.getHttpMethod(), body(content));
        raw.getHeaders().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        // A refused download is answered in JSON, which may be longer than the file was allowed to be.
        HttpLine.Answer answer =
                line.execute(request, content instanceof Content.Download(long bytesMax) ? bytesMax : JSON_BYTES_MAX);
        RawResponse response = new RawResponse();
        response.setStatusCode(answer.status());
        response.setContentType(answer.header("Content-Type"));
        response.setHeaders(answer.headers().toMultimap());
        response.setBody(answer.body());
        return response;
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
}
