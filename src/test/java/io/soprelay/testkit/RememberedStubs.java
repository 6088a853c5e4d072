package io.soprelay.testkit;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Archived;
import io.soprelay.ledger.Stubs;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store's name of its archive and how far that is; for tests of the archive's files alone. */
public class RememberedStubs implements Stubs {
    private @Nullable String name;
    private @Nullable String head;

    @Override
    public Map<AggregateId, Long> lastCommits(List<AggregateId> aggregates) {
        throw new UnsupportedOperationException("there are no aggregates here");
    }

    @Override
    public boolean trim(Archived archived, String place) {
        throw new UnsupportedOperationException("there are no aggregates here");
    }

    @Override
    public boolean recall(Archived archived, String place) {
        throw new UnsupportedOperationException("there are no aggregates here");
    }

    @Override
    public String claim(String proposed) {
        if (name == null) {
            name = proposed;
        }
        return name;
    }

    /** Somebody has taken the archive's name and head out of the store. */
    public void forget() {
        name = null;
        head = null;
    }

    @Override
    public @Nullable String head() {
        return head;
    }

    @Override
    public void head(String next) {
        head = next;
    }
}
