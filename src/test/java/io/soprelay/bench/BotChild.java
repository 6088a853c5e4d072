package io.soprelay.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The real jar as a child, with documented settings only, its data in a folder of its own. */
final class BotChild implements AutoCloseable {
    /** A full store is read before the first answer; on a busy machine that takes its time. */
    private static final long START_PATIENCE = TimeUnit.MINUTES.toNanos(3);

    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int STOP_PATIENCE_SECONDS = 20;

    private final MachineLoad load;
    private final TempFolder folder;
    private final int port = freePort();
    private final Process process;
    private final double startSeconds;

    /** Starts it on nothing and returns when its health is good. */
    BotChild(BenchRun run, BotPlatforms platforms) throws IOException {
        this(run, platforms, new TempFolder("relay-bench-bot"));
    }

    /** @param folder with the data of {@link #redisFolder(TempFolder)}; gone when this is closed */
    BotChild(BenchRun run, BotPlatforms platforms, TempFolder folder) throws IOException {
        load = run.load();
        this.folder = folder;
        List<String> command = new ArrayList<>(List.of(run.java().toString()));
        command.addAll(run.botOptions());
        command.addAll(platforms.options());
        command.addAll(List.of("-jar", run.jar().toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log());
        builder.environment().putAll(settings());
        builder.environment().putAll(platforms.settings());
        // As the simulator starts it.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        AtExit.close(this);
        long began = System.nanoTime();
        process = builder.start();
        awaitHealth(began);
        startSeconds = (System.nanoTime() - began) / 1e9;
        load.look(pid());
        load.look(redisPid());
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("SERVER_PORT", Integer.toString(port)),
                Map.entry("SERVER_ADDRESS", "127.0.0.1"),
                Map.entry("RELAY_REDIS_DATA_DIR", redisFolder().toString()),
                Map.entry("RELAY_MEDIA_DIR", folder.path().resolve("media").toString()),
                Map.entry("RELAY_ARCHIVE_DIR", archiveFolder().toString()),
                // One approver presses for the whole company here.
                Map.entry("RELAY_PACE_BURST", "1000000"),
                Map.entry("RELAY_PACE_PER_MINUTE", "1000000"));
    }

    private void awaitHealth(long began) throws IOException {
        byte[] question = HttpConnection.get("/actuator/health");
        while (System.nanoTime() - began < START_PATIENCE) {
            if (!process.isAlive()) {
                String why = lastWords();
                close();
                throw new IOException("The bot ended while starting: " + why);
            }
            try (HttpConnection connection = new HttpConnection(port)) {
                HttpConnection.Answer answer = connection.exchange(question);
                if (answer != null && answer.status() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(LOOK_EVERY);
            }
        }
        close();
        throw new IOException("The bot was not healthy after three minutes");
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log().toPath());
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    int port() {
        return port;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    long pid() {
        return process.pid();
    }

    /** From the start of the process to its first good health, to about 20 ms. */
    double startSeconds() {
        return startSeconds;
    }

    /** The embedded server the bot started. */
    long redisPid() throws IOException {
        List<Long> found = ProcFiles.workingIn(redisFolder());
        if (found.isEmpty()) {
            throw new IOException("The bot has no server in " + redisFolder());
        }
        return found.getFirst();
    }

    double residentMegabytes() throws IOException {
        return ProcFiles.residentMegabytes(pid());
    }

    double redisMegabytes() throws IOException {
        return ProcFiles.residentMegabytes(redisPid());
    }

    /** Of the bot's own process so far; its server not included. */
    double cpuSeconds() {
        return ProcFiles.cpuSeconds(pid()).orElseThrow();
    }

    Path redisFolder() {
        return redisFolder(folder);
    }

    Path archiveFolder() {
        return folder.path().resolve("archive");
    }

    /** Business time jumps; the bot was started with a settable clock. */
    void passes(Duration time) throws IOException {
        String body = "{\"advance\":\"" + time + "\"}";
        byte[] request = ("POST /actuator/clock HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
        try (HttpConnection connection = new HttpConnection(port)) {
            HttpConnection.Answer answer = connection.exchange(request);
            if (answer == null || answer.status() != 200) {
                throw new IOException("The bot's clock did not jump");
            }
        }
    }

    /** Where a bot with this folder keeps its server's data. */
    static Path redisFolder(TempFolder folder) {
        return folder.path().resolve("redis");
    }

    private File log() {
        return folder.path().resolve("bot.log").toFile();
    }

    /** Asks the bot to stop, which stops its server; whatever stays behind is ended by its id. */
    @Override
    public void close() throws IOException {
        AtExit.closed(this);
        load.look(pid());
        process.destroy();
        try {
            if (!process.waitFor(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        if (Files.exists(redisFolder())) {
            for (long left : ProcFiles.workingIn(redisFolder())) {
                ProcessHandle.of(left).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
        folder.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
