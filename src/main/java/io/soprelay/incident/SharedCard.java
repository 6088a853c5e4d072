package io.soprelay.incident;

import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery.IncidentCard;
import java.util.List;

/** The card that many incidents share: an aggregate without a state, whose version says that something has changed. */
final class SharedCard {
    private static final int COMMIT_TRIES_MAX = 8;

    private final Ledger ledger;
    private final Deliveries deliveries;
    private final BusinessTime time;

    SharedCard(Ledger ledger, Deliveries deliveries, BusinessTime time) {
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.time = time;
    }

    /** Makes an admin's due, once in {@link Incidents#TOGETHER} however often it is asked for. */
    void refresh(MemberId admin) {
        AggregateId many = Incidents.aggregate(Incidents.MANY);
        long bucket = time.now().toEpochMilli() / Incidents.TOGETHER.toMillis();
        for (int attempt = 0; attempt < COMMIT_TRIES_MAX; attempt++) {
            String command = "many-" + admin + "-" + bucket;
            Loaded loaded = ledger.load(many, command);
            if (loaded.outcome() != null) {
                return;
            }
            long wanted = loaded.version() + 1;
            byte[] none = new byte[0];
            CommitResult result = ledger.commit(new Commit(
                    many,
                    command,
                    loaded.basis(),
                    none,
                    none,
                    "many",
                    false,
                    List.of(deliveries.raise(new IncidentCard(Incidents.MANY, admin), wanted, Incidents.TOGETHER))));
            if (!(result instanceof CommitResult.Conflict)) {
                return;
            }
        }
    }
}
