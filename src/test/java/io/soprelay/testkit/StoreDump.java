package io.soprelay.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.Tuple;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A whole store as lines of text, one a key, in the order of the keys: it can be read by people, compared, and put into a
 * server of any version. What is no text is written as {@code hex:…}.
 */
public final class StoreDump {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String HEX = "hex:";

    private StoreDump() {}

    public static void write(RedisClient redis, Path file) throws IOException {
        Map<String, ObjectNode> keys = new TreeMap<>();
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> page = redis.scan(cursor, new ScanParams().count(1_000));
            for (String key : page.getResult()) {
                // A key whose last field is taken out meanwhile is gone.
                read(redis, key).ifPresent(node -> keys.put(key, node));
            }
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        List<String> lines = new ArrayList<>();
        keys.values().forEach(node -> lines.add(node.toString()));
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    /** Adds the keys of a file to a server that has none of them. */
    public static void load(RedisClient redis, Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            JsonNode node = MAPPER.readTree(line);
            byte[] key = bytes(node.path("key").asString());
            switch (node.path("type").asString()) {
                case "string" -> redis.set(key, bytes(node.path("value").asString()));
                case "hash" ->
                    node.path("value")
                            .properties()
                            .forEach(field -> redis.hset(
                                    key,
                                    bytes(field.getKey()),
                                    bytes(field.getValue().asString())));
                case "list" -> node.path("value").forEach(each -> redis.rpush(key, bytes(each.asString())));
                case "set" -> node.path("value").forEach(each -> redis.sadd(key, bytes(each.asString())));
                case "zset" ->
                    node.path("value")
                            .properties()
                            .forEach(member -> redis.zadd(key, member.getValue().asDouble(), bytes(member.getKey())));
                default -> throw new IllegalArgumentException("A key is of a kind that no store has: " + line);
            }
        }
    }

    /** Hands over every stored value of a file with its key: fields, elements, members. */
    public static void forEach(Path file, BiConsumer<String, byte[]> value) throws IOException {
        for (String line : Files.readAllLines(file)) {
            JsonNode node = MAPPER.readTree(line);
            String key = node.path("key").asString();
            JsonNode values = node.path("value");
            switch (node.path("type").asString()) {
                case "string" -> value.accept(key, bytes(values.asString()));
                case "hash" ->
                    values.properties()
                            .forEach(field ->
                                    value.accept(key, bytes(field.getValue().asString())));
                case "list", "set" -> values.forEach(each -> value.accept(key, bytes(each.asString())));
                default -> values.properties().forEach(member -> value.accept(key, bytes(member.getKey())));
            }
        }
    }

    private static Optional<ObjectNode> read(RedisClient redis, String name) {
        byte[] key = name.getBytes(StandardCharsets.UTF_8);
        String type = redis.type(key);
        ObjectNode node = MAPPER.createObjectNode().put("key", name).put("type", type);
        switch (type) {
            case "string" -> node.put("value", text(redis.get(key)));
            case "hash" -> {
                Map<String, String> fields = new TreeMap<>();
                redis.hgetAll(key).forEach((field, value) -> fields.put(text(field), text(value)));
                ObjectNode value = node.putObject("value");
                fields.forEach(value::put);
            }
            case "list" ->
                redis.lrange(key, 0, -1).forEach(each -> node.withArray("value").add(text(each)));
            case "set" ->
                redis.smembers(key).stream()
                        .map(StoreDump::text)
                        .sorted()
                        .forEach(each -> node.withArray("value").add(each));
            case "zset" -> {
                ObjectNode value = node.putObject("value");
                for (Tuple member : redis.zrangeWithScores(key, 0, -1)) {
                    value.put(text(member.getBinaryElement()), member.getScore());
                }
            }
            case "none" -> {
                return Optional.empty();
            }
            default -> throw new IllegalStateException(name + " is a " + type + ", which no store has");
        }
        return Optional.of(node);
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean whole = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes) && !text.startsWith(HEX);
        return whole ? text : HEX + HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String text) {
        return text.startsWith(HEX)
                ? HexFormat.of().parseHex(text.substring(HEX.length()))
                : text.getBytes(StandardCharsets.UTF_8);
    }
}
