package io.soprelay.outbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the tries to create one message; waits with its entry from one delivery to the next. A create key is
 * made of the message's name and the issue number. The platform recognises a repeated key for one hour, so a try whose
 * fate is unknown is repeated under the same key for 55 minutes and then under the next number; as long as a holder has left
 * no word, under theirs.
 *
 * @param issue number of the message that these tries would create, 1 for the first
 * @param unknownSince when the first try whose fate is unknown was made (machine's clock); null if none can have arrived
 * @param partVersion the part version that all of those tries carried; 0 if they differ or nobody knows
 * @param claim the entry's attempts when this was written: a claim in between ended without a word
 */
public record CreateTry(int issue, @Nullable Instant unknownSince, int partVersion, int claim) {
    /** Five minutes short of the platform's hour: its clock is not ours, and a call takes its time. */
    public static final Duration WINDOW = Duration.ofMinutes(55);

    /**
     * The try that is to be made now.
     *
     * @param memo what the last delivery left; null if nothing
     * @param firstIssue the lowest number that may be used; what is known of lower ones is of no interest
     * @param claim the entry's attempts, 1 for the first
     * @param silentSince when the first holder claimed the entry who has left no memo since; null if nobody knows
     */
    public static CreateTry next(
            @Nullable CreateTry memo, int firstIssue, int claim, @Nullable Instant silentSince, Instant now) {
        CreateTry known = memo != null && memo.issue >= firstIssue ? memo : new CreateTry(firstIssue, null, 0, 0);
        if (claim - 1 <= known.claim) {
            CreateTry due = known.at(now);
            return new CreateTry(due.issue, due.unknownSince, due.partVersion, claim);
        }
        // Somebody claimed the entry and has left no word: what they sent, if anything, is unknown, and they may just
        // now be sending it. So their number is used, whatever the time; whoever came between has done the same.
        Instant since = silentSince == null ? now : silentSince;
        CreateTry theirs = known.at(since);
        Instant first = theirs.unknownSince == null ? since : theirs.unknownSince;
        // After the window the platform may have forgotten it: then this try makes the message and begins the next.
        return new CreateTry(theirs.issue, first.plus(WINDOW).isBefore(now) ? now : first, 0, claim);
    }

    /** The try that was due at a moment: of the next issue once the window of this one is over. */
    private CreateTry at(Instant moment) {
        boolean over = unknownSince != null && unknownSince.plus(WINDOW).isBefore(moment);
        return over ? new CreateTry(issue + 1, null, 0, claim) : this;
    }

    /** Whether an earlier try may have made the message. */
    public boolean mayHaveArrived() {
        return unknownSince != null;
    }

    /** The same try of a message that carries this, whatever was carried before. */
    public CreateTry carrying(int carried) {
        return new CreateTry(issue, unknownSince, carried, claim);
    }

    /** This try's fate is unknown too. */
    public CreateTry unknown(int carried, Instant now) {
        return unknownSince == null
                ? new CreateTry(issue, now, carried, claim)
                : new CreateTry(issue, unknownSince, carried == partVersion ? carried : 0, claim);
    }
}
