package io.soprelay.ledger;

/** A change of the partition's schedules that is committed together with the aggregate. */
public sealed interface ScheduleChange {

    Lane lane();

    /** Unique in its lane and partition; at most 200 characters. */
    String id();

    /**
     * Adds an entry; an entry of this id that is already there stays as it is (a repeat changes nothing).
     *
     * @param dueMillis for {@link Lane#TIMER} the business moment in epoch milliseconds; for other lanes the delay from
     *     now, 0 for at once
     */
    record Add(Lane lane, String id, long dueMillis, byte[] payload) implements ScheduleChange {
        public Add {
            requireId(id);
            if (dueMillis < 0) {
                throw new IllegalArgumentException("A due time is 0 or more, but was " + dueMillis);
            }
        }
    }

    /**
     * Raises the wanted revision of a coalescing entry and creates it if it is missing, unless that revision was
     * {@linkplain Schedules#shown shown} already. The entry's time is pulled forward to now + {@code delayMillis} only if
     * nobody holds its lease; the newer payload replaces the older one in any case.
     *
     * @param lane any but {@link Lane#TIMER}
     * @param wanted revision that must become visible, 1 or more; one that is not above the stored one changes nothing
     */
    record Raise(Lane lane, String id, long wanted, long delayMillis, byte[] payload) implements ScheduleChange {
        public Raise {
            requireId(id);
            if (lane.businessTime()) {
                throw new IllegalArgumentException("Entries of lane " + lane + " do not coalesce");
            }
            if (wanted < 1 || delayMillis < 0) {
                throw new IllegalArgumentException(
                        "A wanted revision is 1 or more and a delay 0 or more, but were %d and %d"
                                .formatted(wanted, delayMillis));
            }
        }
    }

    /** Removes an entry, leased or not; unknown ids are fine. */
    record Cancel(Lane lane, String id) implements ScheduleChange {
        public Cancel {
            requireId(id);
        }
    }

    /**
     * Makes an entry due now unless somebody holds its lease; its payload, attempts and memo stay. Unknown ids are fine.
     */
    record Hasten(Lane lane, String id) implements ScheduleChange {
        public Hasten {
            requireId(id);
        }
    }

    /**
     * Brings back what left its schedule, or is about to, because it is kept elsewhere: the entry is there and due now.
     * While somebody holds its lease it stays theirs, but they cannot {@linkplain Schedules#letGo let it go} any more;
     * what they deliver is delivered.
     *
     * @param payload of an entry that is there no more; one that is there keeps all that is known of it
     * @param memo of an entry that is there no more, for whoever claims it next; empty for none
     */
    record BringBack(Lane lane, String id, byte[] payload, byte[] memo) implements ScheduleChange {
        public BringBack {
            requireId(id);
        }
    }

    private static void requireId(String id) {
        if (id.isEmpty() || id.length() > 200) {
            throw new IllegalArgumentException("A schedule id has 1 to 200 characters, but was '" + id + "'");
        }
    }
}
