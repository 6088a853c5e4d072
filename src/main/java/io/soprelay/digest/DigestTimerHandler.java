package io.soprelay.digest;

import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery.DigestTimer;
import io.soprelay.outbox.DeliveryHandler;

/**
 * A digest's time has come. Catch-up after downtime is <em>once, skip older</em>: however many days were missed, one
 * digest is sent, for today, and the next one tomorrow.
 */
public final class DigestTimerHandler implements DeliveryHandler<DigestTimer> {
    private final Subscriptions subscriptions;

    public DigestTimerHandler(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public Class<DigestTimer> kind() {
        return DigestTimer.class;
    }

    @Override
    public Result handle(DigestTimer timer, Claimed entry) {
        subscriptions.fire(timer.member(), timer.moment());
        return new Result.Done();
    }
}
