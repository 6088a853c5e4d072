package io.soprelay.process;

import io.soprelay.SopRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** What {@code scripts/run} becomes: the simulator as a process with a process group of its own, as in a terminal. */
final class SimulatorUnderTest implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PAGE = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/simulator");

    private final Path folder;
    private final Path terminal;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param folder working folder; the data stays in it */
    SimulatorUnderTest(Path folder, String... arguments) {
        this.folder = folder;
        List<String> command = new ArrayList<>(terminalWords());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Drelay.simulator.own-jar=" + ownJar(),
                "-cp",
                System.getProperty("java.class.path"),
                SopRelay.class.getName(),
                "--relay.simulator.enabled=true",
                "--relay.simulator.bot-jvm-options=-Xmx160m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        try {
            terminal = Files.createTempFile(folder, "terminal", ".txt");
            Files.writeString(ownJar(), "stands for the copy that scripts/run starts");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(terminal.toFile());
            builder.environment().put("RELAY_SIMULATOR_DEMO_PATIENCE", "PT3S");
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A session of its own gives it a process group; and Ctrl-C reaches it even where the tests themselves were started
     * in a shell's background, whose children do not listen to it.
     */
    private static List<String> terminalWords() {
        return List.of("setsid", "env", "--default-signal=INT,TERM");
    }

    /** The copy of the jar that belongs to this run alone. */
    Path ownJar() {
        return folder.resolve("own.jar");
    }

    /** Waits until people can use it. */
    SimulatorUnderTest ready() {
        awaitOnTerminal("Ctrl-C stops all.");
        return this;
    }

    void awaitOnTerminal(String text) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> printed().contains(text) || !process.isAlive());
        if (!printed().contains(text)) {
            throw new AssertionError("The simulator ended: " + printed());
        }
    }

    String printed() {
        try {
            return Files.readString(terminal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To simulator and bot at once, as a terminal sends it. */
    void pressCtrlC() {
        Processes.signal("INT", -process.pid());
    }

    /** To the simulator alone. */
    void signal(String name) {
        Processes.signal(name, process.pid());
    }

    /** @return its exit code, 128 + the signal's number after a signal */
    int awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("The simulator still runs after " + atMost + ": " + printed());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The bot, while it lives. */
    Optional<ProcessHandle> bot() {
        return Processes.livingIn(folder.resolve("data/simulator/bot.pid"));
    }

    /** The bot's server, while it lives. */
    Optional<ProcessHandle> server() {
        return Processes.serverIn(folder.resolve("data/simulator/redis"));
    }

    /** One of the simulator's people says something. */
    void says(String person, String text) {
        call(HttpRequest.newBuilder(api("say"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"person\":\"" + person + "\",\"text\":\"" + text + "\"}")));
    }

    /** Waits until the person's chat holds the text {@code times} times. */
    void awaitInChat(String person, String text, int times) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> chat(person).split(Pattern.quote(text), -1).length - 1 >= times);
    }

    private String chat(String person) {
        return call(
                HttpRequest.newBuilder(api("messages?person=" + URLEncoder.encode(person, StandardCharsets.UTF_8))));
    }

    private URI api(String act) {
        Matcher page = PAGE.matcher(printed());
        if (!page.find()) {
            throw new AssertionError("No page on the terminal: " + printed());
        }
        return URI.create(page.group(1) + "/simulator/api/" + act);
    }

    private String call(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Ends whatever a failed test left. */
    @Override
    public void close() {
        process.destroyForcibly();
        bot().ifPresent(ProcessHandle::destroyForcibly);
        server().ifPresent(ProcessHandle::destroyForcibly);
        http.shutdownNow();
    }
}
