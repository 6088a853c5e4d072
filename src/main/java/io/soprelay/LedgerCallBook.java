package io.soprelay;

import io.soprelay.codec.StoredCodec;
import io.soprelay.im.dingtalk.CallBook;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The calls of each month in the ledger, for one app: nodes change it one after the other. */
final class LedgerCallBook implements CallBook {
    /** Few nodes write, each every few seconds. */
    private static final int TRIES_MAX = 20;

    private final Ledger ledger;
    private final String app;
    private final StoredCodec codec = new StoredCodec();

    LedgerCallBook(Ledger ledger, String app) {
        this.ledger = ledger;
        this.app = app;
    }

    @Override
    public Month change(YearMonth month, UnaryOperator<Month> change) {
        AggregateId id = new AggregateId(AggregateId.Kind.CALLS, Integer.toHexString(app.hashCode()) + "-" + month);
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            Loaded loaded = ledger.load(id);
            Month known = loaded.state() == null ? Month.NEW : codec.read(loaded.state(), Month.class);
            Month changed = change.apply(known);
            if (changed.equals(known)) {
                return known;
            }
            byte[] state = codec.write(changed);
            // A commit that is lost on its way is made again by the next flush: the id is of this try alone.
            CommitResult result = ledger.commit(new Commit(
                    id, "calls-" + UUID.randomUUID(), loaded.basis(), state, state, "counted", false, List.of()));
            if (!(result instanceof CommitResult.Conflict)) {
                return changed;
            }
        }
        throw new IllegalStateException("The calls of " + month + " are changed by too many at once");
    }
}
