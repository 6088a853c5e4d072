package io.soprelay.im.feishu;

import com.lark.oapi.Client;
import com.lark.oapi.core.annotation.Body;
import com.lark.oapi.core.exception.ServerTimeoutException;
import com.lark.oapi.core.request.RequestOptions;
import com.lark.oapi.core.response.RawResponse;
import com.lark.oapi.core.token.AccessTokenType;
import io.soprelay.im.Platform;
import io.soprelay.im.door.Findings;
import io.soprelay.im.door.HttpLine;
import io.soprelay.im.door.PaceWindows;
import io.soprelay.im.door.TokenCache;
import io.soprelay.im.feishu.FeishuTransport.Content;
import io.soprelay.settings.FeishuSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One call to the platform by the official SDK over our transport: inside the limits, with a valid token, the answer a
 * value. Never throws for anything the platform or the line does, and logs nothing: bodies hold what people wrote.
 * Thread safe.
 */
public final class FeishuApi {
    private static final int THROTTLED = 99991400;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int OK = 200;
    /** The platform hands out a new token when less than 30 minutes are left; the old one stays valid. */
    private static final Duration SPARE = Duration.ofMinutes(10);

    private static final Duration RESET_MAX = Duration.ofMinutes(2);
    private static final String TOKEN_PATH = "/open-apis/auth/v3/tenant_access_token/internal";

    private final String appId;
    private final Client client;
    private final Findings findings;
    private final FeishuPace pace;
    private final TokenCache<FeishuReply> tokens;
    private final PaceWindows.For use;

    /** @param clock the machine's clock */
    public FeishuApi(FeishuSettings settings, FeishuTransport transport, InstantSource clock) {
        this(settings, transport, clock, Thread::sleep);
    }

    FeishuApi(FeishuSettings settings, FeishuTransport transport, InstantSource clock, FeishuPace.Pause pause) {
        this.appId = settings.appId();
        this.client = Client.newBuilder(settings.appId(), settings.appSecret().reveal())
                .openBaseUrl(settings.baseUrl())
                .disableTokenCache()
                .logReqAtDebug(false)
                .httpTransport(transport)
                .build();
        this.use = PaceWindows.For.ALL;
        this.findings = new Findings(Platform.FEISHU, clock);
        this.pace = new FeishuPace(clock, pause);
        this.tokens = new TokenCache<>(
                clock,
                SPARE,
                () -> fetched(send(
                        new Request(
                                Method.POST,
                                TOKEN_PATH,
                                json(Map.of(
                                        "app_id", settings.appId(),
                                        "app_secret", settings.appSecret().reveal())),
                                null),
                        null)));
    }

    private FeishuApi(FeishuApi same, PaceWindows.For use) {
        this.appId = same.appId;
        this.client = same.client;
        this.findings = same.findings;
        this.pace = same.pace;
        this.tokens = same.tokens;
        this.use = use;
    }

    /** The same connection for calls that somebody waits for. */
    FeishuApi answering() {
        return new FeishuApi(this, PaceWindows.For.ANSWERS);
    }

    String appId() {
        return appId;
    }

    enum Method {
        GET,
        POST,
        PATCH
    }

    /**
     * @param path with its query, parts encoded
     * @param lane whose own limit the call counts for; null for none
     */
    private record Request(
            Method method,
            String path,
            Content content,
            @Nullable String lane) {}

    /** The SDK looks for the field of this annotation and hands it to the transport as it is. */
    private record SdkBody(@Body Content content) {}

    FeishuReply get(String path) {
        return call(new Request(Method.GET, path, new Content.Nothing(), null));
    }

    /** @return {@link FeishuReply.File} on success */
    FeishuReply download(String path, long bytesMax) {
        return call(new Request(Method.GET, path, new Content.Download(bytesMax), null));
    }

    FeishuReply send(Method method, String path, Object body, @Nullable String lane) {
        return call(new Request(method, path, json(body), lane));
    }

    FeishuReply upload(String path, byte[] picture) {
        return call(new Request(Method.POST, path, new Content.Picture(picture), null));
    }

    private FeishuReply call(Request request) {
        TokenCache.Token<FeishuReply> first = tokens.get();
        if (first.token() == null) {
            return whyNoToken(first.failure());
        }
        FeishuReply reply = send(request, first.token());
        if (!(reply instanceof FeishuReply.Answer answer) || !FeishuErrors.TOKEN_REFUSED.contains(answer.code())) {
            return reply;
        }
        tokens.drop(first.token());
        TokenCache.Token<FeishuReply> second = tokens.get();
        return second.token() == null ? whyNoToken(second.failure()) : send(request, second.token());
    }

    private static TokenCache.Fetched<FeishuReply> fetched(FeishuReply reply) {
        if (!(reply instanceof FeishuReply.Answer answer) || !answer.isDone()) {
            return new TokenCache.Fetched<>("", Duration.ZERO, reply);
        }
        String token = answer.body().path("tenant_access_token").asString("");
        return token.isEmpty()
                ? new TokenCache.Fetched<>("", Duration.ZERO, new FeishuReply.Unreadable(answer.httpStatus()))
                : new TokenCache.Fetched<>(
                        token, Duration.ofSeconds(answer.body().path("expire").asLong(0)), null);
    }

    /** Whatever happened to the token's call, the call itself was not made. */
    private static FeishuReply whyNoToken(@Nullable FeishuReply failure) {
        return failure instanceof FeishuReply.NoAnswer(boolean ignored, String reason)
                ? new FeishuReply.NoAnswer(false, "no token: " + reason)
                : failure == null ? new FeishuReply.NoAnswer(false, "no token") : failure;
    }

    private FeishuReply send(Request request, @Nullable String token) {
        try {
            Optional<Duration> heldBack = pace.acquire(request.lane(), use);
            if (heldBack.isPresent()) {
                return new FeishuReply.HeldBack(heldBack.get());
            }
            FeishuReply reply = noted(request, read(bySdk(request, token), request));
            if (reply instanceof FeishuReply.Answer(int status, int code, var detail, var body, Duration waitFor)
                    && (status == TOO_MANY_REQUESTS || code == THROTTLED)
                    && waitFor != null) {
                pace.closeFor(waitFor);
            }
            return reply;
        } catch (HttpLine.TooLargeException tooLarge) {
            return new FeishuReply.TooLarge(String.valueOf(tooLarge.getMessage()));
        } catch (HttpLine.LineException broken) {
            return new FeishuReply.NoAnswer(broken.mayHaveArrived(), String.valueOf(broken.getMessage()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new FeishuReply.NoAnswer(false, "stopping");
        } catch (ServerTimeoutException gatewayTimeout) {
            return new FeishuReply.NoAnswer(true, "HTTP 504");
        } catch (Exception unforeseen) {
            return new FeishuReply.NoAnswer(true, unforeseen.getClass().getSimpleName());
        }
    }

    Findings findings() {
        return findings;
    }

    private FeishuReply noted(Request request, FeishuReply reply) {
        if (reply instanceof FeishuReply.Answer answer) {
            String call = request.path().replaceAll("[?].*|/(om|ou)_[^/?]*", "");
            FeishuErrors.finding(answer.code())
                    .ifPresentOrElse(kind -> findings.refused(kind, call, answer.detail()), () -> {
                        if (answer.isDone()) {
                            findings.done(call);
                        }
                    });
        }
        return reply;
    }

    private RawResponse bySdk(Request request, @Nullable String token) throws Exception {
        AccessTokenType type = token == null ? AccessTokenType.None : AccessTokenType.Tenant;
        RequestOptions.Builder options = RequestOptions.newBuilder();
        if (token != null) {
            options.tenantAccessToken(token);
        }
        SdkBody body = new SdkBody(request.content());
        return switch (request.method()) {
            case GET -> client.get(request.path(), body, type, options.build());
            case POST -> client.post(request.path(), body, type, options.build());
            case PATCH -> client.patch(request.path(), body, type, options.build());
        };
    }

    private FeishuReply read(RawResponse raw, Request request) {
        findings.clock(header(raw, "date").orElse(null));
        if (request.content() instanceof Content.Download && raw.getStatusCode() == OK) {
            return new FeishuReply.File(raw.getBody(), raw.getContentType(), raw.getFileName());
        }
        try {
            JsonNode body = FeishuJson.CARDS.readTree(raw.getBody());
            if (!body.path("code").isIntegralNumber()) {
                return new FeishuReply.Unreadable(raw.getStatusCode());
            }
            int code = body.get("code").asInt();
            String logId = body.path("error")
                    .path("log_id")
                    .asString(header(raw, "x-tt-logid").orElse("none"));
            String detail =
                    "code %d: %s (log id %s)".formatted(code, body.path("msg").asString(""), logId);
            return new FeishuReply.Answer(raw.getStatusCode(), code, detail, body, resetOf(raw));
        } catch (JacksonException notJson) {
            return new FeishuReply.Unreadable(raw.getStatusCode());
        }
    }

    private static @Nullable Duration resetOf(RawResponse raw) {
        return header(raw, "x-ogw-ratelimit-reset")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Math.max(1, Long.parseLong(seconds))))
                .map(wait -> wait.compareTo(RESET_MAX) > 0 ? RESET_MAX : wait)
                .orElse(null);
    }

    private static Optional<String> header(RawResponse raw, String lowerCaseName) {
        return raw.getHeaders().getOrDefault(lowerCaseName, List.of()).stream().findFirst();
    }

    private static Content json(Object body) {
        return new Content.Json(FeishuJson.CARDS.writeValueAsBytes(body));
    }
}
