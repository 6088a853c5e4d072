package io.soprelay.im.dingtalk;

import io.soprelay.im.door.HttpLine;
import java.io.IOException;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Carries requests to the platform. Thread safe. */
public final class DingTalkTransport {
    /** No JSON answer that the bot reads comes near this. */
    private static final long JSON_BYTES_MAX = 1024 * 1024;

    /** A card is made in a fraction of this; a picture of 10 MB on a slow line needs some of it. */
    private static final Duration CALL_MAX = Duration.ofSeconds(15);

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final MediaType BYTES = MediaType.get("application/octet-stream");
    private static final String TOKEN_HEADER = "x-acs-dingtalk-access-token";

    private final HttpLine line;

    public DingTalkTransport() {
        this(CALL_MAX);
    }

    /** @param callMax longest time of one call, from looking up the host to the last byte */
    DingTalkTransport(Duration callMax) {
        this.line = new HttpLine(callMax, JSON_BYTES_MAX);
    }

    /** What a call carries. */
    sealed interface Content {
        record Json(byte[] bytes) implements Content {}

        /** @param name with the extension of its format, which the platform goes by */
        record Picture(byte[] bytes, String name) implements Content {}

        record Nothing() implements Content {}

        /** Nothing goes out; at most so many bytes come in. */
        record Download(long bytesMax) implements Content {}
    }

    /** @param token for the header; null for calls that carry it otherwise, or not at all */
    HttpLine.Answer execute(String method, String url, Content content, @Nullable String token) throws IOException {
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("Accept", content instanceof Content.Download ? "*/*" : "application/json")
                .method(method, body(content));
        if (token != null) {
            request.header(TOKEN_HEADER, token);
        }
        return line.execute(request, content instanceof Content.Download(long bytesMax) ? bytesMax : JSON_BYTES_MAX);
    }

    private static @Nullable RequestBody body(Content content) {
        return switch (content) {
            case Content.Json(byte[] bytes) -> RequestBody.create(bytes, JSON);
            case Content.Picture(byte[] bytes, String name) ->
                new MultipartBody.Builder()
                        .setType(MultipartBody.FORM)
                        .addFormDataPart("media", name, RequestBody.create(bytes, BYTES))
                        .build();
            case Content.Nothing() -> null;
            case Content.Download ignored -> null;
        };
    }
}
