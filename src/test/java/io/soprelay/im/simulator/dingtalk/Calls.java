package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls of DingTalk's APIs as any client would make them. */
final class Calls {
    private final DingTalkPlatform platform;
    private final HttpClient http = HttpClient.newHttpClient();

    Calls(DingTalkPlatform platform) {
        this.platform = platform;
    }

    record Answer(int status, String body, JsonNode json) {
        String code() {
            return Json.text(json, "code");
        }

        int errcode() {
            return json.path("errcode").asInt(-1);
        }
    }

    String token() {
        ObjectNode credentials = Json.object()
                .put("appKey", platform.config().app().clientId())
                .put("appSecret", platform.config().app().clientSecret());
        return Json.text(
                call("POST", "/v1.0/oauth2/accessToken", credentials, "").json(), "accessToken");
    }

    Answer post(String path, JsonNode body) {
        return call("POST", path, body, token());
    }

    /** A call of the old API, the token in the query. */
    Answer old(String path, JsonNode body) {
        return call("POST", path + "?access_token=" + token(), body, "");
    }

    Answer call(String method, String path, JsonNode body, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path))
                .method(method, HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("x-acs-dingtalk-access-token", token);
        }
        return send(request.build());
    }

    /** A card of the app's template for one person; answers come over the Stream. */
    Answer card(DingTalkPerson to, String outTrackId, Map<String, String> variables) {
        return post("/v1.0/card/instances/createAndDeliver", cardBody(to, outTrackId, variables));
    }

    ObjectNode cardBody(DingTalkPerson to, String outTrackId, Map<String, String> variables) {
        ObjectNode body = Json.object()
                .put("cardTemplateId", platform.config().templateId())
                .put("outTrackId", outTrackId)
                .put("callbackType", "STREAM")
                .put("openSpaceId", "dtv1.card//IM_ROBOT." + to.userId());
        ObjectNode shared = body.putObject("cardData").putObject("cardParamMap");
        variables.forEach(shared::put);
        body.putObject("imRobotOpenSpaceModel")
                .put("supportForward", false)
                .putObject("lastMessageI18n")
                .put("ZH_CN", "新任务");
        body.putObject("imRobotOpenDeliverModel").put("spaceType", "IM_ROBOT");
        return body;
    }

    /** @param byKey false: everything else vanishes */
    Answer update(String outTrackId, Map<String, String> variables, boolean byKey) {
        ObjectNode body = Json.object().put("outTrackId", outTrackId);
        ObjectNode shared = body.putObject("cardData").putObject("cardParamMap");
        variables.forEach(shared::put);
        body.putObject("cardUpdateOptions").put("updateCardDataByKey", byKey);
        return call("PUT", "/v1.0/card/instances", body, token());
    }

    Answer upload(String type, String fileName, byte[] file) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--cut\r\nContent-Disposition: form-data; name=\"media\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--cut--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(at("/media/upload?access_token=" + token() + "&type=" + type))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .build());
    }

    byte[] download(String url) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private URI at(String path) {
        return path.startsWith("http") ? URI.create(path) : platform.baseUrl().resolve(path);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.body(), Json.parse(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
