package io.soprelay.outbox;

import io.soprelay.codec.StoredCodec;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.ScheduleChange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns deliveries into schedule changes and stored payloads back into deliveries. */
public final class Deliveries {
    private static final byte[] NO_MEMO = new byte[0];

    private final StoredCodec codec = new StoredCodec(Delivery.class);

    /** At once. */
    public ScheduleChange add(Delivery delivery) {
        return new ScheduleChange.Add(delivery.lane(), delivery.entryId(), 0, codec.write(new Stored(delivery)));
    }

    public ScheduleChange timer(Delivery.ReminderTimer timer) {
        return at(timer, timer.moment());
    }

    /** At a moment of business time; for timers. */
    public ScheduleChange at(Delivery timer, Instant moment) {
        return new ScheduleChange.Add(
                timer.lane(), timer.entryId(), moment.toEpochMilli(), codec.write(new Stored(timer)));
    }

    public ScheduleChange cancel(Delivery delivery) {
        return new ScheduleChange.Cancel(delivery.lane(), delivery.entryId());
    }

    /** At once, also if somebody is about to let it go. */
    public ScheduleChange bringBack(Delivery delivery) {
        return new ScheduleChange.BringBack(
                delivery.lane(), delivery.entryId(), codec.write(new Stored(delivery)), NO_MEMO);
    }

    /** For coalescing kinds. */
    public ScheduleChange raise(Delivery delivery, long wanted, Duration delay) {
        return new ScheduleChange.Raise(
                delivery.lane(), delivery.entryId(), wanted, delay.toMillis(), codec.write(new Stored(delivery)));
    }

    public Delivery read(byte[] payload) {
        return codec.read(payload, Stored.class).delivery();
    }

    public byte[] write(CardRecord card) {
        return codec.write(card);
    }

    public CardRecord readCard(byte[] bytes) {
        return codec.read(bytes, CardRecord.class);
    }

    public byte[] write(CreateTry tried) {
        return codec.write(tried);
    }

    public CreateTry readTry(byte[] bytes) {
        return codec.read(bytes, CreateTry.class);
    }

    /**
     * What an entry that is kept elsewhere has to know of its tries when it comes back and is claimed for the first time
     * again: its message may have been made, and has its name.
     *
     * @param now by the machine's clock
     * @return null if nothing
     */
    public byte @Nullable [] triesOf(Claimed entry, Instant now) {
        byte[] memo = entry.memo();
        CreateTry left = memo == null ? null : readTry(memo);
        CreateTry known = CreateTry.next(left, 1, entry.attempts(), now).comesBack();
        if (left != null && entry.lane() == Lane.REMINDER) {
            // What has gathered is named by what it carried first, whoever has left no word since.
            known = known.carrying(left.partVersion());
        }
        return known.equals(CreateTry.NONE) ? null : write(known);
    }

    /** The wrapper makes the type tag independent of the call site's static type. */
    private record Stored(Delivery delivery) {}
}
