package io.soprelay.im.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The bot as a child of this process, on a free loopback port that stays the same over restarts. Its standard input is a
 * pipe that only this process holds: when it breaks, the bot knows that its simulator is gone, and leaves too.
 */
final class BotProcess implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    /** A bot in the middle of its start would finish that first; a person at the terminal should not wait for it. */
    private static final Duration STOP_PATIENCE_STARTING = Duration.ofSeconds(2);

    private static final String REFUSAL = "SOP Relay did not start: ";

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path folder;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private @Nullable Process process;
    private boolean healthy;
    private long logFrom;
    private volatile boolean closing;

    /**
     * @param command without the port, which the environment carries
     * @param folder for log and pid file; made if it is missing
     */
    BotProcess(List<String> command, Map<String, String> environment, Path folder) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.folder = folder;
        this.port = freePort();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path log() {
        return folder.resolve("bot.log");
    }

    synchronized boolean alive() {
        return process != null && process.isAlive();
    }

    synchronized long pid() {
        return process == null ? 0 : process.pid();
    }

    /**
     * Starts the bot unless it runs, and returns when its health is good.
     *
     * @throws SimulatorProblem when it stops or stays silent, and once {@link #close()} has been called
     */
    synchronized void start() {
        if (alive()) {
            return;
        }
        healthy = false;
        try {
            Files.createDirectories(folder);
            endOrphan();
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            // One allocation arena a core and thread would cost the bot tens of megabytes and gains it nothing.
            builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
            builder.environment().put("SERVER_PORT", Integer.toString(port));
            builder.environment().put("SERVER_ADDRESS", "127.0.0.1");
            builder.environment().put("RELAY_SIMULATOR_HOLDS_INPUT", "true");
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            logFrom = Files.exists(log()) ? Files.size(log()) : 0;
            Process started = builder.start();
            process = started;
            Files.writeString(pidFile(), mark(started.toHandle()));
            awaitHealth(started);
            healthy = true;
        } catch (IOException e) {
            throw new SimulatorProblem("The bot could not be started in " + folder + ": " + e.getMessage());
        }
    }

    /** As a power cut would: no farewell. */
    synchronized void kill() {
        end(Duration.ZERO);
    }

    /** Asks the bot to stop, and insists after 15 s; a start that is under way is given up. */
    @Override
    public void close() {
        closing = true;
        synchronized (this) {
            end(healthy ? STOP_PATIENCE : STOP_PATIENCE_STARTING);
        }
        http.shutdownNow();
    }

    private void end(Duration patience) {
        Process running = process;
        if (running == null) {
            return;
        }
        end(running.toHandle(), patience);
        process = null;
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param patience for an orderly end; zero: at once */
    private static void end(ProcessHandle running, Duration patience) {
        if (patience.isZero()) {
            running.destroyForcibly();
        } else {
            running.destroy();
        }
        try {
            running.onExit().get(Math.max(patience.toMillis(), 1), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running.destroyForcibly();
        } catch (ExecutionException | TimeoutException e) {
            running.destroyForcibly();
            running.onExit().join();
        }
    }

    private void awaitHealth(Process started) {
        Instant end = Instant.now().plus(START_PATIENCE);
        HttpRequest request = HttpRequest.newBuilder(base().resolve("/actuator/health"))
                .timeout(Duration.ofSeconds(2))
                .build();
        while (Instant.now().isBefore(end)) {
            if (closing) {
                throw new SimulatorProblem("The simulator was stopped while the bot was starting.");
            }
            if (!started.isAlive()) {
                throw new SimulatorProblem(lastWords());
            }
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SimulatorProblem("Interrupted while the bot was starting.");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        end(Duration.ZERO);
        throw new SimulatorProblem(
                "The bot was not healthy after " + START_PATIENCE.toSeconds() + " s (log: " + log() + ")");
    }

    /** The sentence with which this start was refused, else its last two lines of log. */
    private String lastWords() {
        String said;
        try (InputStream log = Files.newInputStream(log())) {
            log.skipNBytes(logFrom);
            said = new String(log.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            said = "";
        }
        List<String> lines = new ArrayList<>(said.lines()
                .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("at "))
                .toList());
        Optional<String> refusal =
                lines.stream().filter(line -> line.startsWith(REFUSAL)).findFirst();
        return refusal.orElseGet(() -> "The bot stopped while starting: "
                + String.join(" / ", lines.subList(Math.max(0, lines.size() - 2), lines.size())) + " (log: " + log()
                + ")");
    }

    /** A bot whose simulator was killed may still be on its way out; two bots must not share a data folder. */
    private void endOrphan() throws IOException {
        if (!Files.exists(pidFile())) {
            return;
        }
        String found = Files.readString(pidFile()).strip();
        Optional<ProcessHandle> left = found.matches("\\d+ .*")
                ? ProcessHandle.of(Long.parseLong(found.split(" ", 2)[0]))
                        .filter(handle -> mark(handle).equals(found))
                : Optional.empty();
        left.ifPresent(handle -> end(handle, STOP_PATIENCE));
        Files.deleteIfExists(pidFile());
    }

    private Path pidFile() {
        return folder.resolve("bot.pid");
    }

    /** The start time tells the child from a stranger that got its number later. */
    static String mark(ProcessHandle handle) {
        return handle.pid() + " " + handle.info().startInstant().orElse(Instant.EPOCH);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
