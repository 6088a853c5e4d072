package io.soprelay.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a card on a person's screen; kept as the card entry's record.
 *
 * @param messageId the message that carries it
 * @param issue how many messages have carried it: 1 for the first
 * @param issuedAt when the current message was sent (business time)
 * @param contentHash fingerprint of what it shows
 * @param partVersion the part version it shows
 * @param to the account the messages went to; null in records that were kept before there were several platforms
 * @param askedAt when a press was last answered with a question in the card's place (business time): null if never
 * @param earlier messages that carried it before the person opened it again, newest first; they are still on the screen
 */
public record CardRecord(
        String messageId,
        @Nullable String to,
        int issue,
        Instant issuedAt,
        String contentHash,
        int partVersion,
        @Nullable Instant askedAt,
        List<String> earlier) {
    /** Who opens a card more often finds what is left of the oldest ones by pressing it. */
    private static final int EARLIER_MAX = 9;

    /** The platform takes presses on a message, and updates of it, for 14 days. */
    private static final Duration GOOD_FOR = Duration.ofDays(12);

    /** No platform takes an answer after 3 s; the rest is for the way. */
    private static final Duration QUESTION_COMES_WITHIN = Duration.ofSeconds(5);

    public CardRecord {
        // Records of releases that knew one message only have none.
        earlier = earlier == null ? List.of() : List.copyOf(earlier);
    }

    /**
     * The same card, with one more message that carries it from now on. Messages on another account are forgotten: what
     * is left of them is found by pressing it.
     *
     * @param account where the new message is
     */
    public CardRecord openedIn(String newMessage, String account, Instant now, String hash, int part) {
        if (newMessage.equals(messageId)) {
            return this;
        }
        List<String> before = new ArrayList<>();
        if (to == null || to.equals(account)) {
            before.add(messageId);
            before.addAll(earlier);
        }
        return new CardRecord(
                newMessage,
                account,
                issue,
                now,
                hash,
                part,
                askedAt,
                before.subList(0, Math.min(before.size(), EARLIER_MAX)));
    }

    public boolean isCarriedBy(String message) {
        return messageId.equals(message) || earlier.contains(message);
    }

    /** Whether its message soon takes no press any more: open work needs a new one (business time). */
    public boolean isOld(Instant now) {
        return issuedAt.plus(GOOD_FOR).isBefore(now);
    }

    /** Whether its form may be half filled in: then it is not replaced. */
    public boolean isOpenForm(boolean live, int part) {
        return live && partVersion == part;
    }

    /** The same messages, showing something else. */
    public CardRecord showing(String hash, int part) {
        return new CardRecord(messageId, to, issue, issuedAt, hash, part, askedAt, earlier);
    }

    /** The same, about to be covered by a question. */
    public CardRecord asking(Instant now) {
        return new CardRecord(messageId, to, issue, issuedAt, contentHash, partVersion, now, earlier);
    }

    /**
     * How long a question may still be on its way to the screen (business time); zero if none is. Until then nobody knows
     * what stands there last: whatever is shown meanwhile may be covered.
     */
    public Duration questionComesWithin(Instant now) {
        Duration left = askedAt == null ? Duration.ZERO : Duration.between(now, askedAt.plus(QUESTION_COMES_WITHIN));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
