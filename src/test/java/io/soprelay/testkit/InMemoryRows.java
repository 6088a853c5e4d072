package io.soprelay.testkit;

import io.soprelay.ledger.Rows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The read views of {@link InMemoryLedger}; not thread safe. */
final class InMemoryRows {
    private final Map<String, Map<String, Row>> lists = new HashMap<>();

    private record Row(long version, byte @Nullable [] bytes) {}

    void put(String list, String source, long version, byte @Nullable [] row) {
        Map<String, Row> rows = lists.computeIfAbsent(list, any -> new HashMap<>());
        Row before = rows.get(source);
        if (before == null || before.version <= version) {
            rows.put(source, new Row(version, row));
        }
    }

    Map<String, byte[]> all(String list) {
        Map<String, byte[]> rows = new TreeMap<>();
        lists.getOrDefault(list, Map.of()).forEach((source, row) -> {
            if (row.bytes != null) {
                rows.put(source, row.bytes);
            }
        });
        return rows;
    }

    Map<String, Map<String, byte[]>> some(Map<String, List<String>> sources) {
        Map<String, Map<String, byte[]>> found = new TreeMap<>();
        sources.forEach((list, of) -> {
            Map<String, Row> there = lists.getOrDefault(list, Map.of());
            Map<String, byte[]> rows = new TreeMap<>();
            for (String source : of) {
                Row row = there.get(source);
                if (row != null && row.bytes != null) {
                    rows.put(source, row.bytes);
                }
            }
            if (!rows.isEmpty()) {
                found.put(list, rows);
            }
        });
        return found;
    }

    List<Rows.Page> pages(List<Rows.Place> places, int rowsAtOnce) {
        Rows.requirePage(rowsAtOnce);
        return places.stream().map(place -> page(place, rowsAtOnce)).toList();
    }

    private Rows.Page page(Rows.Place place, int rowsAtOnce) {
        TreeMap<String, byte[]> left = new TreeMap<>(all(place.list()));
        TreeMap<String, byte[]> rows = new TreeMap<>();
        left.tailMap(place.cursor(), false).forEach((source, row) -> {
            if (rows.size() < rowsAtOnce) {
                rows.put(source, row);
            }
        });
        String last = rows.isEmpty() ? place.cursor() : rows.lastKey();
        boolean through = left.tailMap(last, false).isEmpty();
        List<Rows.Row> page = rows.entrySet().stream()
                .map(row -> new Rows.Row(row.getKey(), row.getValue()))
                .toList();
        return new Rows.Page(page, through ? null : new Rows.Place(place.list(), last));
    }

    void drop(String list) {
        lists.remove(list);
    }

    void forgetRemoved(String list, Map<String, Long> removed) {
        Map<String, Row> rows = lists.getOrDefault(list, Map.of());
        removed.forEach((source, version) -> {
            Row row = rows.get(source);
            if (row != null && row.bytes == null && row.version <= version) {
                rows.remove(source);
            }
        });
    }

    void lose() {
        lists.clear();
    }
}
