package io.soprelay.testkit;

import io.soprelay.catalog.DefinitionStore;
import io.soprelay.catalog.Published;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Published versions in this process only. */
public final class InMemoryDefinitionStore implements DefinitionStore {
    private final List<Published> versions = new ArrayList<>();
    private final Map<String, String> imported = new HashMap<>();

    @Override
    public synchronized List<Published> all() {
        return versions.stream()
                .sorted(Comparator.comparing(Published::flow).thenComparingInt(Published::version))
                .toList();
    }

    @Override
    public synchronized boolean publish(int expectedLatest, Published next) {
        if (next.version() != expectedLatest + 1) {
            throw new IllegalArgumentException(
                    "Version " + next.version() + " does not follow version " + expectedLatest);
        }
        long latest = versions.stream()
                .filter(version -> version.flow().equals(next.flow()))
                .count();
        if (latest != expectedLatest) {
            return false;
        }
        versions.add(next);
        if (next.isFromFile()) {
            imported.put(next.flow(), next.sha256());
        }
        return true;
    }

    @Override
    public synchronized Optional<String> importedHash(String flow) {
        return Optional.ofNullable(imported.get(flow));
    }
}
