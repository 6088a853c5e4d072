package io.soprelay.outage;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.ImGateway;
import io.soprelay.im.MessageContent;
import io.soprelay.im.Platform;
import io.soprelay.im.PlatformState;
import io.soprelay.im.Recipient;
import io.soprelay.im.SendResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gateway as it is, and what stands on people's screens by its word: cards are pressed as they were rendered. */
final class PhonesOfCompany implements ImGateway {
    /** A message with a card. */
    record Shown(String messageId, Recipient to, Card card) {}

    private final ImGateway gateway;
    private final Map<String, Shown> cards;

    PhonesOfCompany(ImGateway gateway) {
        this(gateway, new LinkedHashMap<>());
    }

    private PhonesOfCompany(ImGateway gateway, Map<String, Shown> cards) {
        this.gateway = gateway;
        this.cards = cards;
    }

    /** Every card that arrived, as it looks now; oldest first. */
    List<Shown> cards() {
        return List.copyOf(cards.values());
    }

    /** The answer to a press takes the card's place. */
    void answered(String messageId, Card card) {
        cards.computeIfPresent(messageId, (id, before) -> new Shown(id, before.to(), card));
    }

    @Override
    public Platform platform() {
        return gateway.platform();
    }

    @Override
    public String app() {
        return gateway.app();
    }

    @Override
    public PlatformState state() {
        return gateway.state();
    }

    /** The same phones, reached inside the share of the limits that is kept for answers. */
    @Override
    public ImGateway answering() {
        return new PhonesOfCompany(gateway.answering(), cards);
    }

    @Override
    public SendResult sendCard(Recipient to, String createKey, Card card) {
        SendResult result = gateway.sendCard(to, createKey, card);
        if (result instanceof SendResult.Sent(String messageId)) {
            cards.put(messageId, new Shown(messageId, to, card));
        }
        return result;
    }

    @Override
    public SendResult updateCard(String messageId, Card card) {
        SendResult result = gateway.updateCard(messageId, card);
        if (result instanceof SendResult.Sent) {
            answered(messageId, card);
        }
        return result;
    }

    /** On its own: what the person wrote never went over the simulated platform. */
    @Override
    public SendResult sendText(Recipient to, String createKey, String text, @Nullable String replyTo) {
        return gateway.sendText(to, createKey, text, null);
    }

    @Override
    public Download download(String messageId, MessageContent.Attachment attachment, long maxBytes) {
        return gateway.download(messageId, attachment, maxBytes);
    }

    @Override
    public Lookup profile(Account account) {
        return gateway.profile(account);
    }

    @Override
    public Optional<Account> findByMobile(String mobile) {
        return gateway.findByMobile(mobile);
    }
}
