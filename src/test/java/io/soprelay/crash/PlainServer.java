package io.soprelay.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A redis-server with the settings of the product's that decide how a file is read, and no more: fast to start. */
final class PlainServer implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(3);

    private final Process process;
    private final Jedis client;

    private PlainServer(Process process, Jedis client) {
        this.process = process;
        this.client = client;
    }

    /** Empty if the server refuses the file. */
    static Optional<PlainServer> start(Path program, Path folder) throws IOException {
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                        program.toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        folder.toString(),
                        "--save",
                        "",
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        "no",
                        "--aof-load-truncated",
                        "yes"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("plain.log").toFile())
                .start();
        long end = System.nanoTime() + PATIENCE;
        while (process.isAlive() && System.nanoTime() < end) {
            Optional<Jedis> client = answering(port);
            if (client.isPresent()) {
                return Optional.of(new PlainServer(process, client.get()));
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
        process.destroyForcibly();
        return Optional.empty();
    }

    private static Optional<Jedis> answering(int port) {
        DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                .resp2()
                .autoNegotiateProtocol(false)
                .timeoutMillis(10_000)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .build();
        try {
            Jedis client = new Jedis(new HostAndPort("127.0.0.1", port), config);
            try {
                client.ping();
                return Optional.of(client);
            } catch (JedisException notYet) {
                client.close();
            }
        } catch (JedisException notYet) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    Jedis client() {
        return client;
    }

    /** Returns when the file begins with a snapshot of all there is. */
    void rewritesItsFile() {
        client.bgrewriteaof();
        while (!client.info("persistence").contains("aof_rewrite_in_progress:0")
                || !client.info("persistence").contains("aof_rewrite_scheduled:0")) {
            LockSupport.parkNanos(LOOK_EVERY);
        }
    }

    @Override
    public void close() {
        client.close();
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
