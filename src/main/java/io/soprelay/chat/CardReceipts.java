package io.soprelay.chat;

import io.soprelay.chat.action.Questions;
import io.soprelay.chat.view.ItemView.Rendered;
import io.soprelay.engine.FlowEngine;
import io.soprelay.im.CardAnswer.CardReceipt;
import io.soprelay.im.Recipient;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Schedules;
import io.soprelay.ledger.Schedules.Answered;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.CardRecord;
import io.soprelay.outbox.Deliveries;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is known of the cards on people's screens. */
public final class CardReceipts implements Questions {
    /** A card has one person and few messages: changed once in between is rare. */
    private static final int LOOKS_MAX = 5;

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
     * The card of an answer is on the screen: nothing has to be sent for it any more. An answer on one of several
     * messages settles nothing: the outbox still has to bring the others right. Nor does one while a question may be on
     * its way: it may come to stand over the answer.
     */
    void settle(CardReceipt receipt) {
        keep(
                CardId.parse(receipt.cardId()),
                receipt.revision(),
                known -> known.filter(record -> record.messageId().equals(receipt.messageId()))
                        .filter(record -> record.earlier().isEmpty())
                        .filter(record ->
                                record.questionComesWithin(engine.now()).isZero())
                        .map(record -> record.showing(receipt.contentHash(), receipt.partVersion())));
    }

    /**
     * Whether the message that carries a card shows the truth, or may not be touched because its form may be half filled
     * in. While it is not, the outbox owes an update, and nothing may be said to be shown.
     */
    boolean isRight(Rendered now) {
        return find(now.id())
                .map(known -> known.isOpenForm(now.live(), now.partVersion())
                        || known.contentHash().equals(now.fingerprint()))
                .orElse(true);
    }

    /** Whether this message is known to carry the form as it is now: it may be half filled in. */
    boolean isOpenForm(String messageId, Rendered now) {
        return find(now.id())
                .filter(known -> known.isCarriedBy(messageId))
                .filter(known -> known.isOpenForm(now.live(), now.partVersion()))
                .isPresent();
    }

    /**
     * A person opened a card again: the new message is the one answers are expected on, the earlier ones are kept right
     * with it.
     *
     * @return false if nothing was noted, because a delivery of the card is under way or waits to be repeated, or
     *     something newer was shown
     */
    boolean opened(String messageId, Recipient to, Rendered now) {
        return keep(
                now.id(),
                now.revision(),
                known -> Optional.of(known.map(record -> record.openedIn(
                                messageId, to.toString(), engine.now(), now.fingerprint(), now.partVersion()))
                        .orElseGet(() -> issued(messageId, to, 1, now.fingerprint(), now.partVersion()))));
    }

    /** Nothing is noted while a delivery of the card is under way: it brings what it reads after this. */
    @Override
    public void comes(CardId card) {
        for (int look = 0; look < LOOKS_MAX; look++) {
            Schedules.Standing standing = schedules
                    .standing(partition(card), Lane.CARD, List.of(card.toString()))
                    .get(card.toString());
            byte[] read = standing == null ? null : standing.record();
            if (standing == null || read == null) {
                return;
            }
            byte[] next = deliveries.write(deliveries.readCard(read).asking(engine.now()));
            Answered answered =
                    schedules.answered(partition(card), Lane.CARD, card.toString(), standing.shown(), read, next);
            if (answered != Answered.CHANGED) {
                return;
            }
        }
    }

    /** Changes what is known; once more if somebody else has changed it since it was read. */
    private boolean keep(CardId card, long revision, UnaryOperator<Optional<CardRecord>> change) {
        for (int look = 0; look < LOOKS_MAX; look++) {
            byte[] read = schedules
                    .record(partition(card), Lane.CARD, card.toString())
                    .orElse(null);
            Optional<CardRecord> next = change.apply(Optional.ofNullable(read).map(deliveries::readCard));
            if (next.isEmpty()) {
                return false;
            }
            Answered answered = schedules.answered(
                    partition(card), Lane.CARD, card.toString(), revision, read, deliveries.write(next.get()));
            if (answered != Answered.CHANGED) {
                return answered == Answered.KEPT;
            }
        }
        return false;
    }

    /** A card that was just sent. */
    CardRecord issued(String messageId, Recipient to, int issue, String contentHash, int partVersion) {
        return new CardRecord(messageId, to.toString(), issue, engine.now(), contentHash, partVersion, null, List.of());
    }

    private static int partition(CardId card) {
        return AggregateId.partitionOf(card.flow().value());
    }
}
