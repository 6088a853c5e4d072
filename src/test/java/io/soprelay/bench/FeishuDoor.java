package io.soprelay.bench;

import io.soprelay.im.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Presses and messages as Feishu pushes them over HTTP: encrypted and signed. */
final class FeishuDoor implements PressDoor {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private final StubPlatform stub;
    private final PressClient client;
    private final CallbackSealer sealer = new CallbackSealer();
    private final AtomicInteger said = new AtomicInteger();

    FeishuDoor(BotChild bot, StubPlatform stub) {
        this.stub = stub;
        client = new PressClient(bot.port());
    }

    @Override
    public Platform platform() {
        return Platform.FEISHU;
    }

    @Override
    public String account(String person) {
        return openId(person);
    }

    static String openId(String person) {
        return "ou_" + person;
    }

    @Override
    public void say(String line) throws IOException {
        say(line, stub::replies);
    }

    /**
     * The admin asks for a card, which answers no message.
     *
     * @throws IOException when it does not come
     */
    void ask(String line) throws IOException {
        say(line, () -> stub.received(account(PressStory.ADMIN)));
    }

    private void say(String line, IntSupplier answers) throws IOException {
        int before = answers.getAsInt();
        int status = client.exchange(sealer.seal("im.message.receive_v1", message(line)))
                .status();
        long deadline = System.nanoTime() + PATIENCE;
        while (answers.getAsInt() == before) {
            if (status != 200 || System.nanoTime() > deadline) {
                throw new IOException("The bot did not answer '" + line + "' (HTTP " + status + ")");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private ObjectNode message(String line) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ObjectNode sender = event.putObject("sender");
        sender.putObject("sender_id").put("open_id", account(PressStory.ADMIN));
        sender.put("sender_type", "user").put("tenant_key", CallbackSealer.TENANT);
        event.putObject("message")
                .put("message_id", "om_said_" + said.incrementAndGet())
                .put("create_time", Long.toString(System.currentTimeMillis()))
                .put("chat_id", "oc_admin")
                .put("chat_type", "p2p")
                .put("message_type", "text")
                .put(
                        "content",
                        JsonNodeFactory.instance.objectNode().put("text", line).toString());
        return event;
    }

    @Override
    public byte[] seal(PressStory.Press press) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.putObject("operator").put("tenant_key", CallbackSealer.TENANT).put("open_id", press.who());
        ObjectNode pressed = event.putObject("action").put("tag", "button");
        ObjectNode value = pressed.putObject("value").put("_action", press.action());
        press.params().forEach(value::put);
        ObjectNode values = pressed.putObject("form_value");
        press.form().forEach((field, texts) -> values.put(field, texts.getFirst()));
        event.put("host", "im_message");
        event.putObject("context")
                .put("open_message_id", "om_" + press.action())
                .put("open_chat_id", "oc_" + press.who());
        return sealer.seal("card.action.trigger", event);
    }

    @Override
    public HttpConnection.Answer exchange(byte[] sealed) throws IOException {
        return client.exchange(sealed);
    }

    @Override
    public String judge(HttpConnection.Answer answer) {
        return judged(answer);
    }

    static String judged(HttpConnection.Answer answer) {
        if (answer.status() == 0) {
            return new String(answer.body(), StandardCharsets.UTF_8);
        }
        if (answer.status() != 200) {
            return "HTTP " + answer.status();
        }
        try {
            JsonNode body = MAPPER.readTree(answer.body());
            String toast = body.path("toast").path("type").asString("none");
            if (!toast.equals("success")) {
                return "toast " + toast + " '"
                        + body.path("toast").path("content").asString("") + "'";
            }
            return body.path("card").path("data").path("body").isObject() ? "" : "no card";
        } catch (JacksonException notJson) {
            return "not JSON";
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
