package io.soprelay.im.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * The folder of one running simulator. Two on one folder would each take the other's bot for a left-behind one and end
 * it. The lock goes with the process, however that ends.
 */
final class SimulatorFolder implements AutoCloseable {
    private static final String LOCK_FILE = "owner.lock";

    private final Path path;
    private final FileChannel channel;

    private SimulatorFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** @throws SimulatorProblem if another simulator has it or it cannot be written */
    static SimulatorFolder take(Path path) {
        try {
            Files.createDirectories(path);
            Path lock = path.resolve(LOCK_FILE);
            FileChannel channel = FileChannel.open(
                    lock, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new SimulatorProblem("The folder " + path + " is in use by another simulator ("
                        + Files.readString(lock).strip() + "); stop that one, or choose another folder with"
                        + " --relay.simulator.data-dir=<folder>.");
            }
            String owner = "process " + ProcessHandle.current().pid() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
            return new SimulatorFolder(path, channel);
        } catch (IOException e) {
            throw new SimulatorProblem("The folder " + path.toAbsolutePath() + " cannot be used (" + reason(e)
                    + "); it must be a folder that this user may write to.");
        }
    }

    Path path() {
        return path;
    }

    /** Gives it back; the lock file stays, because deleting it could take it from under the next owner. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    /** The messages of file system exceptions name the file only; their class says what happened. */
    private static String reason(IOException cause) {
        String what = cause.getClass().getSimpleName().replace("Exception", "");
        return what.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT) + ": " + cause.getMessage();
    }
}
