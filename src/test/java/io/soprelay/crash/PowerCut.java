package io.soprelay.crash;

import io.soprelay.redis.client.ClientLimits;
import io.soprelay.redis.server.EmbeddedRedis;
import io.soprelay.redis.server.EmbeddedRedisException;
import io.soprelay.settings.RedisSettings;
import io.soprelay.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;

/**
 * What a power cut leaves of a file, and a start on it.
 *
 * @param end how much of the file reached the disk
 * @param zeros how many bytes of zeros stand after that
 */
record PowerCut(int end, int zeros) {

    /** @param violation null if all is well */
    record Outcome(boolean opened, @Nullable String violation) {}

    /** By Redis itself, with the settings that decide how a file is read. */
    Outcome openedByRedis(WrittenFile written, Path folder) throws IOException {
        Files.write(folder.resolve(WrittenFile.NAME), bytes(written));
        Optional<PlainServer> started = PlainServer.start(written.program(), folder);
        if (started.isEmpty()) {
            return untouched(written, folder, "a refusal of redis-server");
        }
        try (PlainServer server = started.get()) {
            return opened(written, server.client());
        }
    }

    /** By the product's start on a folder that has just this file. */
    Outcome openedByProduct(WrittenFile written, Path folder) throws IOException {
        Path file = folder.resolve(WrittenFile.NAME);
        Files.write(file, bytes(written));
        RedisSettings settings = new RedisSettings(
                "embedded", List.of(), Secret.NONE, "", folder, written.program(), "always", null, Secret.NONE);
        try (EmbeddedRedis server = EmbeddedRedis.start(settings)) {
            DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                    .resp2()
                    .autoNegotiateProtocol(false)
                    .password(server.password().reveal())
                    .socketTimeoutMillis(
                            (int) ClientLimits.DEFAULTS.socketTimeout().toMillis() * 10)
                    .build();
            try (Jedis client = new Jedis(server.address(), config)) {
                return opened(written, client);
            }
        } catch (EmbeddedRedisException refused) {
            String sentence = String.valueOf(refused.getMessage());
            return sentence.contains("Copy the folder away") && sentence.contains("--fix")
                    ? untouched(written, folder, sentence)
                    : new Outcome(false, this + " is refused without a way out: " + sentence);
        }
    }

    private Outcome opened(WrittenFile written, Jedis server) {
        List<String> differences = written.modelAt(end).differences(server);
        return new Outcome(true, differences.isEmpty() ? null : this + " opens wrongly: " + differences);
    }

    private Outcome untouched(WrittenFile written, Path folder, String sentence) throws IOException {
        boolean same = Arrays.equals(Files.readAllBytes(folder.resolve(WrittenFile.NAME)), bytes(written));
        return new Outcome(false, same ? null : this + " was changed although it was refused: " + sentence);
    }

    byte[] bytes(WrittenFile written) {
        // Beyond the copied part an array is zeros already.
        return Arrays.copyOf(Arrays.copyOf(written.bytes(), end), end + zeros);
    }
}
