package io.soprelay.im.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls of the platform's API as any client would make them. */
public final class Calls {
    /** The smallest PNG that is one. */
    public static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final FeishuPlatform platform;
    private final HttpClient http = HttpClient.newHttpClient();

    public Calls(FeishuPlatform platform) {
        this.platform = platform;
    }

    public record Answer(int status, JsonNode json, Map<String, List<String>> headers) {
        public int code() {
            return json.path("code").asInt(-1);
        }

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        public String messageId() {
            return json.path("data").path("message_id").asString("");
        }
    }

    public String token() {
        return call("POST", "/open-apis/auth/v3/tenant_access_token/internal", credentials(), "")
                .json()
                .path("tenant_access_token")
                .asString("");
    }

    String credentials() {
        return Json.write(Json.object()
                .put("app_id", platform.config().appId())
                .put("app_secret", platform.config().appSecret()));
    }

    public Answer call(String method, String path, String body) {
        return call(method, path, body, "Bearer " + token());
    }

    public Answer call(String method, String path, String body, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(platform.baseUrl().resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json; charset=utf-8");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return send(request.build());
    }

    public Answer sendCard(SimulatedPerson to, String card) {
        return sendCard(to, card, "");
    }

    public Answer sendCard(SimulatedPerson to, String card, String uuid) {
        return create(to.openId(), "interactive", card, uuid);
    }

    public Answer create(String openId, String type, String content, String uuid) {
        ObjectNode body = Json.object()
                .put("receive_id", openId)
                .put("msg_type", type)
                .put("content", content)
                .put("uuid", uuid);
        return call("POST", "/open-apis/im/v1/messages?receive_id_type=open_id", Json.write(body));
    }

    public Answer update(String messageId, String card) {
        return call(
                "PATCH",
                "/open-apis/im/v1/messages/" + messageId,
                Json.write(Json.object().put("content", card)));
    }

    public Answer upload(String path, Map<String, String> fields, String fileField, byte[] file) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(
                text("--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")));
        body.writeBytes(text("--cut\r\nContent-Disposition: form-data; name=\"" + fileField
                + "\"; filename=\"a.png\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
        body.writeBytes(file);
        body.writeBytes(text("\r\n--cut--\r\n"));
        return send(HttpRequest.newBuilder(platform.baseUrl().resolve(path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .header("Authorization", "Bearer " + token())
                .build());
    }

    HttpResponse<byte[]> download(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(platform.baseUrl().resolve(path))
                            .header("Authorization", "Bearer " + token())
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(
                    response.statusCode(),
                    Json.parse(response.body()),
                    response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
