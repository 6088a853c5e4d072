package io.soprelay.outage;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.ImGateway;
import io.soprelay.im.MessageContent;
import io.soprelay.im.Platform;
import io.soprelay.im.PlatformState;
import io.soprelay.im.Recipient;
import io.soprelay.im.SendResult;
import java.util.ArrayList;
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
    private final Map<String, Shown> cards = new LinkedHashMap<>();

    PhonesOfCompany(ImGateway gateway) {
        this.gateway = gateway;
    }

    /** Every card that arrived, as it looks now; oldest first. */
    List<Shown> cards() {
        return List.copyOf(cards.values());
    }

    List<Shown> cardsOf(Account person) {
        List<Shown> own = new ArrayList<>();
        cards.values().stream().filter(shown -> shown.to().equals(person)).forEach(own::add);
        return own;
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
    public PlatformState state() {
        return gateway.state();
    }

    @Override
    public ImGateway answering() {
        return new Answering(gateway.answering());
    }

    @Override
    public SendResult sendCard(Recipient to, String createKey, Card card) {
        return sent(to, card, gateway.sendCard(to, createKey, card));
    }

    private SendResult sent(Recipient to, Card card, SendResult result) {
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

    /** The same, inside the share of the limits that is kept for answers. */
    private final class Answering implements ImGateway {
        private final ImGateway answering;

        Answering(ImGateway answering) {
            this.answering = answering;
        }

        @Override
        public Platform platform() {
            return gateway.platform();
        }

        @Override
        public SendResult sendCard(Recipient to, String createKey, Card card) {
            return sent(to, card, answering.sendCard(to, createKey, card));
        }

        @Override
        public SendResult updateCard(String messageId, Card card) {
            return PhonesOfCompany.this.updateCard(messageId, card);
        }

        @Override
        public SendResult sendText(Recipient to, String createKey, String text, @Nullable String replyTo) {
            return answering.sendText(to, createKey, text, null);
        }

        @Override
        public Download download(String messageId, MessageContent.Attachment attachment, long maxBytes) {
            return answering.download(messageId, attachment, maxBytes);
        }

        @Override
        public Lookup profile(Account account) {
            return answering.profile(account);
        }

        @Override
        public Optional<Account> findByMobile(String mobile) {
            return answering.findByMobile(mobile);
        }
    }
}
