package io.soprelay.directory;

import io.soprelay.codec.StoredCodec;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Facts that are fixed once for the installation, such as the company it serves. Safe for concurrent use. */
public final class Installation {
    private final Ledger ledger;
    private final StoredCodec codec = new StoredCodec();
    private final Map<String, String> known = new ConcurrentHashMap<>();

    public Installation(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The fact's value: the one given here if nobody fixed it before, else the one it was fixed to.
     *
     * @param fact letters, digits and {@code -}
     */
    public String fixedOnce(String fact, String value) {
        String fixed = known.get(fact);
        if (fixed == null) {
            fixed = fix(fact, value);
            known.put(fact, fixed);
        }
        return fixed;
    }

    /** The fact's value; empty while nobody has fixed it. */
    public Optional<String> find(String fact) {
        Loaded loaded = ledger.load(new AggregateId(AggregateId.Kind.INSTALLATION, fact));
        return Optional.ofNullable(loaded.state())
                .map(state -> codec.read(state, Fact.class).value());
    }

    /** Fixes again what is known here, should the store have forgotten it; what it has fixed otherwise holds. */
    public void putBack() {
        known.replaceAll(this::fix);
    }

    private String fix(String fact, String value) {
        AggregateId id = new AggregateId(AggregateId.Kind.INSTALLATION, fact);
        byte[] state = codec.write(new Fact(value));
        CommitResult result =
                ledger.commit(new Commit(id, "fix-" + fact, Basis.NEW, state, state, "fixed", true, List.of()));
        if (result instanceof CommitResult.Committed) {
            return value;
        }
        Loaded loaded = ledger.load(id);
        if (loaded.state() == null) {
            throw new IllegalStateException("The fact " + fact + " is remembered but not stored");
        }
        return codec.read(loaded.state(), Fact.class).value();
    }

    private record Fact(String value) {}
}
