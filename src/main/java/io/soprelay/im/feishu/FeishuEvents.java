package io.soprelay.im.feishu;

import io.soprelay.im.Account;
import io.soprelay.im.BotEntered;
import io.soprelay.im.CardAction;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.Mention;
import io.soprelay.im.MenuPressed;
import io.soprelay.im.Platform;
import io.soprelay.im.feishu.FeishuIncoming.MalformedEventException;
import io.soprelay.im.feishu.FeishuVerifier.Verdict.Verified;
import io.soprelay.im.feishu.FeishuWire.CardEvent;
import io.soprelay.im.feishu.FeishuWire.Context;
import io.soprelay.im.feishu.FeishuWire.EnteredEvent;
import io.soprelay.im.feishu.FeishuWire.MentionedUser;
import io.soprelay.im.feishu.FeishuWire.MenuEvent;
import io.soprelay.im.feishu.FeishuWire.Message;
import io.soprelay.im.feishu.FeishuWire.MessageEvent;
import io.soprelay.im.feishu.FeishuWire.PressedAction;
import io.soprelay.im.feishu.FeishuWire.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Translates verified events into neutral words. Thread safe. */
final class FeishuEvents {
    private static final String MESSAGE = "im.message.receive_v1";
    private static final String ENTERED = "im.chat.access_event.bot_p2p_chat_entered_v1";
    private static final String MENU = "application.bot.menu_v6";

    private final Supplier<Optional<String>> botOpenId;

    /** @param botOpenId asked only when a message mentions somebody; empty if the platform does not tell */
    FeishuEvents(Supplier<Optional<String>> botOpenId) {
        this.botOpenId = botOpenId;
    }

    /**
     * @throws MalformedEventException if a part is missing that an event of this kind always has
     * @throws tools.jackson.core.JacksonException if a part has another shape than it must
     */
    FeishuIncoming translate(Verified verified) {
        JsonNode event = verified.envelope().event();
        String eventId = required(verified.header().eventId(), "header.event_id");
        if (event == null || !event.isObject()) {
            throw new MalformedEventException("An event has no event part");
        }
        return switch (verified.eventType()) {
            case FeishuVerifier.CARD_PRESS -> press(eventId, event, verified);
            case MESSAGE ->
                message(
                        FeishuJson.MAPPER.treeToValue(event, MessageEvent.class),
                        verified.header().tenantKey());
            case ENTERED ->
                new FeishuIncoming.Entered(new BotEntered(
                        eventId,
                        account(FeishuJson.MAPPER
                                .treeToValue(event, EnteredEvent.class)
                                .operatorId())));
            case MENU -> menu(eventId, FeishuJson.MAPPER.treeToValue(event, MenuEvent.class));
            default -> new FeishuIncoming.Unrecognised(verified.eventType());
        };
    }

    private static FeishuIncoming menu(String eventId, MenuEvent event) {
        UserId operator = event.operator() == null ? null : event.operator().operatorId();
        return new FeishuIncoming.Menu(
                new MenuPressed(eventId, account(operator), required(event.eventKey(), "event_key")));
    }

    private static FeishuIncoming press(String eventId, JsonNode event, Verified verified) {
        CardEvent card = FeishuJson.MAPPER.treeToValue(event, CardEvent.class);
        UserId presser = card.operator();
        if (presser != null && isGuest(presser.tenantKey(), verified.header().tenantKey())) {
            return new FeishuIncoming.DeadPress();
        }
        JsonNode contextBeside = verified.envelope().context();
        PressedAction action = card.action();
        if (action == null) {
            throw new MalformedEventException("A press has no action");
        }
        Context context = card.context();
        if (context == null && contextBeside != null) {
            context = FeishuJson.MAPPER.treeToValue(contextBeside, Context.class);
        }
        String messageId = required(context == null ? null : context.openMessageId(), "context.open_message_id");
        Account operator = account(card.operator());
        return FeishuButton.read(action.value(), action.name())
                .<FeishuIncoming>map(button -> new FeishuIncoming.Press(new CardAction(
                        eventId,
                        operator,
                        messageId,
                        button.actionId(),
                        button.params(),
                        FeishuFormValues.of(action.formValue()))))
                .orElseGet(FeishuIncoming.DeadPress::new);
    }

    /** Somebody of another company in one of our groups: not a colleague, whatever they say or press. */
    private static boolean isGuest(@Nullable String theirs, @Nullable String ours) {
        return theirs != null && ours != null && !theirs.isBlank() && !ours.isBlank() && !theirs.equals(ours);
    }

    private FeishuIncoming message(MessageEvent event, @Nullable String company) {
        Message message = event.message();
        if (event.sender() == null || message == null) {
            throw new MalformedEventException("A message has no sender or no message part");
        }
        if (!"user".equals(event.sender().senderType())) {
            return new FeishuIncoming.Unrecognised(MESSAGE + " from a machine");
        }
        if (isGuest(event.sender().tenantKey(), company)) {
            return new FeishuIncoming.Unrecognised(MESSAGE + " of somebody who is not of the company");
        }
        String messageId = required(message.messageId(), "message.message_id");
        List<MentionedUser> mentioned = Objects.requireNonNullElse(message.mentions(), List.of());
        List<MentionedUser> others = new ArrayList<>();
        List<String> botKeys = new ArrayList<>();
        Optional<String> bot = mentioned.isEmpty() ? Optional.empty() : botOpenId.get();
        for (MentionedUser user : mentioned) {
            if (isBot(user, bot)) {
                botKeys.add(required(user.key(), "mentions.key"));
            } else if (!isGuest(user.tenantKey(), company)) {
                others.add(user);
            }
        }
        boolean privateChat = "p2p".equals(message.chatType());
        if (!privateChat && botKeys.isEmpty() && (mentioned.isEmpty() || bot.isPresent())) {
            // An app that may read whole groups hears people talk to each other; that is not for the bot.
            return new FeishuIncoming.Unrecognised(MESSAGE + " to others in a group");
        }
        return new FeishuIncoming.Message(new InboundMessage(
                messageId,
                account(event.sender().senderId()),
                messageId,
                Objects.requireNonNullElse(message.chatId(), ""),
                privateChat,
                blankToNull(message.parentId()),
                new FeishuContent(botKeys)
                        .read(required(message.messageType(), "message.message_type"), message.content()),
                others.stream().flatMap(user -> mention(user).stream()).toList(),
                FeishuTime.parse(message.createTime())
                        .orElseThrow(() -> new MalformedEventException("message.create_time is not a time"))));
    }

    /** By id; where the platform does not tell us our own, a bot named in a message to us is taken to be us. */
    private static boolean isBot(MentionedUser user, Optional<String> bot) {
        String openId = user.id() == null ? null : user.id().openId();
        return bot.map(id -> id.equals(openId)).orElseGet(() -> "bot".equals(user.mentionedType()));
    }

    /** Empty for mentions that name no person ({@code @_all}). */
    private static Optional<Mention> mention(MentionedUser user) {
        String openId = user.id() == null ? null : blankToNull(user.id().openId());
        String key = user.key();
        return openId == null || key == null
                ? Optional.empty()
                : Optional.of(new Mention(
                        key, new Account(Platform.FEISHU, openId), Objects.requireNonNullElse(user.name(), "")));
    }

    private static Account account(@Nullable UserId user) {
        String openId = user == null ? null : user.openId();
        try {
            return new Account(Platform.FEISHU, required(openId, "open_id"));
        } catch (IllegalArgumentException badShape) {
            throw new MalformedEventException("An open_id has a shape nobody knows");
        }
    }

    private static String required(@Nullable String value, String name) {
        String present = blankToNull(value);
        if (present == null) {
            throw new MalformedEventException(name + " is missing");
        }
        return present;
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
