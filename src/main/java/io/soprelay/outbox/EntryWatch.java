package io.soprelay.outbox;

import io.soprelay.ledger.Claimed;
import java.time.Instant;

/**
 * Hears of entries that do not go on, before they are settled: nothing is forgotten that nobody was told of. Called on
 * the relay's threads, again for the same entry after a crash; throws {@code LedgerUnavailableException}, and then the
 * entry comes again when its lease ends.
 */
public interface EntryWatch {

    /**
     * An entry that cannot be carried out.
     *
     * @return whether it is kept where people see it, and so may leave its schedule
     */
    boolean givenUp(Claimed entry, DeliveryHandler.Result.Impossible why);

    /**
     * Whether news that was given up may come back into its schedule; from memory, and so it may be wrong for a while.
     *
     * @param entry its id
     */
    boolean mayComeBack(Delivery.News news, String entry);

    /**
     * An entry that has not gone through for long; told with each of its tries.
     *
     * @param since when this process saw it fail first, by the machine's clock
     * @return whether somebody has given it up, and so it may leave its schedule
     */
    boolean failing(Claimed entry, Instant since, String reason);

    /** An entry went through; told of each one, so it must be cheap where nothing was wrong. */
    void through(Claimed entry);
}
