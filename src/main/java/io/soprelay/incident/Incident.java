package io.soprelay.incident;

import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that cannot go on without a person. Times are business time. Stored.
 *
 * @param id derived from the trouble
 * @param number what people call it, 1, 2, 3 …; the same for ever
 * @param opening how often it was opened: 1 for the first
 * @param since when it was opened this time
 * @param last when it was met last, to within {@link #COUNTED_EVERY}
 * @param count how often it was met since {@code since}, counting what came within {@link #COUNTED_EVERY} as one
 * @param alone whether it has a card of its own; many at once share one
 * @param work what waits because of it, at most {@value #WORK_MAX}
 * @param held what could not leave and is kept here, at most {@value #HELD_MAX}
 * @param end how it ended; null while it is open
 * @param version of the stored aggregate
 */
public record Incident(
        String id,
        int number,
        Trouble trouble,
        State state,
        int opening,
        Instant since,
        Instant last,
        long count,
        String detail,
        boolean alone,
        List<Work> work,
        List<Held> held,
        @Nullable End end,
        long version) {
    /** A card and an answer show a few; whoever stands behind a longer list needs another way out than retrying. */
    static final int WORK_MAX = 30;

    /** Some 30 KB of state. What does not fit stays in its schedule. */
    static final int HELD_MAX = 100;

    /** Each counted time is a commit; a rescan meets the same trouble every ten minutes. */
    static final Duration COUNTED_EVERY = Duration.ofMinutes(10);

    /** Whether somebody has to do something about it. */
    public enum State {
        /** It is so now. */
        OPEN,
        /** It is over: it healed by itself, or an act of an admin healed it. */
        RESOLVED,
        /** An admin gave it up, with a reason. Not told again while it lasts. */
        DROPPED
    }

    /** One item of a record that waits. */
    public record Work(FlowId flow, ItemId item) {}

    /** An entry of the outbox that could not leave, as it was. */
    public record Held(int partition, Lane lane, String entry, byte[] payload) {
        boolean isSame(Held other) {
            return partition == other.partition && lane == other.lane && entry.equals(other.entry);
        }
    }

    /**
     * How it ended.
     *
     * @param by {@link MemberId#SYSTEM} if it healed by itself
     * @param reason an admin's own words; empty for none
     */
    public record End(MemberId by, Instant at, String reason) {}

    public Incident {
        work = List.copyOf(work);
        held = List.copyOf(held);
    }

    static Incident first(int number, Trouble trouble, Occurrence met, Instant now, boolean alone) {
        return new Incident(
                trouble.id(),
                number,
                trouble,
                State.OPEN,
                1,
                now,
                now,
                1,
                met.detail(),
                alone,
                workOf(List.of(), met),
                heldOf(List.of(), met),
                null,
                0);
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether it stays in mind: it is open, or it is given up and lasts. */
    boolean isLive() {
        return isOpen() || (state == State.DROPPED && trouble.lasts());
    }

    /** Whether the entry is kept here. */
    public boolean holds(Held entry) {
        return held.stream().anyMatch(entry::isSame);
    }

    /** The same trouble met again while it is known; null if that is nothing new. */
    @Nullable
    Incident met(Occurrence again, Instant now) {
        List<Work> moreWork = workOf(work, again);
        List<Held> moreHeld = isOpen() ? heldOf(held, again) : held;
        boolean news = moreWork.size() != work.size() || moreHeld.size() != held.size();
        if (!news && now.isBefore(last.plus(COUNTED_EVERY))) {
            return null;
        }
        String said = again.detail().isEmpty() ? detail : again.detail();
        return new Incident(
                id, number, trouble, state, opening, since, now, count + 1, said, alone, moreWork, moreHeld, end,
                version);
    }

    Incident reopened(Occurrence again, Instant now, boolean ownCard) {
        return new Incident(
                id,
                number,
                trouble,
                State.OPEN,
                opening + 1,
                now,
                now,
                1,
                again.detail(),
                ownCard,
                workOf(List.of(), again),
                heldOf(List.of(), again),
                null,
                version);
    }

    Incident ended(State as, End how) {
        List<Held> kept = as == State.DROPPED ? held : List.of();
        return new Incident(
                id, number, trouble, as, opening, since, last, count, detail, alone, work, kept, how, version);
    }

    /** What was kept is in its schedule again. */
    Incident released() {
        return new Incident(
                id, number, trouble, state, opening, since, last, count, detail, alone, work, List.of(), end, version);
    }

    Incident waitingFor(List<Work> left) {
        return new Incident(
                id, number, trouble, state, opening, since, last, count, detail, alone, left, held, end, version);
    }

    Incident at(long stored) {
        return new Incident(
                id, number, trouble, state, opening, since, last, count, detail, alone, work, held, end, stored);
    }

    private static List<Work> workOf(List<Work> known, Occurrence met) {
        Work more = met.work();
        return more == null || known.contains(more) || known.size() >= WORK_MAX ? known : with(known, more);
    }

    private static List<Held> heldOf(List<Held> known, Occurrence met) {
        Held more = met.held();
        boolean has = more != null && known.stream().anyMatch(more::isSame);
        return more == null || has || known.size() >= HELD_MAX ? known : with(known, more);
    }

    private static <T> List<T> with(List<T> known, T more) {
        List<T> all = new ArrayList<>(known);
        all.add(more);
        return List.copyOf(all);
    }
}
