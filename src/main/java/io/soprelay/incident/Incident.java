package io.soprelay.incident;

import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that cannot go on without a person. Times are business time. Stored.
 *
 * @param id derived from the trouble
 * @param number what people call it, 1, 2, 3 …; the same for ever
 * @param opening how often it was opened: 1 for the first
 * @param met when and how often the trouble was met since it was opened this time
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
        Met met,
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

    /** Often enough for who comes back, and few calls where each is paid for. */
    private static final Duration TRY_MAX = Duration.ofHours(6);

    private static final long DOUBLINGS_MAX = 10;

    private static final Deliveries DELIVERIES = new Deliveries();

    /** Whether somebody has to do something about it. */
    public enum State {
        /** It is so now. */
        OPEN,
        /** It is over: it healed by itself, or an act of an admin healed it. */
        RESOLVED,
        /** An admin gave it up, with a reason. Not told again while it lasts. */
        DROPPED
    }

    /**
     * When and how often.
     *
     * @param since when it was opened
     * @param last when it was met last, to within {@link #COUNTED_EVERY}
     * @param count what came within {@link #COUNTED_EVERY} counts as one
     * @param nextTry before that it is not worth a call to find out whether it is still so
     */
    public record Met(Instant since, Instant last, long count, Instant nextTry) {
        static Met first(Instant now) {
            return new Met(now, now, 1, now.plus(COUNTED_EVERY));
        }

        Met again(Instant now) {
            Duration wait = COUNTED_EVERY.multipliedBy(1L << Math.min(count, DOUBLINGS_MAX));
            return new Met(since, now, count + 1, now.plus(wait.compareTo(TRY_MAX) < 0 ? wait : TRY_MAX));
        }

        Met atOnce(Instant now) {
            return new Met(since, last, count, now);
        }
    }

    /** One item of a record that waits. */
    public record Work(FlowId flow, ItemId item) {
        /** What one of its holders has of it. */
        CardId card(MemberId holder) {
            return new CardId(flow, item, holder);
        }
    }

    /**
     * An entry of the outbox that could not leave, as it was.
     *
     * @param memo what is known of its tries until then; null if nothing has to be
     */
    public record Held(int partition, Lane lane, String entry, byte[] payload, byte @Nullable [] memo) {
        boolean isSame(Held other) {
            return partition == other.partition && lane == other.lane && entry.equals(other.entry);
        }

        /** This copy, with what is known of the tries if one of them may have made the message since it was kept. */
        private Held knowing(Held later) {
            byte[] tries = later.memo;
            boolean news = tries != null
                    && !Arrays.equals(tries, memo)
                    && DELIVERIES.readTry(tries).mayHaveArrived();
            return news ? new Held(partition, lane, entry, payload, tries) : this;
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

    static Incident first(int number, Trouble trouble, Occurrence again, Instant now, boolean alone) {
        return new Incident(
                trouble.id(),
                number,
                trouble,
                State.OPEN,
                1,
                Met.first(now),
                again.detail(),
                alone,
                workOf(List.of(), again.work()),
                heldOf(List.of(), again),
                null,
                0);
    }

    /** When it was opened this time. */
    public Instant since() {
        return met.since();
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether it stays in mind: it is open, or it is given up and lasts, or something is still kept with it. */
    boolean isLive() {
        return keeps() || (state == State.DROPPED && trouble.lasts());
    }

    /**
     * Whether what cannot leave is kept with it: while it is open, and when its work went to somebody else as long as
     * there is news for the person who was not reached.
     */
    public boolean keeps() {
        return isOpen() || (state == State.RESOLVED && !held.isEmpty());
    }

    /** Whether the entry is kept here. */
    public boolean holds(Held entry) {
        return held.stream().anyMatch(entry::isSame);
    }

    /**
     * The same trouble met again while it is known.
     *
     * @return null if that is nothing to commit. What is here already and is met again is: whoever has put it back, and is
     *     about to close this or to keep it no longer, then has to put it back once more
     */
    @Nullable
    Incident metAgain(Occurrence again, Instant now) {
        List<Work> moreWork = workOf(work, again.work());
        List<Held> moreHeld = keeps() ? heldOf(held, again) : held;
        boolean news = moreWork.size() != work.size() || !moreHeld.equals(held);
        if (!news && now.isBefore(met.last().plus(COUNTED_EVERY))) {
            return isHere(again) ? this : null;
        }
        String said = again.detail().isEmpty() ? detail : again.detail();
        return as(state, met.again(now), said, moreWork, moreHeld, end);
    }

    /** Whether it is kept here, or waits here for a person to be reached. */
    private boolean isHere(Occurrence again) {
        Work waiting = again.work();
        Held entry = again.held();
        boolean waits = waiting != null && trouble instanceof Trouble.Unreachable && work.contains(waiting);
        return waits || (entry != null && holds(entry));
    }

    /** What was still kept with it is kept on. */
    Incident reopened(Occurrence again, Instant now, boolean ownCard) {
        Incident first = first(number, trouble, again, now, ownCard);
        return new Incident(
                id,
                number,
                trouble,
                State.OPEN,
                opening + 1,
                first.met,
                first.detail,
                ownCard,
                first.work,
                state == State.RESOLVED ? heldOf(held, again) : first.held,
                null,
                version);
    }

    /** What is given up keeps only what its person may still be told, and after that was kept on, nothing. */
    Incident ended(State how, End why) {
        boolean comesBack = how == State.DROPPED && isOpen() && trouble.lasts();
        return as(how, met, detail, work, comesBack ? held : List.of(), why);
    }

    /** Its work is somebody else's now; news stays kept for the person it is for. */
    Incident handedOver(End why) {
        return as(State.RESOLVED, met, detail, work, held, why);
    }

    /** It is over, and nothing is kept any more; how it was ended before stays said. */
    Incident healed(Instant now) {
        End how = state == State.RESOLVED && end != null ? end : new End(MemberId.SYSTEM, now, "");
        return as(State.RESOLVED, met, detail, work, List.of(), how);
    }

    /** What was kept is in its schedule again, and everything else may be tried at once. */
    Incident triedAgain(Instant now) {
        return as(state, met.atOnce(now), detail, work, List.of(), end);
    }

    Incident without(Held entry) {
        List<Held> left = held.stream().filter(each -> !entry.isSame(each)).toList();
        return as(state, met, detail, work, left, end);
    }

    /** Whether whatever waits is worth a try; nothing waits here that somebody else has taken over. */
    boolean isDue(Instant now) {
        return work.isEmpty() || state == State.RESOLVED || !now.isBefore(met.nextTry());
    }

    Incident dueAtOnce(Instant now) {
        return as(state, met.atOnce(now), detail, work, held, end);
    }

    /** Whether a call may find out something about this work: new work always, the rest when its time has come. */
    boolean isWorthATry(Work about, Instant now) {
        return !work.contains(about) || isDue(now);
    }

    Incident waitingFor(List<Work> left) {
        return as(state, met, detail, left, held, end);
    }

    Incident at(long stored) {
        return new Incident(id, number, trouble, state, opening, met, detail, alone, work, held, end, stored);
    }

    private Incident as(State next, Met seen, String said, List<Work> waiting, List<Held> kept, @Nullable End how) {
        return new Incident(id, number, trouble, next, opening, seen, said, alone, waiting, kept, how, version);
    }

    private static List<Work> workOf(List<Work> known, @Nullable Work more) {
        return more == null || known.contains(more) || known.size() >= WORK_MAX ? known : with(known, more);
    }

    private static List<Held> heldOf(List<Held> known, Occurrence again) {
        Held more = again.held();
        if (more == null) {
            return known;
        }
        if (known.stream().anyMatch(more::isSame)) {
            return known.stream()
                    .map(kept -> kept.isSame(more) ? kept.knowing(more) : kept)
                    .toList();
        }
        return known.size() >= HELD_MAX ? known : with(known, more);
    }

    private static <T> List<T> with(List<T> known, T more) {
        List<T> all = new ArrayList<>(known);
        all.add(more);
        return List.copyOf(all);
    }
}
