package io.soprelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Processes as the operating system shows them. */
public final class Processes {
    private Processes() {}

    /** The living redis-server that works in a data folder. */
    public static Optional<ProcessHandle> serverIn(Path dataFolder) {
        return livingIn(dataFolder.resolve("redis.pid"));
    }

    /** The living process that a pid file names first. */
    static Optional<ProcessHandle> livingIn(Path pidFile) {
        try {
            String text = Files.exists(pidFile) ? Files.readString(pidFile).strip() : "";
            return text.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(text.split(" ", 2)[0])).filter(ProcessHandle::isAlive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends a signal.
     *
     * @param signal such as {@code INT}
     * @param pid negative for a whole process group, as a terminal does it
     */
    public static void signal(String signal, long pid) {
        try {
            Process kill = new ProcessBuilder("bash", "-c", "kill -" + signal + " -- " + pid)
                    .inheritIO()
                    .start();
            if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("kill -" + signal + " -- " + pid + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
