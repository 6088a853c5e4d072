package io.soprelay;

import io.soprelay.im.dingtalk.UndeliveredCards;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Cards that were made and not delivered, in the ledger; there are few, and they are asked for rarely. */
final class LedgerUndeliveredCards implements UndeliveredCards {
    private static final byte[] UNDELIVERED = "undelivered".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DELIVERED = "delivered".getBytes(StandardCharsets.US_ASCII);

    private final Ledger ledger;
    /** Of this process, should the store be away just then. */
    private final Set<String> here = ConcurrentHashMap.newKeySet();

    LedgerUndeliveredCards(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public boolean contains(String outTrackId) {
        if (here.contains(outTrackId)) {
            return true;
        }
        byte[] state = ledger.load(id(outTrackId)).state();
        return state != null && state.length == UNDELIVERED.length;
    }

    @Override
    public void add(String outTrackId) {
        here.add(outTrackId);
        store(outTrackId, UNDELIVERED);
        here.remove(outTrackId);
    }

    @Override
    public void remove(String outTrackId) {
        here.remove(outTrackId);
        store(outTrackId, DELIVERED);
    }

    /** The last word counts and repeating it is harmless, so this command id need not be derived. */
    private void store(String outTrackId, byte[] state) {
        ledger.commit(new Commit(
                id(outTrackId), "deliver-" + UUID.randomUUID(), Basis.ANY, state, state, "noted", false, List.of()));
    }

    private static AggregateId id(String outTrackId) {
        return new AggregateId(AggregateId.Kind.UNDELIVERED, outTrackId);
    }
}
