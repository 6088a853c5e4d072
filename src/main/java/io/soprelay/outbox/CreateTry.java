package io.soprelay.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the tries to create one message; waits with its entry from one delivery to the next. A create key is
 * made of the message's name and the issue number. A try whose fate is unknown is repeated under the same key however long
 * that takes: whatever one of them made in the last hour the platform recognises, and what it has forgotten by then another
 * key would not find either. The next number is for a message that takes the place of one that is known to be gone.
 *
 * @param issue number of the message that these tries would create, 1 for the first
 * @param unknownSince when the first try whose fate is unknown was made (machine's clock); null if none can have arrived
 * @param partVersion the part version that all of those tries carried; 0 if they differ or nobody knows
 * @param claim the entry's attempts when this was written: a claim in between ended without a word
 */
public record CreateTry(int issue, @Nullable Instant unknownSince, int partVersion, int claim) {
    /** Before the first. */
    static final CreateTry NONE = new CreateTry(1, null, 0, 0);

    /**
     * The try that is to be made now.
     *
     * @param memo what the last delivery left; null if nothing
     * @param firstIssue the lowest number that may be used; what is known of lower ones is of no interest
     * @param claim the entry's attempts, 1 for the first
     */
    public static CreateTry next(@Nullable CreateTry memo, int firstIssue, int claim, Instant now) {
        CreateTry known = memo != null && memo.issue >= firstIssue ? memo : new CreateTry(firstIssue, null, 0, 0);
        if (claim - 1 <= known.claim) {
            return new CreateTry(known.issue, known.unknownSince, known.partVersion, claim);
        }
        // Somebody claimed the entry and has left no word: what they sent, if anything, is unknown, and they may just
        // now be sending it.
        Instant since = known.unknownSince == null ? now : known.unknownSince;
        return new CreateTry(known.issue, since, 0, claim);
    }

    /** Whether an earlier try may have made the message. */
    public boolean mayHaveArrived() {
        return unknownSince != null;
    }

    /** The same try of a message that carries this, whatever was carried before. */
    public CreateTry carrying(int carried) {
        return new CreateTry(issue, unknownSince, carried, claim);
    }

    /** What of it holds for an entry whose attempts count anew. */
    CreateTry comesBack() {
        return new CreateTry(issue, unknownSince, partVersion, 0);
    }

    /** This try's fate is unknown too. */
    public CreateTry unknown(int carried, Instant now) {
        return unknownSince == null
                ? new CreateTry(issue, now, carried, claim)
                : new CreateTry(issue, unknownSince, carried == partVersion ? carried : 0, claim);
    }
}
