package io.soprelay.crash;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.resps.Tuple;

/** What a store must hold after some commands: a second, simple reading of the file beside Redis's own. Bytes are Latin-1. */
final class StoreModel {
    private final Map<String, Object> keys = new TreeMap<>();

    private record Numbers(Map<String, Double> scores) {}

    StoreModel() {}

    StoreModel(StoreModel other) {
        other.keys.forEach((key, value) -> keys.put(
                key,
                switch (value) {
                    case Numbers numbers -> new Numbers(new HashMap<>(numbers.scores));
                    case Map<?, ?> map -> new HashMap<>(map);
                    case List<?> list -> new ArrayList<>(list);
                    case Set<?> set -> new HashSet<>(set);
                    default -> value;
                }));
    }

    /** @throws IllegalStateException on a command that no store is known to send: the model would lie */
    StoreModel apply(List<String> words) {
        String key = words.size() > 1 ? words.get(1) : "";
        switch (words.getFirst().toUpperCase(Locale.ROOT)) {
            case "SELECT" -> {}
            case "SET" -> keys.put(key, words.get(2));
            case "DEL", "UNLINK" -> words.subList(1, words.size()).forEach(keys::remove);
            case "HSET", "HMSET", "HSETNX" -> {
                for (int i = 2; i < words.size(); i += 2) {
                    hash(key).put(words.get(i), words.get(i + 1));
                }
            }
            case "HINCRBY" -> hash(key).merge(words.get(2), words.get(3), StoreModel::sum);
            case "HDEL" -> {
                words.subList(2, words.size()).forEach(hash(key)::remove);
                dropIfEmpty(key, hash(key).isEmpty());
            }
            case "RPUSH" -> list(key).addAll(words.subList(2, words.size()));
            case "SADD" -> set(key).addAll(words.subList(2, words.size()));
            case "SREM" -> {
                words.subList(2, words.size()).forEach(set(key)::remove);
                dropIfEmpty(key, set(key).isEmpty());
            }
            case "ZADD" -> {
                for (int i = 2; i < words.size(); i += 2) {
                    scores(key).put(words.get(i + 1), Double.valueOf(words.get(i)));
                }
            }
            case "ZREM" -> {
                words.subList(2, words.size()).forEach(scores(key)::remove);
                dropIfEmpty(key, scores(key).isEmpty());
            }
            case "INCR" -> keys.merge(key, "1", (before, one) -> sum((String) before, "1"));
            default -> throw new IllegalStateException("The model does not know " + words.getFirst());
        }
        return this;
    }

    /** Everything that is not as it must be; empty if the server holds just this. */
    List<String> differences(Jedis server) {
        List<String> found = new ArrayList<>();
        if (server.dbSize() != keys.size()) {
            found.add("%d keys instead of %d".formatted(server.dbSize(), keys.size()));
        }
        try (Pipeline pipeline = server.pipelined()) {
            Map<String, Response<?>> asked = new TreeMap<>();
            keys.forEach((key, value) -> asked.put(key, ask(pipeline, bytes(key), value)));
            pipeline.sync();
            asked.forEach((key, answer) -> {
                if (!isEqual(Objects.requireNonNull(keys.get(key)), answer)) {
                    found.add(key + " is not as it was written");
                }
            });
        }
        return found;
    }

    private static Response<?> ask(Pipeline pipeline, byte[] key, Object value) {
        return switch (value) {
            case Numbers numbers -> pipeline.zrangeWithScores(key, 0, -1);
            case Map<?, ?> map -> pipeline.hgetAll(key);
            case List<?> list -> pipeline.lrange(key, 0, -1);
            case Set<?> set -> pipeline.smembers(key);
            default -> pipeline.get(key);
        };
    }

    private static boolean isEqual(Object expected, Response<?> answer) {
        Object found;
        try {
            found = answer.get();
        } catch (RuntimeException otherKind) {
            return false;
        }
        return switch (expected) {
            case Numbers numbers -> {
                Map<String, Double> scores = new HashMap<>();
                ((List<?>) found)
                        .forEach(
                                each -> scores.put(text(((Tuple) each).getBinaryElement()), ((Tuple) each).getScore()));
                yield numbers.scores.equals(scores);
            }
            case Map<?, ?> map -> {
                Map<String, String> fields = new HashMap<>();
                ((Map<?, ?>) found).forEach((field, value) -> fields.put(text(field), text(value)));
                yield map.equals(fields);
            }
            case List<?> list ->
                list.equals(((List<?>) found).stream().map(StoreModel::text).toList());
            case Set<?> set ->
                sorted(set)
                        .equals(sorted(
                                ((Set<?>) found).stream().map(StoreModel::text).toList()));
            default -> found != null && expected.equals(text(found));
        };
    }

    private static List<String> sorted(Iterable<?> texts) {
        List<String> all = new ArrayList<>();
        texts.forEach(each -> all.add((String) each));
        all.sort(Comparator.naturalOrder());
        return all;
    }

    private static String sum(String one, String other) {
        return Long.toString(Long.parseLong(one) + Long.parseLong(other));
    }

    private void dropIfEmpty(String key, boolean empty) {
        if (empty) {
            keys.remove(key);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> hash(String key) {
        return (Map<String, String>) keys.computeIfAbsent(key, none -> new HashMap<String, String>());
    }

    @SuppressWarnings("unchecked")
    private List<String> list(String key) {
        return (List<String>) keys.computeIfAbsent(key, none -> new ArrayList<String>());
    }

    @SuppressWarnings("unchecked")
    private Set<String> set(String key) {
        return (Set<String>) keys.computeIfAbsent(key, none -> new HashSet<String>());
    }

    private Map<String, Double> scores(String key) {
        return ((Numbers) keys.computeIfAbsent(key, none -> new Numbers(new HashMap<>()))).scores;
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
