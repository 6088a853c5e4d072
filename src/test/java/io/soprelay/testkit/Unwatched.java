package io.soprelay.testkit;

import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler;
import io.soprelay.outbox.EntryWatch;
import java.time.Instant;

/** For tests that are not about entries that do not go on: what is given up leaves its schedule. */
public record Unwatched() implements EntryWatch {
    @Override
    public boolean givenUp(Claimed entry, DeliveryHandler.Result.Impossible why) {
        return true;
    }

    @Override
    public boolean mayComeBack(Delivery.News news, String entry) {
        return false;
    }

    @Override
    public boolean failing(Claimed entry, Instant since, String reason) {
        return false;
    }

    @Override
    public void through(Claimed entry) {}
}
