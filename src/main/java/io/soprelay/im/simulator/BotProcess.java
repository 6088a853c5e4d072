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
import java.nio.file.FileSystemException;
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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bot as a child of this process, on a free loopback port that stays the same over restarts. Its standard input is a
 * pipe that only this process holds: when it breaks, the bot knows that its simulator is gone, and leaves too. Safe for
 * many threads: it can be killed while it starts.
 */
final class BotProcess implements AutoCloseable {
    /** For the bot's temporary files, below its folder. */
    static final String TEMPORARY = "tmp";

    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    /** A bot in the middle of its start would finish that first; a person at the terminal should not wait for it. */
    private static final Duration STOP_PATIENCE_STARTING = Duration.ofSeconds(2);

    private static final String REFUSAL = "SOP Relay did not start: ";

    private final Supplier<List<String>> command;
    private final Supplier<Map<String, String>> environment;
    private final Path folder;
    private final int port;
    private final Runnable onChange;
    private final ReentrantLock starting = new ReentrantLock();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private volatile @Nullable Process process;
    private volatile boolean closing;
    private volatile BotState state = new BotState(BotState.Phase.STOPPED, 0, Instant.now());

    /**
     * @param command asked at each start; without the port, which the environment carries
     * @param environment asked at each start; besides what {@link ChildEnvironment} leaves of this process's own
     * @param folder for log and pid file; made if it is missing
     * @param onChange told after each change of {@link #state}, also when the bot dies by itself
     */
    BotProcess(
            Supplier<List<String>> command, Supplier<Map<String, String>> environment, Path folder, Runnable onChange) {
        this.onChange = onChange;
        this.command = command;
        this.environment = environment;
        this.folder = folder;
        this.port = freePort();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path log() {
        return folder.resolve("bot.log");
    }

    boolean alive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** 0 when it does not run. */
    long pid() {
        return state.pid();
    }

    BotState state() {
        return state;
    }

    /**
     * Starts the bot unless it runs, and returns when its health is good.
     *
     * @throws SimulatorProblem when it stops or stays silent, and once {@link #close()} has been called
     */
    void start() {
        starting.lock();
        try {
            if (!alive()) {
                launch();
            }
        } finally {
            starting.unlock();
        }
    }

    private void launch() {
        refuseWhenClosing();
        try {
            Files.createDirectories(folder.resolve(TEMPORARY));
            endOrphan();
            ProcessBuilder builder = new ProcessBuilder(command.get());
            ChildEnvironment.clean(builder.environment());
            builder.environment().putAll(environment.get());
            // One allocation arena a core and thread would cost the bot tens of megabytes and gains it nothing.
            builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
            builder.environment().put("SERVER_PORT", Integer.toString(port));
            builder.environment().put("SERVER_ADDRESS", "127.0.0.1");
            builder.environment().put("RELAY_SIMULATOR_HOLDS_INPUT", "true");
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            long logFrom = Files.exists(log()) ? Files.size(log()) : 0;
            Process started = builder.start();
            process = started;
            become(new BotState(BotState.Phase.STARTING, started.pid(), Instant.now()));
            started.onExit().thenRun(() -> gone(started));
            Files.writeString(pidFile(), mark(started.toHandle()));
            awaitHealth(started, logFrom);
        } catch (IOException e) {
            throw notStarted(e);
        }
    }

    private SimulatorProblem notStarted(IOException failure) {
        if (failure instanceof FileSystemException) {
            return SimulatorProblem.unusable(failure, folder);
        }
        String why = String.valueOf(failure.getMessage());
        return new SimulatorProblem(
                SimulatorProblem.Kind.BOT_DID_NOT_START,
                "The bot could not be started in " + folder + ": " + why,
                why,
                log().toString());
    }

    /** As a power cut would: no farewell. */
    void kill() {
        end(Duration.ZERO);
    }

    /** Asks the bot to stop, and insists after 15 s, or after 2 s when it is still starting. */
    void stop() {
        end(state.phase() == BotState.Phase.RUNNING ? STOP_PATIENCE : STOP_PATIENCE_STARTING);
    }

    /** Stops the bot for good; a start that is under way is given up. */
    @Override
    public void close() {
        closing = true;
        stop();
        starting.lock();
        try {
            // What was born while the first one was stopped.
            stop();
        } finally {
            starting.unlock();
        }
        http.shutdownNow();
    }

    private void end(Duration patience) {
        Process running = process;
        if (running == null) {
            return;
        }
        end(running.toHandle(), patience);
        gone(running);
        forgetPid();
    }

    /** A pid file that stays harms nobody: with the start time it names no living process. */
    private void forgetPid() {
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException stays) {
            Thread.onSpinWait();
        }
    }

    /** Told by whoever sees it first. */
    private void gone(Process ended) {
        synchronized (this) {
            if (process != ended) {
                return;
            }
            process = null;
            state = new BotState(BotState.Phase.STOPPED, 0, Instant.now());
        }
        onChange.run();
    }

    private void become(BotState next) {
        synchronized (this) {
            Process running = process;
            if (running == null || running.pid() != next.pid()) {
                return;
            }
            state = next;
        }
        onChange.run();
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

    private void refuseWhenClosing() {
        if (closing) {
            throw new SimulatorProblem(
                    SimulatorProblem.Kind.STOPPING, "The simulator was stopped while the bot was starting.");
        }
    }

    private void awaitHealth(Process started, long logFrom) {
        Instant end = Instant.now().plus(START_PATIENCE);
        HttpRequest request = HttpRequest.newBuilder(base().resolve("/actuator/health"))
                .timeout(Duration.ofSeconds(2))
                .build();
        while (Instant.now().isBefore(end)) {
            refuseWhenClosing();
            if (!started.isAlive()) {
                String said = lastWords(logFrom);
                throw new SimulatorProblem(
                        SimulatorProblem.Kind.BOT_DID_NOT_START,
                        said,
                        said.replaceFirst("^[^:]*: ", "").replace(" (log: " + log() + ")", ""),
                        log().toString());
            }
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    become(new BotState(BotState.Phase.RUNNING, started.pid(), Instant.now()));
                    return;
                }
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SimulatorProblem(SimulatorProblem.Kind.STOPPING, "Interrupted while the bot was starting.");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        end(Duration.ZERO);
        throw new SimulatorProblem(
                SimulatorProblem.Kind.BOT_SILENT,
                "The bot was not healthy after " + START_PATIENCE.toSeconds() + " s (log: " + log() + ")",
                log().toString());
    }

    /** The sentence with which this start was refused, else its last two lines of log. */
    private String lastWords(long logFrom) {
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
