package io.soprelay.redis;

import static io.soprelay.redis.ChangeArguments.number;

import io.soprelay.ledger.Rows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Read views in Redis: two hashes a list, rows and versions. */
final class RedisRows implements Rows {

    private final RedisDoor door;

    RedisRows(RedisDoor door) {
        this.door = door;
    }

    @Override
    public void put(String list, String source, long version, byte @Nullable [] row) {
        List<byte[]> arguments = new ArrayList<>(List.of(RedisKeys.bytes(source), number(version)));
        if (row != null) {
            arguments.add(row);
        }
        door.repeatable(StoreScript.ROW, List.of(RedisKeys.rows(list), RedisKeys.rowVersions(list)), arguments);
    }

    @Override
    public Map<String, Map<String, byte[]>> some(Map<String, List<String>> sources) {
        if (sources.isEmpty()) {
            return Map.of();
        }
        return door.pipelined("rows", pipeline -> {
            Map<String, Response<List<byte[]>>> asked = new TreeMap<>();
            sources.forEach((list, of) -> asked.put(
                    list,
                    pipeline.hmget(
                            RedisKeys.rows(list),
                            of.stream().map(RedisKeys::bytes).toArray(byte[][]::new))));
            return () -> {
                Map<String, Map<String, byte[]>> found = new TreeMap<>();
                asked.forEach((list, rows) -> {
                    List<String> of = Objects.requireNonNull(sources.get(list));
                    for (int i = 0; i < of.size(); i++) {
                        byte[] row = rows.get().get(i);
                        if (row != null) {
                            found.computeIfAbsent(list, any -> new TreeMap<>()).put(of.get(i), row);
                        }
                    }
                });
                return found;
            };
        });
    }

    @Override
    public Map<String, byte[]> all(String list) {
        Map<byte[], byte[]> found = door.read("rows", redis -> redis.hgetAll(RedisKeys.rows(list)));
        Map<String, byte[]> rows = new TreeMap<>();
        found.forEach((source, row) -> rows.put(new String(source, StandardCharsets.UTF_8), row));
        return rows;
    }

    @Override
    public List<Page> pages(List<Place> places, int rowsAtOnce) {
        Rows.requirePage(rowsAtOnce);
        if (places.isEmpty()) {
            return List.of();
        }
        ScanParams size = new ScanParams().count(rowsAtOnce);
        return door.pipelined("rows", pipeline -> {
            List<Response<ScanResult<Map.Entry<byte[], byte[]>>>> asked = places.stream()
                    .map(place -> pipeline.hscan(
                            RedisKeys.rows(place.list()),
                            place.cursor().isEmpty()
                                    ? ScanParams.SCAN_POINTER_START_BINARY
                                    : RedisKeys.bytes(place.cursor()),
                            size))
                    .toList();
            return () -> {
                List<Page> pages = new ArrayList<>();
                for (int i = 0; i < asked.size(); i++) {
                    pages.add(page(places.get(i).list(), asked.get(i).get()));
                }
                return pages;
            };
        });
    }

    private static Page page(String list, ScanResult<Map.Entry<byte[], byte[]>> scanned) {
        List<Row> rows = new ArrayList<>(scanned.getResult().size());
        scanned.getResult()
                .forEach(row -> rows.add(new Row(new String(row.getKey(), StandardCharsets.UTF_8), row.getValue())));
        return new Page(rows, scanned.isCompleteIteration() ? null : new Place(list, scanned.getCursor()));
    }

    @Override
    public void forgetRemoved(String list, Map<String, Long> removed) {
        if (removed.isEmpty()) {
            return;
        }
        List<byte[]> arguments = new ArrayList<>();
        removed.forEach((source, version) -> {
            arguments.add(RedisKeys.bytes(source));
            arguments.add(number(version));
        });
        door.repeatable(StoreScript.FORGET, List.of(RedisKeys.rows(list), RedisKeys.rowVersions(list)), arguments);
    }

    @Override
    public void drop(String list) {
        door.read("drop", redis -> redis.unlink(RedisKeys.rows(list), RedisKeys.rowVersions(list)));
    }
}
