package io.soprelay.redis.server;

import io.soprelay.redis.server.EmbeddedRedisException.Reason;
import io.soprelay.settings.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of the embedded server, owned by one JVM at a time through a lock that the operating system gives back when
 * the JVM dies, however it dies.
 */
final class DataFolder implements AutoCloseable {

    static final String LOCK_FILE = "owner.lock";
    static final String PASSWORD_FILE = "password";

    /**
     * Folders held by this JVM. An operating system's file lock belongs to the process: a second channel on the lock
     * file would be told nothing, and its closing would drop the lock of the first.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the folder if needed and takes it.
     *
     * @throws EmbeddedRedisException if another live process of the product has it, or it cannot be written
     */
    static DataFolder take(Path wanted) {
        Path path;
        try {
            Files.createDirectories(wanted);
            path = wanted.toRealPath();
            PrivateFiles.restrict(path);
        } catch (IOException e) {
            throw unusable(wanted, e);
        }
        if (!HELD.add(path)) {
            throw inUse(path, "this same process");
        }
        boolean taken = false;
        try {
            DataFolder folder = lock(path);
            taken = true;
            return folder;
        } catch (IOException e) {
            throw unusable(path, e);
        } finally {
            if (!taken) {
                HELD.remove(path);
            }
        }
    }

    /** Absolute, links followed. */
    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** The folder's password, made at the first call; the file is readable by this user only. */
    Secret password() {
        try {
            return Secret.of(PrivateFiles.secret(file(PASSWORD_FILE)));
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** The record of the folder's server, empty at the first start. */
    Optional<ServerRecord> record() {
        try {
            return ServerRecord.read(path);
        } catch (IOException e) {
            throw new EmbeddedRedisException(
                    Reason.FOLDER_UNUSABLE,
                    ("%s cannot be read: %s. If no redis-server runs in that folder, delete this one file and start"
                                    + " again; the data is not in it.")
                            .formatted(ServerRecord.fileIn(path), e.getMessage()),
                    e);
        }
    }

    void remember(ServerRecord server) {
        try {
            server.write(path);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** Whether the files were written by a server that keeps its append-only file in a folder of several files. */
    boolean hasAofFolder() {
        return Files.isDirectory(file("appendonlydir"));
    }

    /** Pids of Redis processes that work in this folder; empty where the system does not tell. */
    static Set<Long> redisProcessesIn(Path folder) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> isRedisIn(folder, process))
                    .map(process -> Long.parseLong(process.getFileName().toString()))
                    .collect(Collectors.toSet());
        } catch (IOException noProc) {
            return Set.of();
        }
    }

    /** Gives the folder back; the lock file stays, because deleting it could take it from under the next owner. */
    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw unusable(path, e);
        } finally {
            HELD.remove(path);
        }
    }

    private static boolean isRedisIn(Path folder, Path process) {
        try {
            String name = Files.readString(process.resolve("comm")).strip();
            boolean redis = name.contains("redis") || name.contains("valkey");
            return redis && Files.readSymbolicLink(process.resolve("cwd")).equals(folder);
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private static DataFolder lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean kept = false;
        try {
            PrivateFiles.restrict(path.resolve(LOCK_FILE));
            FileLock lock = channel.tryLock();
            if (lock == null) {
                String owner = Files.readString(path.resolve(LOCK_FILE)).strip();
                throw inUse(path, owner.isEmpty() ? "another process" : owner);
            }
            ProcessHandle self = ProcessHandle.current();
            String started = self.info()
                    .startInstant()
                    .map(start -> ", started " + start)
                    .orElse("");
            String text = "process %d%s%n".formatted(self.pid(), started);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            kept = true;
            return new DataFolder(path, channel, lock);
        } finally {
            if (!kept) {
                channel.close();
            }
        }
    }

    private static EmbeddedRedisException inUse(Path path, String owner) {
        return new EmbeddedRedisException(
                Reason.FOLDER_IN_USE,
                ("The data folder %s is in use by %s; two bots never share one. Stop that one, or give this one another"
                                + " folder with relay.redis.data-dir.")
                        .formatted(path, owner));
    }

    /** The messages of file system exceptions name the file only; their class says what happened. */
    private static String reason(IOException cause) {
        return switch (cause) {
            case FileAlreadyExistsException exists -> "it is a file";
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            default -> String.valueOf(cause.getMessage());
        };
    }

    private static EmbeddedRedisException unusable(Path path, IOException cause) {
        return new EmbeddedRedisException(
                Reason.FOLDER_UNUSABLE,
                ("The data folder %s cannot be used: %s. It must be a folder that this user may write to; mend that or"
                                + " set relay.redis.data-dir to another one.")
                        .formatted(path, reason(cause)),
                cause);
    }
}
