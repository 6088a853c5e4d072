package io.soprelay.im.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.CardAction;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.MessageContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * What an independent stand-in for DingTalk pushed while a delivery was played, in the shapes of the documents that the
 * simulator does not use: fields nobody reads, null for none, a form without its schema, escaped letters, presses of the
 * platform's own template without params.
 */
class RecordedDingTalkTest extends DingTalkCallbackBench {
    @ParameterizedTest
    @MethodSource
    void a_recorded_push_is_heard_as_what_the_person_did(String what, JsonNode push) throws IOException {
        String body = push.path("body").toString();
        boolean pressed = push.path("way").stringValue().equals("card");
        send(pressed ? DingTalkPush.press(body, NOW) : DingTalkPush.message(body, NOW));

        assertThat(inbox.received.isEmpty() ? "nothing" : heard(inbox.received.getFirst()))
                .isEqualTo(push.path("heard").stringValue());
    }

    static Stream<Object[]> a_recorded_push_is_heard_as_what_the_person_did() throws IOException {
        try (InputStream file = RecordedDingTalkTest.class.getResourceAsStream("/dingtalk/session.jsonl")) {
            List<String> lines = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
                    .lines()
                    .toList();
            return lines.stream().map(DingTalkCallbackBench::json).map(push ->
                    new Object[] {push.path("what").stringValue(), push});
        }
    }

    private static String heard(Object received) {
        return switch (received) {
            case CardAction press -> press.operator().id() + " presses " + press.actionId() + " with " + values(press);
            case InboundMessage message -> message.sender().id() + words(message);
            default -> received.toString();
        };
    }

    private static String words(InboundMessage message) {
        return switch (message.content()) {
            case MessageContent.Text text ->
                (message.privateChat() ? " says in private: " : " says in a group: ") + text.text();
            case MessageContent.Files files -> " sends " + files.attachments().size() + " picture";
            case MessageContent.Unrecognised(String kind) -> " sends " + kind + ", which nobody can read";
            default -> message.content().toString();
        };
    }

    private static String values(CardAction press) {
        String values = press.values().entrySet().stream()
                .map(value -> value.getKey() + "=" + String.join("|", value.getValue()))
                .sorted()
                .collect(Collectors.joining(", "));
        return values.isEmpty() ? "nothing" : values;
    }
}
