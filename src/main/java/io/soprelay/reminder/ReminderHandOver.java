package io.soprelay.reminder;

import io.soprelay.engine.CommandIds;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery.ReminderDelivery;
import io.soprelay.outbox.DeliveryHandler;

/** Takes a reminder from its record's partition to the partition of whoever is to be reminded. */
public final class ReminderHandOver implements DeliveryHandler<ReminderDelivery> {
    private final Reminders reminders;

    public ReminderHandOver(Reminders reminders) {
        this.reminders = reminders;
    }

    @Override
    public Class<ReminderDelivery> kind() {
        return ReminderDelivery.class;
    }

    @Override
    public Result handle(ReminderDelivery reminder, Claimed entry) {
        reminders.remind(
                reminder.to(),
                reminder.flow(),
                reminder.item(),
                CommandIds.timer(reminder.flow(), reminder.item(), reminder.moment()));
        return new Result.Done();
    }
}
