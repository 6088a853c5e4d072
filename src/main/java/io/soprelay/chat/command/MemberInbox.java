package io.soprelay.chat.command;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Ledger;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Where everything a person says to the bot is written down before it is acknowledged: one commit a message, with what
 * has to be done about it. The same command id commits once. The audit holds no words of the person.
 */
public final class MemberInbox {
    private final Ledger ledger;
    private final Deliveries deliveries;
    private final InstantSource clock;
    private final StoredCodec codec = new StoredCodec();

    public MemberInbox(Ledger ledger, Deliveries deliveries, InstantSource clock) {
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** @param kind what came, in a word, for the audit; at most 40 characters */
    public void accept(MemberId member, CommandId id, String kind, List<Delivery> toDo) {
        byte[] entry = codec.write(new Entry(id.value(), kind, toDo.size(), clock.instant()));
        ledger.commit(new Commit(
                new AggregateId(AggregateId.Kind.INBOX, member.value()),
                id.value(),
                Basis.ANY,
                entry,
                entry,
                kind,
                false,
                toDo.stream().map(deliveries::add).toList()));
    }

    private record Entry(String command, String kind, int deliveries, Instant at) {}
}
