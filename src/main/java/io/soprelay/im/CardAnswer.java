package io.soprelay.im;

import org.jspecify.annotations.Nullable;

/**
 * The bot's answer to a press, given in the same request.
 *
 * @param toast the one sentence the person sees
 * @param card the fresh card, or null to leave what is on the screen (typed values stay)
 * @param receipt what to settle once the answer is known to be written; null when the card is nobody's outbox entry
 * @param redrawn the card of a refused form with what was typed in it, for platforms whose apps lose it; null when there
 *     is a fresh card or nothing was typed. Platforms that leave the form on the screen ignore it
 * @param followed whether a message with what was asked for follows: where a toast would take away what was typed, it may
 *     be left out
 */
public record CardAnswer(
        Toast toast,
        @Nullable Card card,
        @Nullable CardReceipt receipt,
        @Nullable Card redrawn,
        boolean followed) {

    public CardAnswer(Toast toast, @Nullable Card card, @Nullable CardReceipt receipt) {
        this(toast, card, receipt, null, false);
    }

    public static CardAnswer toast(ToastKind kind, String text) {
        return new CardAnswer(new Toast(kind, text), null, null);
    }

    /** What was asked for comes as a message of its own; the pressed card stays as it is. */
    public static CardAnswer followed(String text) {
        return new CardAnswer(new Toast(ToastKind.SUCCESS, text), null, null, null, true);
    }

    /** A refused form: words, and the card as the person left it where there is one. */
    public static CardAnswer refusedForm(ToastKind kind, String text, @Nullable Card asLeft) {
        return new CardAnswer(new Toast(kind, text), null, null, asLeft, false);
    }

    /** How the toast looks. */
    public enum ToastKind {
        SUCCESS,
        INFO,
        WARNING,
        ERROR
    }

    /** One sentence shown over the chat for a moment. */
    public record Toast(ToastKind kind, String text) {}

    /**
     * Names the card entry that this answer satisfies.
     *
     * @param cardId the reconciled card
     * @param messageId the message whose card the answer replaces
     * @param revision the revision of the record the answer shows
     * @param contentHash fingerprint of the card in the answer
     * @param partVersion the version of the person's part that the answer shows
     */
    public record CardReceipt(String cardId, String messageId, long revision, String contentHash, int partVersion) {}
}
