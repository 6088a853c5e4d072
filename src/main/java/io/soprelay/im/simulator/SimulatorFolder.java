package io.soprelay.im.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one folder that a running simulator and its bot write to.
 *
 * <p>A lock in it says who has it now: two simulators on one folder would each take the other's bot for a left-behind one
 * and end it. The lock goes with the process, however that ends. A mark in it says who made it: only a folder that was
 * made, or found empty, by a simulator is ever emptied by one.
 */
final class SimulatorFolder implements AutoCloseable {
    private static final String LOCK_FILE = "owner.lock";
    private static final String MARK_FILE = "made-by-sop-relay-simulator";
    private static final Set<String> KEPT_FILES = Set.of(LOCK_FILE, MARK_FILE);

    private final Path path;
    private final FileChannel lock;

    private SimulatorFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes it if needed, takes it, and marks it if it held nothing.
     *
     * @throws SimulatorProblem if another simulator has it or it cannot be written
     */
    static SimulatorFolder take(Path path) {
        try {
            Files.createDirectories(path);
            boolean unused = isEmpty(path);
            FileChannel lock = FileChannel.open(
                    path.resolve(LOCK_FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (!isTaken(lock)) {
                lock.close();
                throw new SimulatorProblem("The folder " + path + " is in use by another simulator ("
                        + Files.readString(path.resolve(LOCK_FILE)).strip() + "); stop that one, or choose another"
                        + " folder with --relay.simulator.data-dir=<folder>.");
            }
            String owner = "process " + ProcessHandle.current().pid() + "\n";
            lock.truncate(0);
            lock.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
            if (unused) {
                mark(path);
            }
            return new SimulatorFolder(path, lock);
        } catch (IOException e) {
            throw new SimulatorProblem("The folder " + path.toAbsolutePath() + " cannot be used (" + reason(e)
                    + "); it must be a folder that this user may write to.");
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /**
     * Deletes what is in it, except lock and mark; links are deleted, what they lead to is not. What cannot be deleted
     * stays, and hinders nothing else.
     *
     * @throws SimulatorProblem as {@link #requireOurs()} does, and then nothing was touched; or when something stayed
     */
    void empty() {
        requireOurs();
        Sweep sweep = new Sweep();
        try {
            Files.walkFileTree(path, Set.of(), Integer.MAX_VALUE, sweep);
        } catch (IOException e) {
            sweep.stays(path, e);
        }
        if (sweep.failure != null) {
            throw new SimulatorProblem(
                    SimulatorProblem.Kind.FOLDER_NOT_EMPTIED,
                    "The folder " + path.toAbsolutePath() + " cannot be emptied (" + reason(sweep.failure) + ").",
                    String.valueOf(sweep.stayed));
        }
    }

    /** @throws SimulatorProblem when it was given back already, or no simulator made it */
    void requireOurs() {
        if (!lock.isOpen()) {
            throw new SimulatorProblem(
                    SimulatorProblem.Kind.STOPPING,
                    "The folder " + path.toAbsolutePath() + " is not this simulator's any more: it has stopped.");
        }
        if (!isMarked()) {
            throw new SimulatorProblem(
                    SimulatorProblem.Kind.FOLDER_OF_OTHERS,
                    "The folder " + path.toAbsolutePath()
                            + " was not made by the simulator, so it is not emptied; delete"
                            + " it yourself or start with another --relay.simulator.data-dir.",
                    path.toAbsolutePath().toString());
        }
    }

    /** Gives it back; the lock file stays, because deleting it could take it from under the next owner. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isMarked() {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(path.resolve(MARK_FILE), LinkOption.NOFOLLOW_LINKS);
    }

    private static void mark(Path path) throws IOException {
        Files.writeString(
                path.resolve(MARK_FILE),
                "Everything in this folder belongs to SOP Relay's simulator; its reset deletes it.\n");
    }

    /** A simulator that was killed between taking and marking has left its lock file. */
    private static boolean isEmpty(Path path) throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.allMatch(entry -> entry.getFileName().toString().equals(LOCK_FILE));
        }
    }

    private static boolean isTaken(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    /** The messages of file system exceptions name the file only; their class says what happened. */
    private static String reason(IOException cause) {
        String what = cause.getClass().getSimpleName().replace("Exception", "");
        return what.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT) + ": " + cause.getMessage();
    }

    /** Remembers the first failure and goes on: the nearer to empty the better. */
    private final class Sweep extends SimpleFileVisitor<Path> {
        private @Nullable Path stayed;
        private @Nullable IOException failure;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean kept = path.equals(file.getParent())
                    && KEPT_FILES.contains(file.getFileName().toString());
            if (!kept) {
                delete(file);
            }
            return FileVisitResult.CONTINUE;
        }

        /** A server on its way down may take its last file away itself. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failed) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                stays(file, failed);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) {
            if (failed != null) {
                stays(folder, failed);
            } else if (!folder.equals(path)) {
                delete(folder);
            }
            return FileVisitResult.CONTINUE;
        }

        private void delete(Path entry) {
            try {
                Files.deleteIfExists(entry);
            } catch (IOException failed) {
                stays(entry, failed);
            }
        }

        private void stays(Path entry, IOException failed) {
            if (failure == null) {
                stayed = entry;
                failure = failed;
            }
        }
    }
}
