package io.soprelay.im;

/**
 * Where adapters hand in what people do; {@code chat} implements it. Every call returns only after what it caused is
 * committed, so an adapter may acknowledge to the platform as soon as the call returns.
 *
 * <p>Each method is idempotent by delivery id. A method that throws {@link InboxUnavailableException} has committed
 * nothing that it knows of: the adapter answers non-200 so that the platform sends the event again.
 */
public interface ImInbox {

    /**
     * Handles a press; never throws for a refusal, the answer says it.
     *
     * @throws InboxUnavailableException if the outcome is unknown; a press is never sent again by the platform, so the
     *     adapter asks the person to press once more, which is safe
     */
    CardAnswer onAction(CardAction action);

    /** The answer with this receipt was written to the platform inside its window. */
    void onAnswerWritten(CardAnswer.CardReceipt receipt);

    void onMessage(InboundMessage message);

    void onEntered(BotEntered entered);

    void onMenu(MenuPressed pressed);

    /** The store is away or the outcome is unknown; the platform should deliver again. */
    final class InboxUnavailableException extends RuntimeException {
        public InboxUnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
