package io.soprelay.catalog;

import io.soprelay.codec.StoredCodec;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Published versions in the ledger: a flow is an aggregate, a version is its commit of the same number, so a published
 * version can neither change nor go missing without the ledger's own rules being broken.
 */
public final class LedgerDefinitionStore implements DefinitionStore {
    private final Ledger ledger;
    private final StoredCodec codec = new StoredCodec();

    public LedgerDefinitionStore(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<Published> all() {
        List<Published> all = new ArrayList<>();
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            for (String flow : ledger.live(AggregateId.Kind.DEFINITION, partition)) {
                ledger.history(id(flow)).forEach(bytes -> all.add(codec.read(bytes, Published.class)));
            }
        }
        return all;
    }

    @Override
    public boolean publish(int expectedLatest, Published next) {
        if (next.version() != expectedLatest + 1) {
            throw new IllegalArgumentException("After version %d of %s comes %d, but was %d"
                    .formatted(expectedLatest, next.flow(), expectedLatest + 1, next.version()));
        }
        String fromFile =
                next.isFromFile() ? next.sha256() : importedHash(next.flow()).orElse(null);
        CommitResult result = ledger.commit(new Commit(
                id(next.flow()),
                "publish-" + next.version() + "-" + next.sha256().substring(0, 32),
                Basis.version(expectedLatest),
                codec.write(new Latest(fromFile)),
                codec.write(next),
                "published",
                true,
                List.of()));
        return !(result instanceof CommitResult.Conflict);
    }

    @Override
    public Optional<String> importedHash(String flow) {
        Loaded loaded = ledger.load(id(flow));
        return loaded.state() == null
                ? Optional.empty()
                : Optional.ofNullable(codec.read(loaded.state(), Latest.class).fromFile());
    }

    private static AggregateId id(String flow) {
        return new AggregateId(AggregateId.Kind.DEFINITION, flow);
    }

    /** @param fromFile the hash last taken from the flow's file; null if none ever was */
    private record Latest(@Nullable String fromFile) {}
}
