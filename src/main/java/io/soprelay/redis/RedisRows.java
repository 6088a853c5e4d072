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
}
