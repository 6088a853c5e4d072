package io.soprelay.redis;

import io.soprelay.catalog.DefinitionStore;
import io.soprelay.catalog.Published;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Published versions of flows in Redis, as JSON. */
final class RedisDefinitionStore implements DefinitionStore {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RedisDoor door;

    RedisDefinitionStore(RedisDoor door) {
        this.door = door;
    }

    /** The stored shape; names are part of the format. */
    private record Stored(
            String flow, int version, String canonical, String sha256, String source, String author, Instant at) {
        private static byte[] write(Published from) {
            return JSON.writeValueAsBytes(new Stored(
                    from.flow(),
                    from.version(),
                    from.canonical(),
                    from.sha256(),
                    from.source(),
                    from.author(),
                    from.at()));
        }

        private static Published read(byte[] bytes) {
            Stored stored = JSON.readValue(bytes, Stored.class);
            return new Published(
                    stored.flow,
                    stored.version,
                    stored.canonical,
                    stored.sha256,
                    stored.source,
                    stored.author,
                    stored.at);
        }
    }

    @Override
    public List<Published> all() {
        Collection<byte[]> versions = door.read(
                "flows",
                redis -> redis.hgetAll(RedisKeys.definitions().getFirst()).values());
        return versions.stream()
                .map(Stored::read)
                .sorted(Comparator.comparing(Published::flow).thenComparingInt(Published::version))
                .toList();
    }

    @Override
    public boolean publish(int expectedLatest, Published next) {
        if (next.version() != expectedLatest + 1) {
            throw new IllegalArgumentException(
                    "Version %d does not follow version %d".formatted(next.version(), expectedLatest));
        }
        List<byte[]> arguments = new ArrayList<>(List.of(
                RedisKeys.bytes(next.flow()),
                ChangeArguments.number(expectedLatest),
                RedisKeys.definition(next.flow(), next.version()),
                Stored.write(next)));
        if (next.isFromFile()) {
            arguments.add(RedisKeys.bytes(next.sha256()));
        }
        return door.repeatable(StoreScript.PUBLISH, RedisKeys.definitions(), arguments)
                        .result()
                == ScriptResult.PUBLISHED;
    }

    @Override
    public Optional<String> importedHash(String flow) {
        byte[] hash =
                door.read("flows", redis -> redis.hget(RedisKeys.definitions().getLast(), RedisKeys.bytes(flow)));
        return Optional.ofNullable(hash).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
