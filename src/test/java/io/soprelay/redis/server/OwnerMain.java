package io.soprelay.redis.server;

import io.soprelay.redis.client.ClientLimits;
import io.soprelay.settings.RedisSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import redis.clients.jedis.RedisClient;

/**
 * A bot reduced to its Redis, to be killed: owns a data folder and counts in it without end, writing down each number
 * only after the server has acknowledged it.
 */
public final class OwnerMain {

    private OwnerMain() {}

    /** @param arguments the data folder, the file for the acknowledged numbers */
    public static void main(String[] arguments) throws IOException {
        Path acknowledged = Path.of(arguments[1]);
        EmbeddedRedis redis = EmbeddedRedis.start(RedisSettings.embedded(Path.of(arguments[0])));
        try (RedisClient client = redis.connect(ClientLimits.DEFAULTS)) {
            while (redis.problem().isEmpty()) {
                long number = client.incr("count");
                client.rpush("numbers", Long.toString(number));
                Files.writeString(acknowledged, number + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }
    }
}
