package io.soprelay.testkit;

import io.soprelay.redis.client.ClientLimits;
import io.soprelay.redis.server.EmbeddedRedis;
import io.soprelay.settings.RedisSettings;
import io.soprelay.settings.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * A real redis-server shared by all tests of one JVM: started by the first use, stopped and deleted when the JVM ends.
 *
 * <p>It is the product's own embedded server, so a script that uses a command the product denies fails here too. Flushes
 * to disk each second; {@code -Drelay.test.appendfsync=always} makes it as strict as the default of the product.
 */
public final class TestRedis {

    private static final Duration PATIENT = Duration.ofSeconds(5);

    private TestRedis() {}

    /** The shared client; do not close it. */
    public static RedisClient client() {
        return Shared.CLIENT;
    }

    /** The shared server; do not close it. */
    public static EmbeddedRedis server() {
        return Shared.SERVER;
    }

    /** Another client to the shared server; the caller closes it. */
    public static RedisClient connect(ClientLimits limits) {
        return Shared.SERVER.connect(limits);
    }

    /** Deletes every key; loaded scripts stay. Call it before each test that counts on an empty server. */
    public static void flush() {
        client().eval("""
                local cursor = '0'
                repeat
                    local page = redis.call('scan', cursor, 'count', 1000)
                    cursor = page[1]
                    if #page[2] > 0 then
                        redis.call('unlink', unpack(page[2]))
                    end
                until cursor == '0'
                return redis.call('dbsize')""");
    }

    /** All keys, in order; one page of a walk is never all of them for certain. */
    public static Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> page = client().scan(cursor);
            keys.addAll(page.getResult());
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return keys;
    }

    /** Starts lazily, once a JVM. */
    private static final class Shared {

        private static final Path FOLDER = newFolder();
        private static final EmbeddedRedis SERVER = EmbeddedRedis.start(new RedisSettings(
                "embedded",
                List.of(),
                Secret.NONE,
                "",
                FOLDER,
                null,
                System.getProperty("relay.test.appendfsync", "everysec"),
                null,
                Secret.NONE));
        private static final RedisClient CLIENT = SERVER.connect(ClientLimits.DEFAULTS.withSocketTimeout(PATIENT));

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(Shared::end));
        }

        private static Path newFolder() {
            try {
                return Files.createTempDirectory("test-redis");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void end() {
            CLIENT.close();
            SERVER.close();
            try (Stream<Path> files = Files.walk(FOLDER)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
