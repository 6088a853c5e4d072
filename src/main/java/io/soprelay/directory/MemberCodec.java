package io.soprelay.directory;

import io.soprelay.codec.Hidden;
import io.soprelay.codec.StoredCodec;
import io.soprelay.codec.Veil;
import io.soprelay.flow.model.CommandId;
import io.soprelay.im.Account;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.RecordKey;
import io.soprelay.ledger.ScheduleChange;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Members as they are stored: name, accounts and stable id under a key of their own. */
final class MemberCodec {
    /**
     * In the place of a text whose key is lost, or was deleted by another process just now: an account has at least one
     * character. Such a person is met anew.
     */
    private static final String ERASED = "-";

    private final Ledger ledger;
    private final StoredCodec codec = new StoredCodec(Map.of(Account.class, AccountMarks.class));

    MemberCodec(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Under the member's key; a member of before there were keys gets one. */
    Commit commit(
            Loaded loaded,
            AggregateId aggregate,
            CommandId command,
            Member next,
            Object audit,
            List<ScheduleChange> changes) {
        RecordKey known = loaded.key();
        RecordKey key = known == null ? ledger.newKey(aggregate) : known;
        Veil veil = next.isErased() ? Veil.ERASED : Veil.of(key.secret());
        return new Commit(
                aggregate,
                command.value(),
                loaded.basis(),
                codec.write(next, Set.of(), veil),
                codec.write(audit, Set.of(), veil),
                "member",
                true,
                changes,
                Commit.KeyChange.of(next.isErased(), known, key));
    }

    /** As far as there is a key to it. */
    Member read(Loaded loaded) {
        RecordKey key = loaded.key();
        Member read = codec.read(
                Objects.requireNonNull(loaded.state()),
                Member.class,
                key == null ? Veil.ERASED : Veil.of(key.secret()),
                ERASED);
        boolean lost = read.accounts().stream().anyMatch(account -> account.id().equals(ERASED));
        return lost ? read.erased() : read;
    }

    private interface AccountMarks {
        @Hidden
        String id();
    }
}
