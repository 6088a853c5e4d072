package io.soprelay.bench;

import io.soprelay.im.Platform;
import io.soprelay.im.simulator.CallbackAnswer;
import io.soprelay.im.simulator.dingtalk.DingTalkPerson;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Presses and messages as DingTalk pushes them: signed over HTTP, or as frames over the Stream. */
final class DingTalkDoor implements PressDoor {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DingTalkPlatform dingTalk;
    private final @Nullable PressClient http;
    private final AtomicLong lastTenths = new AtomicLong();

    private DingTalkDoor(DingTalkPlatform dingTalk, @Nullable PressClient http) {
        this.dingTalk = dingTalk;
        this.http = http;
    }

    static DingTalkDoor overHttp(DingTalkPlatform dingTalk, BotChild bot) {
        dingTalk.callbackAddress(bot.address());
        return new DingTalkDoor(dingTalk, new PressClient(bot.port()));
    }

    /** Over the connection the bot opened. */
    static DingTalkDoor overStream(DingTalkPlatform dingTalk) {
        return new DingTalkDoor(dingTalk, null);
    }

    @Override
    public Platform platform() {
        return Platform.DINGTALK;
    }

    @Override
    public String account(String person) {
        return dingTalk.addPerson(person).userId();
    }

    @Override
    public void say(String line) throws IOException {
        DingTalkPerson admin = dingTalk.addPerson(PressStory.ADMIN);
        long before = messagesOf(admin);
        admin.says(line);
        boolean answered = dingTalk.await(
                        () -> messagesOf(admin) > before + 1 ? Optional.of(true) : Optional.empty(), PATIENCE)
                .isPresent();
        if (!answered) {
            throw new IOException("The bot did not answer '" + line + "'");
        }
    }

    private long messagesOf(DingTalkPerson person) {
        return dingTalk.messages().stream()
                .filter(message -> message.chatId().equals(person.chatId()))
                .count();
    }

    @Override
    public byte[] seal(PressStory.Press press) {
        return MAPPER.writeValueAsBytes(callback(press));
    }

    /** As a button of the task template sends it; a form's own button sends the form's schema along. */
    private ObjectNode callback(PressStory.Press press) {
        ObjectNode param = JsonNodeFactory.instance.objectNode().put("action", press.action());
        press.params().forEach(param::put);
        ObjectNode action = JsonNodeFactory.instance.objectNode();
        action.putArray("actionIds").add(press.form().isEmpty() ? "b1" : "form");
        ObjectNode params = action.putObject("params").put("param", param.toString());
        if (!press.form().isEmpty()) {
            ObjectNode values = params.putObject("form");
            ArrayNode fields = params.putObject("current_form").putArray("fields");
            press.form().forEach((field, texts) -> {
                values.put(field, texts.getFirst());
                fields.addObject().put("name", field).put("label", field).put("type", "TEXT");
            });
        }
        ObjectNode content = JsonNodeFactory.instance.objectNode().set("cardPrivateData", action);
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "actionCallback")
                .put("outTrackId", "bench-" + press.params().hashCode())
                .put("corpId", dingTalk.config().app().corpId())
                .put("userId", press.who())
                .put("userIdType", 1)
                .put("spaceType", "IM")
                .put("spaceId", "cid" + press.who())
                .put("extension", "{}")
                .put("content", content.toString());
    }

    private byte[] signed(byte[] body) {
        // Callers that were all held up sign in one millisecond; a platform's own servers do not send so many in one.
        long tenths =
                lastTenths.accumulateAndGet(System.currentTimeMillis() * 10, (last, now) -> Math.max(now, last + 1));
        String timestamp = Long.toString(tenths / 10);
        String head = "POST /callbacks/dingtalk/card HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "x-ddpaas-signature-timestamp: %s\r\nx-ddpaas-signature: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(timestamp, hmac(timestamp), body.length);
        ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private String hmac(String timestamp) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] secret = dingTalk.config().secrets().apiSecret().getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(timestamp.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", impossible);
        }
    }

    @Override
    public HttpConnection.Answer exchange(byte[] sealed) throws IOException {
        if (http != null) {
            // Not before: a signature answers for ten seconds.
            return http.exchange(signed(sealed));
        }
        CallbackAnswer answer = dingTalk.raw().overStream(new String(sealed, StandardCharsets.UTF_8));
        String body = answer.problem() == CallbackAnswer.Problem.NONE
                ? answer.body()
                : answer.problem().name();
        return new HttpConnection.Answer(answer.status(), body.getBytes(StandardCharsets.UTF_8), true);
    }

    @Override
    public String judge(HttpConnection.Answer answer) {
        return judged(answer);
    }

    /** A card says of itself what a toast says on Feishu: a refusal stands in its line for errors as well. */
    static String judged(HttpConnection.Answer answer) {
        if (answer.status() == 0) {
            return new String(answer.body(), StandardCharsets.UTF_8);
        }
        if (answer.status() != 200) {
            return "code " + answer.status();
        }
        try {
            JsonNode card = MAPPER.readTree(answer.body()).path("cardData").path("cardParamMap");
            String toast = card.path("toast").asString("");
            boolean refused = card.path("error_show").asString("").equals("true")
                    && card.path("error").asString("").equals(toast);
            if (refused || toast.isEmpty()) {
                return "toast '" + toast + "'";
            }
            return card.path("title").asString("").isEmpty() ? "no card" : "";
        } catch (JacksonException notJson) {
            return "not JSON";
        }
    }

    @Override
    public void close() throws IOException {
        if (http != null) {
            http.close();
        }
    }
}
