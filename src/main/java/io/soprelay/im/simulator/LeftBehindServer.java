package io.soprelay.im.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The redis-server of a bot that was killed. It outlives its bot so that the next one adopts it; when the simulator stops
 * there will be no next one, and nobody else would end it.
 *
 * <p>Known from outside only: the lock file that a living bot holds, and the pid file that every redis-server writes.
 */
final class LeftBehindServer {
    private static final int STOP_SECONDS_MAX = 10;

    private LeftBehindServer() {}

    /** Ends the server of a data folder that no bot holds, after it has written everything out. */
    static void end(Path dataFolder) {
        Path lockFile = dataFolder.resolve("owner.lock");
        if (!Files.exists(lockFile)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                serverOf(dataFolder).ifPresent(LeftBehindServer::end);
            }
        } catch (OverlappingFileLockException inUse) {
            // A bot inside this same process holds it: that one ends its own server.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> serverOf(Path folder) throws IOException {
        Path file = folder.resolve("redis.pid");
        String pid = Files.exists(file) ? Files.readString(file).strip() : "";
        return pid.matches("\\d{1,10}")
                ? ProcessHandle.of(Long.parseLong(pid)).filter(process -> isServerIn(folder, process))
                : Optional.empty();
    }

    /** A stranger may have got the number meanwhile. */
    private static boolean isServerIn(Path folder, ProcessHandle process) {
        String program = process.info().command().orElse("");
        boolean server = program.contains("redis-server") || program.contains("valkey-server");
        Path workingFolder = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            return server && (!Files.exists(workingFolder) || Files.isSameFile(workingFolder, folder));
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private static void end(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            server.destroyForcibly();
        }
    }
}
