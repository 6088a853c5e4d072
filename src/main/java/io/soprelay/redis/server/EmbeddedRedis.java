package io.soprelay.redis.server;

import io.soprelay.redis.client.ClientLimits;
import io.soprelay.redis.client.RedisConnections;
import io.soprelay.redis.server.EmbeddedRedisException.Reason;
import io.soprelay.settings.RedisSettings;
import io.soprelay.settings.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/**
 * A real redis-server as a child of the product, with its data in one folder.
 *
 * <p>It listens on loopback only, wants the folder's password, writes every change to its append-only file and evicts
 * nothing. It outlives a killed JVM: the next start on the folder adopts it. A server that dies while the JVM lives is
 * started again with a growing pause, on the same port if that is still free. {@link #close()} stops it in order.
 *
 * <p>A file that a power cut left with zeros at its end is mended at the start, after a copy; any other damage is refused.
 *
 * <p>Thread safe.
 */
public final class EmbeddedRedis implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);

    /** A free port can be taken between the look and the server's start; five times in a row is no accident. */
    private static final int PORT_TRIES_MAX = 5;

    private final RedisSettings settings;
    private final DataFolder folder;
    private final Secret password;
    private final RedisExecutable executable;
    private final ServerLauncher launcher;
    private final Pause pause;
    private final boolean adopted;
    private final ServerWatcher watcher;
    private volatile ServerProcess server;

    private EmbeddedRedis(RedisSettings settings, Surroundings surroundings, DataFolder folder) {
        this.settings = settings;
        this.folder = folder;
        this.pause = surroundings.pause();
        this.password = folder.password();
        this.launcher = new ServerLauncher(surroundings.setsid(), pause);
        Optional<ServerProcess> alive = new ServerFinder(folder, password, pause).find();
        this.executable = surroundings.executables().find(settings.executable(), folder.file("bin"));
        Optional<ServerProcess> kept = alive.flatMap(this::adopt);
        this.adopted = kept.isPresent();
        this.server = kept.orElseGet(this::startServer);
        this.watcher = new ServerWatcher(
                () -> server.isAlive(), () -> server = startServer(), () -> ServerLog.lastWords(folder.path()), pause);
        surroundings.threads().newThread(watcher).start();
    }

    /**
     * Starts or adopts the server of {@code settings.dataDir()} and returns when it takes commands.
     *
     * @throws EmbeddedRedisException with one clear sentence if that cannot be; nothing is left running or locked then
     */
    public static EmbeddedRedis start(RedisSettings settings) {
        return start(settings, Surroundings.ofThisMachine());
    }

    static EmbeddedRedis start(RedisSettings settings, Surroundings surroundings) {
        DataFolder folder = DataFolder.take(settings.dataDir());
        try {
            return new EmbeddedRedis(settings, surroundings, folder);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Where the server listens now; another port after a restart that found the old one taken. */
    public HostAndPort address() {
        return server.door().address();
    }

    public Secret password() {
        return password;
    }

    /** Version of the program, such as {@code 6.2.11}. */
    public String version() {
        return server.version().toString();
    }

    public long pid() {
        return server.mark().pid();
    }

    /** Whether this start found the server alive. */
    public boolean isAdopted() {
        return adopted;
    }

    /** Why the server is down just now, in one sentence; empty while it runs. */
    public Optional<String> problem() {
        return watcher.problem();
    }

    /** How the server ended within the last minute, though it runs again; empty otherwise. */
    public Optional<String> endedLately() {
        return watcher.lately();
    }

    /** One sentence for each way in which acknowledged work could be lost; empty with the defaults. */
    public List<String> warnings() {
        return settings.appendfsync().equals("always")
                ? List.of()
                : List.of("relay.redis.appendfsync is everysec: up to two seconds of acknowledged work are lost in a"
                        + " power cut. Set it to always.");
    }

    /** Opens a client that follows the server to another port; the caller closes it. */
    public RedisClient connect(ClientLimits limits) {
        return RedisConnections.open(this::address, password, limits);
    }

    /** Stops the server after it has written everything out, and gives the folder back. Repeating it does nothing. */
    @Override
    public void close() {
        if (watcher.stop()) {
            try {
                server.stop(pause);
            } finally {
                folder.close();
            }
        }
    }

    /** Takes the living server over; one that runs with another flush policy is stopped, to be started anew. */
    private Optional<ServerProcess> adopt(ServerProcess alive) {
        launcher.awaitReady(
                alive,
                ServerLog.from(folder.path(), executable.path()),
                config(alive.door().port()));
        if (!alive.door().facts().appendfsync().equals(settings.appendfsync())) {
            alive.stop(pause);
            return Optional.empty();
        }
        folder.remember(new ServerRecord(alive.door().port(), alive.version(), alive.mark()));
        return Optional.of(alive);
    }

    private ServerProcess startServer() {
        Optional<ServerRecord> last = folder.record();
        last.map(ServerRecord::version).ifPresent(this::requireNotOlder);
        int port = last.map(ServerRecord::port).orElseGet(EmbeddedRedis::freePort);
        for (int attempt = 1; ; attempt++) {
            try {
                return startServer(port);
            } catch (EmbeddedRedisException e) {
                if (e.reason() != Reason.PORT_TAKEN || attempt == PORT_TRIES_MAX) {
                    throw e;
                }
                port = freePort();
            }
        }
    }

    private ServerProcess startServer(int port) {
        folder.remember(new ServerRecord(port, executable.version(), null));
        Optional<ZeroTail> zeros = ZeroTail.of(folder.path());
        if (zeros.filter(ZeroTail::isCertain).isPresent()) {
            return launchWithout(zeros.get(), port);
        }
        try {
            return launch(port);
        } catch (EmbeddedRedisException refused) {
            if (refused.reason() != Reason.DATA_BROKEN || zeros.isEmpty()) {
                throw refused;
            }
            return launchWithout(zeros.get(), port);
        }
    }

    private ServerProcess launch(int port) {
        return launcher.launch(
                executable, config(port), mark -> folder.remember(new ServerRecord(port, executable.version(), mark)));
    }

    /** A small company has nobody who could mend a file of Redis in the morning after a power cut. */
    private ServerProcess launchWithout(ZeroTail zeros, int port) {
        zeros.cut();
        try {
            ServerProcess mended = launch(port);
            LOG.warn(
                    "The last {} bytes of {} were zeros, as a power cut leaves them: they were cut off, and with them"
                            + " what was being written in that moment. The file as it was is {}",
                    zeros.length(),
                    zeros.file(),
                    zeros.kept());
            return mended;
        } catch (EmbeddedRedisException stillRefused) {
            // Also for another port's sake: the next try finds the file as the power cut left it.
            zeros.putBack();
            throw stillRefused;
        }
    }

    private ServerConfig config(int port) {
        return new ServerConfig(folder.path(), port, password, settings.appendfsync());
    }

    /** An older server would not see, or not understand, what a newer one wrote, and begin with nothing. */
    private void requireNotOlder(ServerVersion lastWriter) {
        ServerVersion writer = folder.hasAofFolder() && lastWriter.isOlderThan(ServerVersion.FIRST_WITH_AOF_FOLDER)
                ? ServerVersion.FIRST_WITH_AOF_FOLDER
                : lastWriter;
        if (executable.version().major() < writer.major()) {
            throw new EmbeddedRedisException(
                    Reason.DATA_TOO_NEW,
                    ("The files in %s were written by a server of version %d, and %s is version %s, which cannot read"
                                    + " them. Set relay.redis.executable to a server of version %d or newer.")
                            .formatted(
                                    folder.path(),
                                    writer.major(),
                                    executable.path(),
                                    executable.version(),
                                    writer.major()));
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedRedisException(Reason.PORT_TAKEN, "There is no free port on 127.0.0.1.", e);
        }
    }
}
