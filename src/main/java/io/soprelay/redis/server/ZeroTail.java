package io.soprelay.redis.server;

import io.soprelay.redis.server.EmbeddedRedisException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Zeros at the end of the append-only file. A file system that had made the file longer, but had not written the bytes yet
 * when the power went, leaves them; Redis drops a command that is cut short, yet refuses zeros.
 *
 * <p>A command never ends in a zero, so cutting them off takes at most a write that was under way. A snapshot may: where
 * one stands at the head of the file, only a file that Redis refuses is to be cut. Where none does, the zeros go before
 * Redis sees them: it takes a text of zeros for what was said, if they end where the last command would.
 *
 * @param file the newest append-only file of the folder
 * @param kept where the file as it was is kept; the one of the power cut before is replaced
 * @param end where the zeros begin
 * @param length how many bytes of zeros
 */
record ZeroTail(Path file, Path kept, long end, long length) {

    static final String KEPT_FILE = "before-mending.aof";

    /**
     * 4 MiB. What is written between two flushes is far less; more zeros are a disk that lost what it had confirmed, and
     * that is for people to know and decide.
     */
    static final long LENGTH_MAX = 4L * 1024 * 1024;

    private static final int STEP_BYTES = 64 * 1024;

    private static final Pattern NEWEST = Pattern.compile("(?m)^file (\\S+) seq \\d+ type i\\s*$");

    /** The tail of a folder's file; empty if there is none, if it is too long, or if nothing but zeros is there. */
    static Optional<ZeroTail> of(Path folder) {
        try {
            Path file = newestFile(folder);
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            long size = Files.size(file);
            long end = endOfBytes(file, size);
            return end == 0 || end == size || size - end > LENGTH_MAX
                    ? Optional.empty()
                    : Optional.of(new ZeroTail(file, folder.resolve(KEPT_FILE), end, size - end));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether nothing but a power cut can have left them. */
    boolean isCertain() {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == '*';
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Keeps a copy, on disk before anything is changed, and cuts the zeros off.
     *
     * @throws EmbeddedRedisException if there is no room for the copy; nothing is changed then
     */
    void cut() {
        try {
            keepAndCut();
        } catch (IOException e) {
            throw new EmbeddedRedisException(
                    Reason.FOLDER_UNUSABLE,
                    ("%s ends in zeros, as a power cut leaves them, and cannot be copied to %s before they are cut off:"
                                    + " %s. Give the disk space for a copy and start again.")
                            .formatted(file, kept, e.getMessage()),
                    e);
        }
    }

    private void keepAndCut() throws IOException {
        Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        PrivateFiles.restrict(kept);
        try (FileChannel copy = FileChannel.open(kept, StandardOpenOption.WRITE);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            copy.force(true);
            channel.truncate(end);
            channel.force(true);
        }
    }

    /** The file is as it was, and there is no copy. */
    void putBack() {
        try {
            Files.move(kept, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From Redis 7 on the file is several; the manifest names them, the one that is written to last. */
    private static Path newestFile(Path folder) throws IOException {
        Path parts = folder.resolve("appendonlydir");
        Path manifest = parts.resolve("appendonly.aof.manifest");
        if (!Files.exists(manifest)) {
            return folder.resolve("appendonly.aof");
        }
        Matcher line = NEWEST.matcher(Files.readString(manifest, StandardCharsets.UTF_8));
        Path newest = manifest;
        while (line.find()) {
            newest = parts.resolve(line.group(1));
        }
        return newest;
    }

    private static long endOfBytes(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer step = ByteBuffer.allocate(STEP_BYTES);
            for (long from = size; from > 0 && size - from <= LENGTH_MAX; ) {
                int length = (int) Math.min(STEP_BYTES, from);
                from -= length;
                step.clear().limit(length);
                while (step.hasRemaining() && channel.read(step, from + step.position()) >= 0) {
                    // a read may bring less than was asked for
                    continue;
                }
                for (int at = length - 1; at >= 0; at--) {
                    if (step.get(at) != 0) {
                        return from + at + 1;
                    }
                }
            }
            return 0;
        }
    }
}
