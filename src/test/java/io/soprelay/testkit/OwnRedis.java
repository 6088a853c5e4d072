package io.soprelay.testkit;

import io.soprelay.redis.client.ClientLimits;
import io.soprelay.redis.client.RedisConnections;
import io.soprelay.settings.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** A redis-server of one test alone, which may be killed, started again on its data, or set up badly. */
public final class OwnRedis implements AutoCloseable {

    private final Path folder;
    private final List<String> before;
    private final List<String> options;
    private final Secret password;
    private final int port = freePort();
    private Process process;

    /** Starts on the data of the folder, if there is any, with every write flushed to disk. */
    public OwnRedis(Path folder) {
        this(folder, "always");
    }

    /** @param appendfsync {@code always}, or {@code everysec} where a test is about something else */
    public OwnRedis(Path folder, String appendfsync) {
        this(folder, Secret.NONE, "--appendfsync", appendfsync);
    }

    /**
     * A server as others might set it up.
     *
     * @param password the server asks for; {@link Secret#NONE} for none
     * @param options further words of the command line, such as {@code --maxmemory-policy allkeys-lru}
     */
    public OwnRedis(Path folder, Secret password, String... options) {
        this(folder, password, List.of(), List.of(options));
    }

    private OwnRedis(Path folder, Secret password, List<String> before, List<String> options) {
        this.folder = folder;
        this.password = password;
        this.before = before;
        this.options = options;
        process = start();
    }

    /**
     * A server whose files may not grow beyond a size, as on a disk that is full.
     *
     * @param kilobytes of the largest file
     * @param appendfsync {@code always} ends it there, with {@code everysec} it goes on and refuses
     */
    public static OwnRedis onSmallDisk(Path folder, int kilobytes, String appendfsync) {
        // A shell's limit counts blocks of 512 bytes; the signal that comes with it must not end the server.
        String limited = "trap '' XFSZ; ulimit -S -f %d; exec \"$@\"".formatted(2 * kilobytes);
        return new OwnRedis(
                folder, Secret.NONE, List.of("sh", "-c", limited, "sh"), List.of("--appendfsync", appendfsync));
    }

    /** Somebody made room on the disk; the server goes on as it is. */
    public void hasRoomAgain() {
        say("prlimit", "--pid", Long.toString(process.pid()), "--fsize=unlimited");
    }

    public HostAndPort address() {
        return new HostAndPort("127.0.0.1", port);
    }

    /** The caller closes it. */
    public RedisClient connect(ClientLimits limits) {
        return RedisConnections.open(address(), password, limits);
    }

    /** The way a power cut or the out-of-memory killer ends it; then it is started again. */
    public void killAndRestart() throws InterruptedException {
        process.destroyForcibly().waitFor();
        process = start();
    }

    private Process start() {
        String program = ProcessHandle.of(TestRedis.server().pid())
                .flatMap(server -> server.info().command())
                .orElseThrow();
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(program, "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", "127.0.0.1", "--dir", folder.toString(), "--save", ""));
        command.addAll(List.of("--appendonly", "yes"));
        command.addAll(options);
        if (password.isPresent()) {
            command.addAll(List.of("--requirepass", password.reveal()));
        }
        try {
            Process started = new ProcessBuilder(command)
                    .redirectOutput(folder.resolve("out.log").toFile())
                    .redirectErrorStream(true)
                    .start();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(this::answers);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (RedisClient client = connect(ClientLimits.DEFAULTS)) {
            return client.ping().equals("PONG");
        } catch (JedisException notYet) {
            return false;
        }
    }

    private static void say(String... command) {
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static int freePort() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
