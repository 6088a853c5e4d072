package io.soprelay.im.dingtalk;

import io.soprelay.im.Account;
import io.soprelay.im.CardAction;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.Mention;
import io.soprelay.im.MessageContent;
import io.soprelay.im.Platform;
import io.soprelay.im.dingtalk.DingTalkIncoming.MalformedEventException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Translates verified calls into neutral words, the same for every transport. Thread safe. */
final class DingTalkEvents {
    private static final String PRIVATE_CHAT = "1";
    private static final int PUSHES_CUT = 20001;
    private static final int BY_USER_ID = 1;

    /** {@code @小李} up to the next blank of any kind; not the middle of an address. */
    private static final Pattern NAMED = Pattern.compile("(?<!\\S)@[^\\s@]+", Pattern.UNICODE_CHARACTER_CLASS);

    private DingTalkEvents() {}

    /**
     * A message to the robot.
     *
     * @throws MalformedEventException if a part is missing that a message always has
     */
    static DingTalkIncoming message(JsonNode message) {
        if (message.path("errCode").asInt(0) == PUSHES_CUT) {
            return new DingTalkIncoming.PushesCut();
        }
        String type = required(message, "msgtype");
        String sender = message.path("senderStaffId").asString("");
        if (sender.isBlank() || isFromOutside(message)) {
            return new DingTalkIncoming.Unrecognised(
                    type + " of somebody who is not of the company, or the robot is not published");
        }
        String messageId = required(message, "msgId");
        MessageContent content = DingTalkContent.read(type, message);
        return new DingTalkIncoming.Message(new InboundMessage(
                messageId,
                account(sender),
                messageId,
                message.path("conversationId").asString(""),
                message.path("conversationType").asString("").equals(PRIVATE_CHAT),
                null,
                content,
                mentions(message, content),
                sentAt(message)));
    }

    /**
     * Whom the text names, if the platform tells who that is. It does not tell which word means whom: only one named
     * person beside one {@code @}, wherever it stands, is certain; everybody else is found by the name that was written.
     * The bot's own mention is cut out by the platform.
     */
    private static List<Mention> mentions(JsonNode message, MessageContent content) {
        List<String> named = message.path("atUsers")
                .valueStream()
                .map(user -> user.path("staffId").asString(""))
                .filter(staffId -> !staffId.isBlank())
                .toList();
        if (named.size() != 1
                || !(content instanceof MessageContent.Text(String text))
                || text.indexOf('@') != text.lastIndexOf('@')) {
            return List.of();
        }
        Matcher word = NAMED.matcher(text);
        // The word may be a nickname of this group alone, so nobody is called by it.
        return word.find() ? List.of(new Mention(word.group(), account(named.getFirst()), "")) : List.of();
    }

    /**
     * A press on a card.
     *
     * @param deliveryId the same if the same press comes again
     * @throws MalformedEventException if a part is missing that a press always has
     * @throws tools.jackson.core.JacksonException if a part has another shape than it must
     */
    static DingTalkIncoming press(String deliveryId, JsonNode press) {
        String messageId = required(press, "outTrackId");
        if (press.path("userIdType").asInt(BY_USER_ID) != BY_USER_ID) {
            throw new MalformedEventException("userIdType is not the one the card was made with");
        }
        Account operator = account(required(press, "userId"));
        JsonNode content = press.path("content");
        JsonNode pressed = (content.isString() ? DingTalkJson.MAPPER.readTree(content.stringValue()) : content)
                .path("cardPrivateData");
        String componentId = pressed.path("actionIds").path(0).asString("");
        JsonNode params = pressed.path("params");
        JsonNode values = params.path("form");
        JsonNode form = params.path("current_form").isObject()
                ? DingTalkForm.asLeft(params.path("current_form"), values)
                : MissingNode.getInstance();
        Optional<DingTalkButton> read = DingTalkButton.read(params.path("param"), componentId);
        if (read.isEmpty()) {
            return new DingTalkIncoming.DeadPress();
        }
        DingTalkButton button = read.get();
        return button.confirm() != null
                ? new DingTalkIncoming.Ask(componentId, button, form)
                : new DingTalkIncoming.Press(
                        new CardAction(
                                deliveryId,
                                operator,
                                messageId,
                                button.actionId(),
                                button.params(),
                                DingTalkFormValues.of(values)),
                        form,
                        button);
    }

    /** A userId means somebody in its own company only: another company's may be the admin's letter by letter. */
    private static boolean isFromOutside(JsonNode message) {
        String own = message.path("chatbotCorpId").asString("");
        String senders = message.path("senderCorpId").asString("");
        return !own.isBlank() && !senders.isBlank() && !senders.equals(own);
    }

    /** The company a call comes from; empty if it does not say. */
    static String company(JsonNode call) {
        for (String name : List.of("chatbotCorpId", "corpId", "CorpId", "senderCorpId")) {
            String company = call.path(name).asString("");
            if (!company.isBlank()) {
                return company;
            }
        }
        return "";
    }

    private static Instant sentAt(JsonNode message) {
        long millis = message.path("createAt").asLong(0);
        if (millis <= 0) {
            throw new MalformedEventException("createAt is not a time");
        }
        return Instant.ofEpochMilli(millis);
    }

    private static Account account(String userId) {
        try {
            return new Account(Platform.DINGTALK, userId);
        } catch (IllegalArgumentException badShape) {
            throw new MalformedEventException("A userId has a shape nobody knows");
        }
    }

    private static String required(JsonNode node, String name) {
        String text = node.path(name).asString("");
        if (text.isBlank()) {
            throw new MalformedEventException(name + " is missing");
        }
        return text;
    }
}
