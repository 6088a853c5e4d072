package io.soprelay.im.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** A bot of somebody else's: a process that knows the platform by its environment alone and says what was said. */
final class EchoBot {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private EchoBot() {}

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/callbacks/feishu", EchoBot::serve);
        server.start();
    }

    private static void serve(HttpExchange exchange) throws IOException {
        JsonNode call = open(exchange.getRequestBody().readAllBytes());
        byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
        if (call.has("challenge")) {
            answer = Json.bytes(Json.object().set("challenge", call.path("challenge")));
        } else {
            String said = Json.text(Json.parse(call.at("/event/message/content").asString("")), "text");
            send(call.at("/event/message/chat_id").asString(""), "你说：" + said);
        }
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static void send(String chat, String text) throws IOException {
        String credentials = Json.write(
                Json.object().put("app_id", System.getenv("APP_ID")).put("app_secret", System.getenv("APP_SECRET")));
        String token = Json.text(
                post("/open-apis/auth/v3/tenant_access_token/internal", "", credentials), "tenant_access_token");
        String content = Json.write(Json.object().put("text", text));
        String message = Json.write(
                Json.object().put("receive_id", chat).put("msg_type", "text").put("content", content));
        post("/open-apis/im/v1/messages?receive_id_type=chat_id", "Bearer " + token, message);
    }

    private static JsonNode post(String path, String authorization, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(System.getenv("FEISHU") + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            return Json.parse(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static JsonNode open(byte[] body) throws IOException {
        try {
            byte[] all = Base64.getDecoder().decode(Json.text(Json.parse(body), "encrypt"));
            byte[] key = MessageDigest.getInstance("SHA-256")
                    .digest(System.getenv("ENCRYPT_KEY").getBytes(StandardCharsets.UTF_8));
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(Arrays.copyOf(all, 16)));
            return Json.parse(cipher.doFinal(Arrays.copyOfRange(all, 16, all.length)));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
