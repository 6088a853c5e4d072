package io.soprelay.im.simulator;

import java.io.IOException;
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
 * The redis-server in the bot's data folder. It belongs to the bot, which starts and watches it; it outlives a killed bot
 * so that the next one adopts it. Known from outside only: the lock file that a living bot holds, and the pid file that
 * every redis-server writes.
 */
final class BotRedis {
    private static final int STOP_SECONDS_MAX = 10;
    private static final Path PROC = Path.of("/proc");

    private final Path folder;

    /** @param folder {@code relay.redis.data-dir} of the bot; need not exist yet */
    BotRedis(Path folder) {
        this.folder = folder;
    }

    /** Process of the living server; empty when there is none. */
    Optional<Long> pid() {
        return server().map(ProcessHandle::pid);
    }

    /**
     * As a power cut would: no farewell.
     *
     * @return whether there was one to kill
     */
    boolean kill() {
        Optional<ProcessHandle> living = server();
        living.ifPresent(ProcessHandle::destroyForcibly);
        return living.isPresent();
    }

    /**
     * Ends the server that a killed bot left behind, after it has written everything out: when no next bot will adopt it,
     * nobody else would end it.
     *
     * @return false when a living bot holds the folder; then its server is left alone
     * @throws SimulatorProblem when it cannot be told whether one does; its server is left alone too
     */
    boolean endLeftBehind() {
        Path lockFile = folder.resolve("owner.lock");
        if (!Files.exists(lockFile)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return false;
            }
            server().ifPresent(BotRedis::end);
            return true;
        } catch (OverlappingFileLockException inUse) {
            // A bot inside this same process holds it: that one ends its own server.
            return false;
        } catch (IOException e) {
            throw SimulatorProblem.unusable(e, lockFile);
        }
    }

    private Optional<ProcessHandle> server() {
        Path file = folder.resolve("redis.pid");
        try {
            String pid = Files.exists(file) ? Files.readString(file).strip() : "";
            return pid.matches("\\d{1,10}")
                    ? ProcessHandle.of(Long.parseLong(pid)).filter(this::isServerHere)
                    : Optional.empty();
        } catch (IOException beingReplaced) {
            return Optional.empty();
        }
    }

    /** A stranger may have got the number meanwhile: it must be a Redis, and where the system tells, one in our folder. */
    private boolean isServerHere(ProcessHandle process) {
        // By its real name: redis-server may be a link to a program of another name.
        String program = process.info()
                .command()
                .map(command -> String.valueOf(Path.of(command).getFileName()))
                .orElse("");
        boolean server = program.contains("redis") || program.contains("valkey");
        try {
            boolean tells = Files.isDirectory(PROC.resolve("self"));
            Path workingFolder = PROC.resolve(Long.toString(process.pid())).resolve("cwd");
            return server && (!tells || Files.isSameFile(workingFolder, folder));
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
