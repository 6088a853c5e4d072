package io.soprelay.im.simulator.kit;

import io.soprelay.im.simulator.BotSettings;
import io.soprelay.im.simulator.FeishuPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A bot in a process of its own; what it writes goes to a file that is deleted when all went well. */
final class RunningBot implements AutoCloseable {
    private static final int LINES_SHOWN_MAX = 12;
    private static final int STOP_SECONDS_MAX = 15;

    private final Process process;
    private final Path log;
    private final int port;

    private RunningBot(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    static RunningBot start(BotCommand command, FeishuPlatform platform) {
        int port = freePort();
        try {
            Path log = Files.createTempFile("bot", ".log");
            ProcessBuilder builder = new ProcessBuilder(command.words().stream()
                            .map(word -> filled(word, platform, port))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            command.environment()
                    .forEach((name, value) -> builder.environment().put(name, filled(value, platform, port)));
            RunningBot bot = new RunningBot(builder.start(), log, port);
            platform.callbackAddress(bot.base().resolve(command.callbackPath()));
            bot.awaitChallenge(command, platform);
            return bot;
        } catch (IOException e) {
            throw new AssertionError("The bot could not be started: " + e.getMessage(), e);
        }
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(log);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitChallenge(BotCommand command, FeishuPlatform platform) {
        Instant end = Instant.now().plus(command.startMax());
        while (!platform.raw().verifiesAddress()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                String how = process.isAlive() ? "did not answer in " + command.startMax() : "ended";
                process.destroyForcibly();
                throw new AssertionError(
                        "The bot " + how + " after " + command.words() + ". Its last lines (" + log + "):\n" + last());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private String last() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN_MAX), lines.size()));
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }

    private static String filled(String text, FeishuPlatform platform, int port) {
        return BotSettings.filled(text.replace("${port}", Integer.toString(port)), platform);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
