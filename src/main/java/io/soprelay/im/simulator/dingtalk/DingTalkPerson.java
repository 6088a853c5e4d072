package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.Ids;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.Phone;
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

/** One person with a phone: writes to the robot in private or in groups, reads what comes, fills and presses cards. */
public final class DingTalkPerson implements Phone {
    private final DingTalkPlatform platform;
    private final String name;
    private final String userId;
    private final String unionId;
    private final String mobile;
    private final String chatId;
    private final Map<String, Map<String, JsonNode>> drafts = new LinkedHashMap<>();
    private String lookedAt;

    DingTalkPerson(DingTalkPlatform platform, String clientId, String name, String mobile) {
        this.platform = platform;
        this.name = name;
        this.userId = "user" + Ids.stable(clientId + ":" + name).substring(0, 12);
        this.unionId = Ids.stable("union:" + name) + "iE";
        this.mobile = mobile;
        this.chatId = "cid" + Ids.stable("chat:" + userId);
        this.lookedAt = chatId;
    }

    @Override
    public String name() {
        return name;
    }

    /** Also called staff id. */
    public String userId() {
        return userId;
    }

    @Override
    public String accountId() {
        return userId;
    }

    public String unionId() {
        return unionId;
    }

    public String mobile() {
        return mobile;
    }

    /** The private conversation with the robot. */
    public String chatId() {
        return chatId;
    }

    /** Sends a text to the robot and waits for the first attempt to deliver it. */
    public Delivery says(String text) {
        return platform.inbox().text(this, text);
    }

    /** The robot is not told what a text answers. */
    @Override
    public Delivery says(String text, @Nullable String replyTo) {
        return says(text);
    }

    /** Says something in a group; with {@code @接力} in it the robot hears it, {@code @name} mentions a member. */
    public Delivery saysIn(DingTalkGroup group, String text) {
        List<DingTalkPerson> mentioned = group.members().stream()
                .filter(member -> text.contains("@" + member.name()))
                .toList();
        return platform.inbox().groupText(this, group, text, mentioned);
    }

    public Delivery sendsPicture(byte[] picture) {
        return platform.inbox().picture(this, picture);
    }

    @Override
    public Delivery sendsPicture(byte[] picture, @Nullable String replyTo) {
        return sendsPicture(picture);
    }

    public Delivery sendsFile(String fileName, byte[] file) {
        return platform.inbox().file(this, fileName, file);
    }

    @Override
    public Delivery sendsFile(String fileName, byte[] file, @Nullable String replyTo) {
        return sendsFile(fileName, file);
    }

    /** Words and pictures in one message. */
    public Delivery sendsRich(String text, List<byte[]> pictures) {
        return platform.inbox().rich(this, null, text, pictures);
    }

    /** Words and pictures in one message of a group; the only way of a picture to the robot there. */
    public Delivery sendsRichIn(DingTalkGroup group, String text, List<byte[]> pictures) {
        return platform.inbox().rich(this, group, text, pictures);
    }

    /** The robot is not told: the delivery is never delivered. */
    @Override
    public Delivery opensChat() {
        looksAt(chatId);
        return new Delivery("", "", "");
    }

    /** Entries of the robot's quick bar make the person say their words. */
    @Override
    public Delivery pressesMenu(String key) {
        return says(key);
    }

    /** Turns to another conversation: what was typed into forms is gone. */
    public void looksAt(DingTalkGroup group) {
        looksAt(group.conversationId());
    }

    @Override
    public List<ChatMessage> messages() {
        return platform.chats().inChat(chatId);
    }

    /** What this person sees of a group: cards for a few only if they are among them. */
    public List<ChatMessage> messagesIn(DingTalkGroup group) {
        return group.messages().stream().filter(this::mayRead).toList();
    }

    @Override
    public String textOf(ChatMessage message) {
        if (message.isCard()) {
            DingTalkCard card = new DingTalkCard(platform, this, message);
            return String.join("\n", card.texts()) + "\n" + String.join("\n", card.buttons());
        }
        JsonNode content = Json.parse(message.content());
        StringBuilder text = new StringBuilder();
        for (String part : List.of("title", "content", "text")) {
            text.append(Json.text(content, part)).append('\n');
        }
        return text.toString().isBlank() ? message.type() : text.toString().strip();
    }

    /** Words of the robot's plain messages in private, oldest first. */
    public List<String> textsFromBot() {
        return messages().stream()
                .filter(message -> !message.isCard() && !message.sender().equals(userId))
                .map(this::textOf)
                .toList();
    }

    @Override
    public List<DingTalkCard> cards() {
        return cards(messages());
    }

    /** Cards of a group that this person sees, newest first. */
    public List<DingTalkCard> cardsIn(DingTalkGroup group) {
        return cards(messagesIn(group));
    }

    /** @throws IllegalStateException when there is no card yet */
    public DingTalkCard latestCard() {
        return cards().stream().findFirst().orElseThrow(() -> new IllegalStateException(name + " has no card"));
    }

    /** The newest private card that fits. */
    public Optional<DingTalkCard> card(Predicate<DingTalkCard> fits) {
        return cards().stream().filter(fits).findFirst();
    }

    /** Waits for a private card that fits; empty when none came in time. */
    public Optional<DingTalkCard> awaitCard(Predicate<DingTalkCard> fits, Duration patience) {
        return await(() -> card(fits), patience);
    }

    /** Waits for a plain message of the robot that fits; empty when none came in time. */
    public Optional<String> awaitText(Predicate<String> fits, Duration patience) {
        return await(() -> textsFromBot().reversed().stream().filter(fits).findFirst(), patience);
    }

    @Override
    public DingTalkCard cardIn(String messageId) {
        ChatMessage message = platform.chats()
                .find(messageId)
                .filter(ChatMessage::isCard)
                .orElseThrow(() -> new IllegalArgumentException("no card in " + messageId));
        return new DingTalkCard(platform, this, message);
    }

    /**
     * A card as it was at some moment, in this person's hand.
     *
     * @param message of a card
     */
    public DingTalkCard cardAs(ChatMessage message) {
        return new DingTalkCard(platform, this, message);
    }

    @Override
    public boolean keepsForms() {
        return false;
    }

    @Override
    public <T> Optional<T> await(Supplier<Optional<T>> look, Duration patience) {
        return platform.chats().await(look, patience);
    }

    /** The id by which a card calls this person. */
    String idFor(ObjectNode card) {
        return card.path("userIdType").asInt(1) == 2 ? unionId : userId;
    }

    /** What this person typed into that version of that card. */
    Map<String, JsonNode> draft(ChatMessage message) {
        synchronized (drafts) {
            return drafts.computeIfAbsent(message.id() + "#" + message.revision(), key -> new ConcurrentHashMap<>());
        }
    }

    void looksAt(String conversation) {
        synchronized (drafts) {
            if (!conversation.equals(lookedAt)) {
                lookedAt = conversation;
                drafts.clear();
            }
        }
    }

    void forgetDrafts() {
        synchronized (drafts) {
            drafts.clear();
        }
    }

    private boolean mayRead(ChatMessage message) {
        JsonNode recipients = message.isCard() ? CardStore.card(message).path("recipients") : Json.array();
        boolean named = recipients.isEmpty();
        for (JsonNode one : recipients) {
            named |= one.asString("").equals(userId);
        }
        return named;
    }

    private List<DingTalkCard> cards(List<ChatMessage> messages) {
        return messages.reversed().stream()
                .filter(ChatMessage::isCard)
                .map(message -> new DingTalkCard(platform, this, message))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
