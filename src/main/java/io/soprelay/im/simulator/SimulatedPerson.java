package io.soprelay.im.simulator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One person with a phone: writes to the bot, reads what comes, fills and presses cards. */
public final class SimulatedPerson implements Phone {
    /** Cards a person has something typed in at a time; the oldest is forgotten beyond it. */
    private static final int DRAFTS_MAX = 500;

    private final FeishuPlatform platform;
    private final String name;
    private final String openId;
    private final String unionId;
    private final String mobile;
    private final String chatId;
    private final Map<String, Map<String, JsonNode>> drafts = new LinkedHashMap<>();

    SimulatedPerson(FeishuPlatform platform, String appId, String name, String mobile) {
        this.platform = platform;
        this.name = name;
        this.openId = "ou_" + Ids.stable(appId + ":" + name);
        this.unionId = "on_" + Ids.stable("union:" + name);
        this.mobile = mobile;
        this.chatId = Chats.chatOf(openId);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String accountId() {
        return openId;
    }

    public String openId() {
        return openId;
    }

    public String unionId() {
        return unionId;
    }

    public String mobile() {
        return mobile;
    }

    /** The private chat with the bot. */
    public String chatId() {
        return chatId;
    }

    /** This person's open_id for a different app; ours is refused with it. */
    public String openIdInAnotherApp() {
        return "ou_" + Ids.stable("another app:" + name);
    }

    /**
     * Sends a text to the bot and waits for the first attempt to deliver it; {@code @name} of a colleague becomes a real
     * mention.
     */
    public Delivery says(String text) {
        return platform.inbox().text(this, text, null);
    }

    @Override
    public Delivery says(String text, @Nullable String replyTo) {
        return platform.inbox().text(this, text, replyTo);
    }

    /** Says something in a group; with {@code @接力} in it the bot hears it. */
    public Delivery saysIn(FeishuGroup group, String text) {
        return platform.inbox().groupText(this, group, text);
    }

    /** As {@link #says(String)}, as an answer to that card. */
    public Delivery replies(SimulatedCard card, String text) {
        return platform.inbox().text(this, text, card.messageId());
    }

    /** As {@link #says(String)}, as an answer to any message of this chat. */
    public Delivery replies(String messageId, String text) {
        return platform.inbox().text(this, text, messageId);
    }

    /** Sends a picture by itself. */
    public Delivery sendsPicture(byte[] picture) {
        return platform.inbox().media(this, true, "picture.png", picture, null);
    }

    @Override
    public Delivery sendsPicture(byte[] picture, @Nullable String replyTo) {
        return platform.inbox().media(this, true, "picture.png", picture, replyTo);
    }

    @Override
    public Delivery sendsFile(String fileName, byte[] file, @Nullable String replyTo) {
        return platform.inbox().media(this, false, fileName, file, replyTo);
    }

    @Override
    public boolean keepsForms() {
        return true;
    }

    @Override
    public <T> Optional<T> await(Supplier<Optional<T>> look, Duration patience) {
        return platform.await(look, patience);
    }

    /** Sends a picture as an answer to that card. */
    public Delivery repliesWithPicture(SimulatedCard card, byte[] picture) {
        return platform.inbox().media(this, true, "picture.png", picture, card.messageId());
    }

    /** Sends a picture or file as an answer to any message of this chat. */
    public Delivery repliesWith(String messageId, boolean picture, String fileName, byte[] bytes) {
        return platform.inbox().media(this, picture, fileName, bytes, messageId);
    }

    public Delivery sendsFile(String fileName, byte[] file) {
        return platform.inbox().media(this, false, fileName, file, null);
    }

    public Delivery repliesWithFile(SimulatedCard card, String fileName, byte[] file) {
        return platform.inbox().media(this, false, fileName, file, card.messageId());
    }

    /** Opens the chat with the bot. */
    @Override
    public Delivery opensChat() {
        ObjectNode event = Json.object().put("chat_id", chatId());
        event.putObject("operator_id").put("open_id", openId).put("union_id", unionId);
        return platform.acts()
                .send(
                        new PhoneAct.OpenedChat(this),
                        () -> platform.push("im.chat.access_event.bot_p2p_chat_entered_v1", event));
    }

    /** Presses an entry of the bot's menu that pushes an event. */
    @Override
    public Delivery pressesMenu(String key) {
        ObjectNode event = Json.object();
        ObjectNode operator = event.putObject("operator");
        operator.put("operator_name", name)
                .putObject("operator_id")
                .put("open_id", openId)
                .put("union_id", unionId);
        event.put("event_key", key).put("timestamp", platform.epochSecond());
        return platform.acts()
                .send(new PhoneAct.PressedMenu(this, key), () -> platform.push("application.bot.menu_v6", event));
    }

    /** The whole chat, own messages too, oldest first. */
    @Override
    public List<ChatMessage> messages() {
        return platform.chats().inChat(chatId());
    }

    /** What the eye reads in a message: a card's texts and buttons, a text's words, otherwise the kind. */
    @Override
    public String textOf(ChatMessage message) {
        if (message.isCard()) {
            SimulatedCard card = new SimulatedCard(platform, this, message);
            return String.join("\n", card.texts()) + "\n" + String.join("\n", card.buttons());
        }
        String text = Json.text(Json.parse(message.content()), "text");
        return message.recalled() ? "(recalled)" : text.isEmpty() ? message.type() : text;
    }

    /** Words of the bot's text messages, oldest first. */
    public List<String> textsFromBot() {
        return messages().stream()
                .filter(message ->
                        message.type().equals("text") && !message.sender().equals(openId))
                .map(message -> Json.text(Json.parse(message.content()), "text"))
                .toList();
    }

    /** Newest first. */
    @Override
    public List<SimulatedCard> cards() {
        return messages().reversed().stream()
                .filter(ChatMessage::isCard)
                .map(message -> new SimulatedCard(platform, this, message))
                .toList();
    }

    /** @throws IllegalStateException when there is no card yet */
    public SimulatedCard latestCard() {
        return cards().stream().findFirst().orElseThrow(() -> new IllegalStateException(name + " has no card"));
    }

    /** The newest card with {@code text} in its title. */
    public Optional<SimulatedCard> cardTitled(String text) {
        return card(card -> card.title().contains(text));
    }

    /** The newest card with a button of that label that can be pressed. */
    public Optional<SimulatedCard> cardWithButton(String label) {
        return card(card -> card.buttons().contains(label));
    }

    /** The newest card that fits. */
    public Optional<SimulatedCard> card(Predicate<SimulatedCard> fits) {
        return cards().stream().filter(fits).findFirst();
    }

    /** Waits for a card that fits; empty when none came in time. */
    public Optional<SimulatedCard> awaitCard(Predicate<SimulatedCard> fits, Duration patience) {
        return platform.chats().await(() -> card(fits), patience);
    }

    /** Waits for a text of the bot that fits; empty when none came in time. */
    public Optional<String> awaitText(Predicate<String> fits, Duration patience) {
        return platform.chats()
                .await(() -> textsFromBot().reversed().stream().filter(fits).findFirst(), patience);
    }

    /**
     * Any card of anybody, as if it had been shown over the shoulder; a press is this person's.
     *
     * @throws IllegalArgumentException when there is no such card
     */
    @Override
    public SimulatedCard cardIn(String messageId) {
        ChatMessage message = platform.chats()
                .find(messageId)
                .filter(ChatMessage::isCard)
                .orElseThrow(() -> new IllegalArgumentException("no card in " + messageId));
        return new SimulatedCard(platform, this, message);
    }

    /** A card as it once was: what a thumb presses that is on its way while the card changes. */
    public SimulatedCard cardAs(ChatMessage version) {
        return new SimulatedCard(platform, this, version);
    }

    /** What this person typed into that version of that card. */
    Map<String, JsonNode> draft(ChatMessage message) {
        synchronized (drafts) {
            Map<String, JsonNode> draft =
                    drafts.computeIfAbsent(message.id() + "#" + message.revision(), key -> new ConcurrentHashMap<>());
            if (drafts.size() > DRAFTS_MAX) {
                drafts.remove(drafts.keySet().iterator().next());
            }
            return draft;
        }
    }

    void forgetDrafts() {
        synchronized (drafts) {
            drafts.clear();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
