package io.soprelay.im.dingtalk.stream;

import com.dingtalk.open.app.api.UserAgent;
import io.soprelay.im.line.Connector.LineRefusedException;
import io.soprelay.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks DingTalk for an address to connect to ({@code connections/open}). Our own call and not the SDK's, which waits six
 * hours for an answer, cannot be pointed at another host and tells nobody that the credentials are wrong. Thread safe.
 */
final class StreamGate {
    private static final String PATH = "/v1.0/gateway/connections/open";
    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final int TLS_PORT = 443;
    private static final MediaType JSON = MediaType.get("application/json");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Refusals that pass by themselves though the status says that the caller is at fault. */
    private static final Set<String> BUSY = Set.of("qps.exceed.limit", "systemBusy", "system.busy");

    private static final String QPS = "Limit";

    private final String baseUrl;
    private final String clientId;
    private final Secret clientSecret;
    private final OkHttpClient http;

    StreamGate(String baseUrl, String clientId, Secret clientSecret, Duration patience) {
        this.baseUrl = baseUrl;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.http = new OkHttpClient.Builder()
                .callTimeout(patience)
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
    }

    /**
     * Where to connect, once.
     *
     * @param endpoint {@code wss://host:port}
     * @param pass what opens it, within about 90 s
     */
    record Address(URI endpoint, String pass) {
        @Override
        public String toString() {
            return "Address[" + endpoint + "]";
        }
    }

    Address open() throws IOException, LineRefusedException {
        byte[] asking = MAPPER.writeValueAsBytes(Map.of(
                "clientId",
                clientId,
                "clientSecret",
                clientSecret.reveal(),
                "ua",
                UserAgent.getUserAgent().getUa(),
                "subscriptions",
                List.of(
                        Map.of("type", "CALLBACK", "topic", StreamDesk.ROBOT),
                        Map.of("type", "CALLBACK", "topic", StreamDesk.CARD),
                        Map.of("type", "EVENT", "topic", StreamDesk.EVENTS))));
        Request request = new Request.Builder()
                .url(baseUrl + PATH)
                .header("Accept", "application/json")
                .post(RequestBody.create(asking, JSON))
                .build();
        int status;
        JsonNode answer;
        try (Response response = http.newCall(request).execute()) {
            status = response.code();
            answer = read(response.peekBody(BODY_BYTES_MAX).bytes());
        } catch (IOException away) {
            String words = away.getMessage() == null ? "" : ": " + away.getMessage();
            throw new IOException(
                    "DingTalk cannot be reached (" + away.getClass().getSimpleName() + words + ")", away);
        }
        if (status != 200) {
            throw refused(status, answer.path("code").asString(""));
        }
        return address(
                answer.path("endpoint").asString(""), answer.path("ticket").asString(""));
    }

    private static JsonNode read(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException noJson) {
            return MAPPER.createObjectNode();
        }
    }

    private static IOException refused(int status, String code) throws LineRefusedException {
        String told = code.isEmpty() ? "HTTP " + status : "HTTP " + status + ", " + code;
        boolean passes = status == 429 || status >= 500 || BUSY.contains(code) || (status == 403 && code.contains(QPS));
        if (passes) {
            return new IOException("DingTalk is busy (" + told + ")");
        }
        if (status == 403 && code.contains("IpNotInWhiteList")) {
            throw new LineRefusedException("DingTalk does not let this server's address in (" + told
                    + "): add its exit address in the developer console, security settings");
        }
        if (status == 400 || status == 401 || status == 403) {
            throw new LineRefusedException("DingTalk does not accept the app for its Stream (" + told
                    + "): compare relay.dingtalk.client-id and relay.dingtalk.client-secret with the developer"
                    + " console, set the robot's receive mode to Stream, and publish the app");
        }
        return new IOException("DingTalk's answer cannot be used (" + told + ")");
    }

    private static Address address(String endpoint, String pass) throws IOException {
        URI uri;
        try {
            uri = URI.create(endpoint);
        } catch (IllegalArgumentException malformed) {
            throw new IOException("DingTalk's answer cannot be used (its address is no address)", malformed);
        }
        if (!Objects.equals(uri.getScheme(), "wss") || uri.getHost() == null || pass.isEmpty()) {
            throw new IOException("DingTalk's answer cannot be used (no wss address, or no ticket)");
        }
        int port = uri.getPort() < 0 ? TLS_PORT : uri.getPort();
        return new Address(URI.create("wss://" + uri.getHost() + ":" + port), pass);
    }
}
