package io.soprelay.crash;

import io.soprelay.bench.AtExit;
import io.soprelay.bench.TempFolder;
import io.soprelay.process.Processes;
import io.soprelay.redis.SequenceFile;
import io.soprelay.testkit.RespProxy;
import io.soprelay.testkit.TestChain;
import io.soprelay.testkit.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The jar with its own redis-server, as users have it. Between the two stands a proxy: the program that the bot is told to
 * be redis-server takes another port than it was given, and the proxy has that one. So starting, adopting and starting
 * again are the bot's own.
 */
final class Machine implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Far beyond the platforms' windows and the bot's budgets, and shorter than any lease. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** Of business time; rounds of archiving come every few seconds with it. */
    static final Duration RETENTION = Duration.ofMinutes(1);

    /** What a process ends with that {@code kill -9} ended. */
    private static final int KILLED = 128 + 9;

    private static final List<String> JVM =
            List.of("-Xmx108m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final Pattern MISTAKE =
            Pattern.compile("NullPointer|IllegalState|ClassCast|IndexOutOf|OutOfMemory|StackOverflow");

    private final TempFolder folder = new TempFolder("relay-crash");
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<String> program;
    private final List<String> settings;
    private final int botPort = freePort();
    private final int redisPort = freePort();
    private final RespProxy proxy = new RespProxy(new HostAndPort("127.0.0.1", redisPort));
    private final List<CompletableFuture<Void>> pauses = new ArrayList<>();
    private @Nullable Process bot;

    /**
     * @param program what Java is told to run: {@code -jar} and a file, or a class path and a class
     * @param settings of the platform, each {@code name=value}
     */
    Machine(List<String> program, List<String> settings) throws IOException {
        this.program = List.copyOf(program);
        this.settings = List.copyOf(settings);
        Files.createDirectories(redisFolder());
        Path server = ProcessHandle.of(TestRedis.server().pid())
                .flatMap(process -> process.info().command())
                .map(Path::of)
                .orElseThrow();
        Files.writeString(executable(), """
                #!/bin/sh
                while [ -e '%s' ] && [ "$1" != --version ]; do sleep 0.05; done
                exec '%s' "$@" --port %d
                """.formatted(hold(), server, redisPort));
        Files.setPosixFilePermissions(executable(), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(
                redisFolder().resolve("server.properties"),
                "port=%d%nversion=%s%n"
                        .formatted(proxy.address().getPort(), TestRedis.server().version()));
        AtExit.close(this);
    }

    RespProxy proxy() {
        return proxy;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + botPort);
    }

    Path redisFolder() {
        return folder.path().resolve("redis");
    }

    private Path executable() {
        return folder.path().resolve("redis-server-elsewhere");
    }

    private Path hold() {
        return folder.path().resolve("hold");
    }

    /** Starts what does not run and waits until all is well; what is stopped goes on first. */
    void ensureUp() {
        List.copyOf(pauses).forEach(CompletableFuture::join);
        pauses.clear();
        if (!isBotAlive()) {
            startBot();
        }
        await("the bot is well", () -> {
            if (!isBotAlive()) {
                // A kill can take a moment: who is hit looked alive above.
                if (Objects.requireNonNull(bot).exitValue() != KILLED) {
                    throw new AssertionError("the bot has ended: " + lastLines());
                }
                startBot();
            }
            return isHealthy();
        });
    }

    boolean isBotAlive() {
        Process running = bot;
        return running != null && running.isAlive();
    }

    private void startBot() {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JVM);
        command.addAll(program);
        settings.forEach(setting -> command.add("--" + setting));
        command.addAll(List.of(
                "--server.port=" + botPort,
                "--server.address=127.0.0.1",
                "--relay.clock.settable=true",
                "--relay.redis.data-dir=" + redisFolder(),
                "--relay.redis.history-key=" + TestChain.KEY,
                "--relay.redis.executable=" + executable(),
                "--relay.media.dir=" + folder.path().resolve("media"),
                "--relay.archive.dir=" + folder.path().resolve("archive"),
                "--relay.archive.after=" + RETENTION));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        try {
            bot = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void make(Fault fault) {
        switch (fault) {
            case KILL_BOT -> killBot();
            case KILL_REDIS -> killRedis();
            case STOP_BOT -> pause(Objects.requireNonNull(bot).pid());
            case STOP_REDIS -> pause(redis().orElseThrow().pid());
        }
    }

    void killBot() {
        Process running = bot;
        if (running != null) {
            ended(running.toHandle());
        }
    }

    private void killRedis() {
        ended(redis().orElseThrow());
    }

    /** What waits at the boundary goes on at once: it is the process that stands still, not the wire. */
    private void pause(long pid) {
        Processes.signal("STOP", pid);
        pauses.add(CompletableFuture.runAsync(
                () -> Processes.signal("CONT", pid),
                CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)));
    }

    private static void ended(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private Optional<ProcessHandle> redis() {
        return Processes.serverIn(redisFolder());
    }

    /** Kills redis-server, puts another file in the place of its own, and lets the bot start it again. */
    void restores(byte[] file) throws IOException {
        Files.createFile(hold());
        killRedis();
        Files.write(file(), file);
        Files.delete(hold());
    }

    /** The same while no bot runs: the next one finds the other file. */
    void restoresAtRest(byte[] file) throws IOException {
        killBot();
        killRedis();
        Files.write(file(), file);
    }

    /** How far the commits of each partition are, as the bot has written it down. */
    List<Long> remembered() {
        return new SequenceFile(redisFolder()).read().seen();
    }

    /** The store's file as it is now. */
    byte[] copies() throws IOException {
        return Files.readAllBytes(file());
    }

    private Path file() {
        return redisFolder().resolve(WrittenFile.NAME);
    }

    /** Past the proxy; the caller closes it. */
    Jedis store() {
        try {
            String password =
                    Files.readString(redisFolder().resolve("password")).strip();
            DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                    .resp2()
                    .autoNegotiateProtocol(false)
                    .timeoutMillis(10_000)
                    .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                    .password(password)
                    .build();
            return new Jedis(new HostAndPort("127.0.0.1", redisPort), config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isHealthy() {
        HttpRequest question = HttpRequest.newBuilder(address().resolve("/actuator/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @throws AssertionError if it does not come to that */
    static void await(String what, BooleanSupplier fact) {
        if (!comesTo(PATIENCE, fact)) {
            throw new AssertionError("it did not come to that within " + PATIENCE.toSeconds() + " s: " + what);
        }
    }

    static boolean comesTo(Duration patience, BooleanSupplier fact) {
        long end = System.nanoTime() + patience.toNanos();
        while (!settled(fact)) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return true;
    }

    private static boolean settled(BooleanSupplier fact) {
        try {
            return fact.getAsBoolean();
        } catch (JedisException storeIsAway) {
            return false;
        }
    }

    private Path log() {
        return folder.path().resolve("bot.log");
    }

    /** Of the bot's log, from everything it has ever said. */
    List<String> logLines() {
        try {
            return Files.readAllLines(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String lastLines() {
        List<String> lines = logLines();
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    /** What went wrong inside and nobody would see outside: words of the log that a programmer's mistake leaves. */
    List<String> mistakesLogged() {
        return logLines().stream().filter(line -> MISTAKE.matcher(line).find()).toList();
    }

    @Override
    public void close() throws IOException {
        AtExit.closed(this);
        pauses.forEach(CompletableFuture::join);
        Process running = bot;
        if (running != null && running.isAlive()) {
            running.destroy();
            try {
                if (!running.waitFor(20, TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        redis().ifPresent(ProcessHandle::destroyForcibly);
        proxy.close();
        http.shutdownNow();
        folder.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
