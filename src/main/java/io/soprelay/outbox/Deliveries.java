package io.soprelay.outbox;

import io.soprelay.codec.StoredCodec;
import io.soprelay.ledger.ScheduleChange;
import java.time.Duration;
import java.time.Instant;

/** Turns deliveries into schedule changes and stored payloads back into deliveries. */
public final class Deliveries {
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
        return new ScheduleChange.BringBack(delivery.lane(), delivery.entryId(), codec.write(new Stored(delivery)));
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

    /** The wrapper makes the type tag independent of the call site's static type. */
    private record Stored(Delivery delivery) {}
}
