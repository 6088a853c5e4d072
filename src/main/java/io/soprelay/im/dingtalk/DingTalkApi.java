package io.soprelay.im.dingtalk;

import io.soprelay.im.Finding;
import io.soprelay.im.Platform;
import io.soprelay.im.dingtalk.DingTalkErrors.Fault;
import io.soprelay.im.dingtalk.DingTalkTransport.Content;
import io.soprelay.im.door.Findings;
import io.soprelay.im.door.HttpLine;
import io.soprelay.im.door.PaceWindows;
import io.soprelay.im.door.TokenCache;
import io.soprelay.settings.DingTalkSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One call to the platform: inside the limits, with a valid token, counted if the company pays for it, the answer a value.
 * Never throws for anything the platform or the line does, and logs nothing: bodies hold what people wrote. Thread safe.
 */
public final class DingTalkApi {
    /** Our word for {@code {"status":1111,"punish":"deny"}}, which has no code. */
    static final String BANNED = "status.1111";

    private static final int BAN_STATUS = 1111;

    /** The legacy host's number for whatever it has none of its own for; what it is then stands in {@code sub_code}. */
    private static final int OTHERWISE = 88;

    private static final int OK = 200;
    private static final Set<Integer> PAGE_OF_A_BAN = Set.of(200, 403);
    private static final String TOKEN_PATH = "/v1.0/oauth2/accessToken";
    private static final Duration TOKEN_SPARE = Duration.ofMinutes(5);

    private final DingTalkSettings settings;
    private final DingTalkTransport transport;
    private final MonthlyCalls month;
    private final Findings findings;
    private final DingTalkPace pace;
    private final TokenCache<DingTalkReply> tokens;
    private final PaceWindows.For use;

    /** @param clock the machine's clock */
    public DingTalkApi(
            DingTalkSettings settings, DingTalkTransport transport, MonthlyCalls month, InstantSource clock) {
        this(settings, transport, month, clock, Thread::sleep);
    }

    DingTalkApi(
            DingTalkSettings settings,
            DingTalkTransport transport,
            MonthlyCalls month,
            InstantSource clock,
            DingTalkPace.Pause pause) {
        this.settings = settings;
        this.transport = transport;
        this.month = month;
        this.findings = new Findings(Platform.DINGTALK, clock);
        this.pace = new DingTalkPace(clock, pause);
        this.use = PaceWindows.For.ALL;
        Map<String, String> app = Map.of(
                "appKey",
                settings.clientId(),
                "appSecret",
                settings.clientSecret().reveal());
        Request request = new Request("POST", settings.baseUrl() + TOKEN_PATH, TOKEN_PATH, json(app), Kind.FREE);
        this.tokens = new TokenCache<>(clock, TOKEN_SPARE, () -> fetched(send(request, null)));
    }

    private DingTalkApi(DingTalkApi same, PaceWindows.For use) {
        this.settings = same.settings;
        this.transport = same.transport;
        this.month = same.month;
        this.findings = same.findings;
        this.pace = same.pace;
        this.tokens = same.tokens;
        this.use = use;
    }

    /** The same connection for calls that somebody waits for. */
    DingTalkApi answering() {
        return new DingTalkApi(this, PaceWindows.For.ANSWERS);
    }

    /** Who asks, and who pays. */
    private enum Kind {
        /** Counted against the company's month. */
        PAID,
        /** Tokens and people are free. */
        FREE,
        /** Counted; the token stands in the address. */
        PAID_LEGACY,
        FREE_LEGACY;

        boolean isPaid() {
            return this == PAID || this == PAID_LEGACY;
        }

        boolean isLegacy() {
            return this == PAID_LEGACY || this == FREE_LEGACY;
        }
    }

    /** @param api whose own limit the call counts for */
    private record Request(String method, String url, String api, Content content, Kind kind) {}

    DingTalkReply post(String path, Object body) {
        return call(new Request("POST", settings.baseUrl() + path, path, json(body), Kind.PAID));
    }

    DingTalkReply put(String path, Object body) {
        return call(new Request("PUT", settings.baseUrl() + path, "PUT " + path, json(body), Kind.PAID));
    }

    /** Asks about people, which costs nothing. */
    DingTalkReply people(String path, Object body) {
        return call(new Request("POST", settings.legacyBaseUrl() + path, path, json(body), Kind.FREE_LEGACY));
    }

    DingTalkReply upload(byte[] picture, String name) {
        String path = "/media/upload";
        return call(new Request(
                "POST",
                settings.legacyBaseUrl() + path + "?type=image",
                path,
                new Content.Picture(picture, name),
                Kind.PAID_LEGACY));
    }

    /**
     * Fetches a file from where the platform says it lies, without a token.
     *
     * @return {@link DingTalkReply.File} on success
     * @throws IllegalArgumentException if the address is not {@link #isTrusted}
     */
    DingTalkReply download(String url, long bytesMax) {
        if (!isTrusted(url)) {
            throw new IllegalArgumentException("An address that is not private is not opened");
        }
        return send(new Request("GET", url, "download", new Content.Download(bytesMax), Kind.FREE), null);
    }

    /** {@code https}, or where this installation's platform is itself a simulated one on this machine. */
    boolean isTrusted(String url) {
        try {
            URI uri = URI.create(url);
            boolean secure = "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null;
            return secure || url.startsWith(settings.baseUrl() + "/") || url.startsWith(settings.legacyBaseUrl() + "/");
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private DingTalkReply call(Request request) {
        if (!request.kind().isPaid() || !month.isSpent()) {
            return made(request);
        }
        if (!month.mayProbe()) {
            return new DingTalkReply.HeldBack(month.waitWhenSpent(), month.whySpent());
        }
        DingTalkReply reply = made(request);
        if (reply instanceof DingTalkReply.Answer answer && answer.isDone()) {
            month.probed();
        }
        return reply;
    }

    private DingTalkReply made(Request request) {
        TokenCache.Token<DingTalkReply> first = tokens.get();
        if (first.token() == null) {
            return whyNoToken(first.failure());
        }
        DingTalkReply reply = send(request, first.token());
        if (!(reply instanceof DingTalkReply.Answer answer)
                || DingTalkErrors.fault(answer.code()) != Fault.TOKEN_REFUSED) {
            return reply;
        }
        tokens.drop(first.token());
        TokenCache.Token<DingTalkReply> second = tokens.get();
        return second.token() == null ? whyNoToken(second.failure()) : send(request, second.token());
    }

    /** Whatever happened to the token's call, the call itself was not made. */
    private static DingTalkReply whyNoToken(@Nullable DingTalkReply failure) {
        return failure instanceof DingTalkReply.NoAnswer(boolean ignored, String reason)
                ? new DingTalkReply.NoAnswer(false, "no token: " + reason)
                : failure == null ? new DingTalkReply.NoAnswer(false, "no token") : failure;
    }

    private static TokenCache.Fetched<DingTalkReply> fetched(DingTalkReply reply) {
        if (!(reply instanceof DingTalkReply.Answer answer) || !answer.isDone()) {
            return new TokenCache.Fetched<>("", Duration.ZERO, reply);
        }
        String token = answer.body().path("accessToken").asString("");
        return token.isEmpty()
                ? new TokenCache.Fetched<>("", Duration.ZERO, new DingTalkReply.Unreadable(answer.httpStatus(), null))
                : new TokenCache.Fetched<>(
                        token, Duration.ofSeconds(answer.body().path("expireIn").asLong(0)), null);
    }

    private DingTalkReply send(Request request, @Nullable String token) {
        try {
            Optional<Duration> heldBack = pace.acquire(request.api(), use);
            if (heldBack.isPresent()) {
                return new DingTalkReply.HeldBack(heldBack.get(), "inside our own limits, or silent as asked");
            }
            return counted(request, noted(request, revealed(request, execute(request, token))));
        } catch (HttpLine.TooLargeException tooLarge) {
            return counted(request, new DingTalkReply.TooLarge(String.valueOf(tooLarge.getMessage())));
        } catch (HttpLine.LineException broken) {
            return counted(
                    request, new DingTalkReply.NoAnswer(broken.mayHaveArrived(), String.valueOf(broken.getMessage())));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new DingTalkReply.NoAnswer(false, "stopping");
        } catch (IOException | RuntimeException unforeseen) {
            return counted(
                    request,
                    new DingTalkReply.NoAnswer(true, unforeseen.getClass().getSimpleName()));
        }
    }

    private HttpLine.Answer execute(Request request, @Nullable String token) throws IOException {
        if (!request.kind().isLegacy()) {
            return transport.execute(request.method(), request.url(), request.content(), token);
        }
        String url = request.url() + (request.url().indexOf('?') < 0 ? "?" : "&") + "access_token="
                + URLEncoder.encode(String.valueOf(token), StandardCharsets.UTF_8);
        return transport.execute(request.method(), url, request.content(), null);
    }

    /** Calls refused for a limit are not counted by the platform either. */
    private DingTalkReply counted(Request request, DingTalkReply reply) {
        boolean counts = switch (reply) {
            case DingTalkReply.Answer answer ->
                switch (DingTalkErrors.fault(answer.code())) {
                    case TOKEN_REFUSED, BUSY, OTHER -> true;
                    case APP_THROTTLED, MINUTE_THROTTLED, API_HOT, MONTH_SPENT, BANNED -> false;
                };
            case DingTalkReply.NoAnswer(boolean mayHaveArrived, String ignored) -> mayHaveArrived;
            case DingTalkReply.Unreadable(int ignored, Duration ban) -> ban == null;
            case DingTalkReply.TooLarge ignored -> true;
            case DingTalkReply.File ignored -> true;
            case DingTalkReply.HeldBack ignored -> false;
        };
        if (counts && request.kind().isPaid()) {
            month.count();
        }
        return reply;
    }

    CallMeter meter() {
        return month;
    }

    Findings findings() {
        return findings;
    }

    private DingTalkReply revealed(Request request, HttpLine.Answer raw) {
        findings.clock(raw.header("Date"));
        DingTalkReply reply = read(request, raw);
        if (reply instanceof DingTalkReply.Answer answer) {
            DingTalkErrors.finding(answer.code())
                    .ifPresent(kind -> findings.refused(kind, request.api(), answer.detail()));
            if (answer.isDone()) {
                findings.done(request.api());
                if (request.kind().isPaid()) {
                    findings.over(Finding.Kind.QUOTA);
                }
            }
        }
        return reply;
    }

    /** Keeps silent for as long as a refusal asks for. */
    private DingTalkReply noted(Request request, DingTalkReply reply) {
        // A page in place of JSON is how an address that called too often is answered; a proxy's has a status of its
        // own.
        boolean ofTheApi = !(request.content() instanceof Content.Download);
        if (ofTheApi
                && reply instanceof DingTalkReply.Unreadable(int status, var ignored)
                && PAGE_OF_A_BAN.contains(status)) {
            return new DingTalkReply.Unreadable(
                    status, pace.refused(request.api(), Fault.BANNED).orElse(null));
        }
        if (!(reply instanceof DingTalkReply.Answer(int status, String code, String detail, JsonNode body, var none))) {
            return reply;
        }
        if (code.isEmpty()) {
            pace.done(request.api());
            return reply;
        }
        Fault fault = DingTalkErrors.fault(code);
        if (fault == Fault.MONTH_SPENT) {
            month.refused();
            return new DingTalkReply.Answer(
                    status, code, month.whySpent() + "; " + detail, body, month.waitWhenSpent());
        }
        return new DingTalkReply.Answer(
                status, code, detail, body, pace.refused(request.api(), fault).orElse(none));
    }

    private static DingTalkReply read(Request request, HttpLine.Answer raw) {
        if (request.content() instanceof Content.Download && raw.status() == OK) {
            return new DingTalkReply.File(raw.body(), raw.header("Content-Type"));
        }
        try {
            JsonNode body = DingTalkJson.MAPPER.readTree(raw.body());
            if (!body.isObject()) {
                return new DingTalkReply.Unreadable(raw.status(), null);
            }
            String code = code(raw.status(), body);
            String told = text(body, "message", text(body, "errmsg", ""));
            String more = text(body, "sub_msg", "");
            String said = told.contains(more) ? told : told + " " + more;
            String scopes =
                    body.path("accessdenieddetail").isMissingNode() ? "" : " " + body.path("accessdenieddetail");
            String requestId = text(body, "requestid", text(body, "request_id", "none"));
            String detail =
                    "code %s: %s%s (request id %s)".formatted(code.isEmpty() ? "ok" : code, said, scopes, requestId);
            return new DingTalkReply.Answer(raw.status(), code, detail, body, null);
        } catch (JacksonException notJson) {
            return new DingTalkReply.Unreadable(raw.status(), null);
        }
    }

    private static String code(int status, JsonNode body) {
        if (body.path("status").asInt(0) == BAN_STATUS && body.has("punish")) {
            return BANNED;
        }
        int errcode = body.path("errcode").asInt(0);
        if (errcode == OTHERWISE) {
            return text(body, "sub_code", Integer.toString(errcode));
        }
        if (errcode != 0) {
            return Integer.toString(errcode);
        }
        boolean failed =
                status >= 300 || (body.has("success") && !body.path("success").asBoolean(true));
        String code = text(body, "code", text(body, "errorCode", ""));
        if (!code.isEmpty() && (failed || body.has("message"))) {
            return code;
        }
        return failed ? "HTTP." + status : "";
    }

    private static String text(JsonNode body, String name, String otherwise) {
        String text = body.path(name).asString("");
        return text.isEmpty() ? otherwise : text;
    }

    private static Content json(Object body) {
        return new Content.Json(DingTalkJson.MAPPER.writeValueAsBytes(body));
    }
}
