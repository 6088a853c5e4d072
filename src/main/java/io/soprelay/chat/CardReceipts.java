package io.soprelay.chat;

import io.soprelay.engine.FlowEngine;
import io.soprelay.im.CardAnswer.CardReceipt;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.CardRecord;
import io.soprelay.outbox.Deliveries;
import java.util.Optional;

/** What is known of the cards on people's screens. */
public final class CardReceipts {
    private final Schedules schedules;
    private final Deliveries deliveries;
    private final FlowEngine engine;

    public CardReceipts(Schedules schedules, Deliveries deliveries, FlowEngine engine) {
        this.schedules = schedules;
        this.deliveries = deliveries;
        this.engine = engine;
    }

    /** The message that carries a card; empty if none was sent yet. */
    public Optional<CardRecord> find(CardId card) {
        return schedules.record(partition(card), Lane.CARD, card.toString()).map(deliveries::readCard);
    }

    /**
     * The card of an answer is on the screen: nothing has to be sent for it any more. An answer on another message than
     * the one the outbox keeps right (an earlier issue, or a card sent again by hand) settles nothing.
     */
    void settle(CardReceipt receipt) {
        CardId card = CardId.parse(receipt.cardId());
        find(card)
                .filter(known -> known.messageId().equals(receipt.messageId()))
                .ifPresent(known -> schedules.answered(
                        partition(card),
                        Lane.CARD,
                        card.toString(),
                        receipt.revision(),
                        deliveries.write(new CardRecord(
                                known.messageId(),
                                known.issue(),
                                known.issuedAt(),
                                receipt.contentHash(),
                                receipt.partVersion()))));
    }

    /** A card that was just sent. */
    CardRecord issued(String messageId, int issue, String contentHash, int partVersion) {
        return new CardRecord(messageId, issue, engine.now(), contentHash, partVersion);
    }

    private static int partition(CardId card) {
        return AggregateId.partitionOf(card.flow().value());
    }
}
