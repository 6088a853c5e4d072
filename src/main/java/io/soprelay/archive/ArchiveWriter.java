package io.soprelay.archive;

import io.soprelay.ledger.Archived;
import io.soprelay.ledger.Stubs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to an archive. One process at a time writes a folder, by a lock that goes with it; a store has one archive, by the
 * name in both. What an append returned is on disk. One thread.
 */
public final class ArchiveWriter implements AutoCloseable {
    /** So large that years are a few hundred files, so small that a start looks through the last one in a second. */
    static final long SEGMENT_BYTES_MAX = 64L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveWriter.class);
    /** A start looks through one segment, once. */
    private static final Runnable AT_ONCE = () -> {};

    private static final String NAME_FILE = "archive.id";
    private static final String LOCK_FILE = "archive.lock";

    private final ArchiveFolder archive;
    private final Stubs stubs;
    private final long segmentBytesMax;
    private @Nullable FileChannel lock;
    private @Nullable FileChannel segment;
    private int number;
    private long end;
    private byte[] seal = Segment.BEGINNING;
    private @Nullable String told;

    public ArchiveWriter(ArchiveFolder archive, Stubs stubs) {
        this(archive, stubs, SEGMENT_BYTES_MAX);
    }

    /** @param segmentBytesMax from this size on the next segment is begun */
    ArchiveWriter(ArchiveFolder archive, Stubs stubs, long segmentBytesMax) {
        this.archive = archive;
        this.stubs = stubs;
        this.segmentBytesMax = segmentBytesMax;
    }

    /** What this one writes. */
    public ArchiveFolder folder() {
        return archive;
    }

    /**
     * Whether there is an archive in the folder and it is this store's, or the store has none. Who only reads may ask; throws
     * {@link java.io.UncheckedIOException} if its name cannot be read.
     */
    public boolean isOfThisStore() {
        try {
            return Files.exists(archive.path().resolve(NAME_FILE)) && isOurs(name());
        } catch (IOException e) {
            throw new UncheckedIOException("The archive's name cannot be read", e);
        }
    }

    private boolean isOurs(String name) {
        return stubs.claim(name).equals(name);
    }

    /**
     * Writes entries, flushes them to disk, then tells the store how far the archive is.
     *
     * @return where each of them is, in the order given
     * @throws ArchiveRefusedException if they are not on disk; nothing of them may leave the store
     * @throws io.soprelay.ledger.LedgerUnavailableException if the store is away; then neither
     */
    public List<String> append(List<Archived> batch) throws ArchiveRefusedException {
        try {
            FileChannel channel = ready();
            // Whatever a crash leaves of this batch stands behind what the store knows, so it can be told apart.
            flushAndTell(channel);
            List<String> places = new ArrayList<>();
            for (Archived archived : batch) {
                places.add(append(channel, EntryFormat.write(archived)).text());
            }
            flushAndTell(channel);
            return places;
        } catch (IOException e) {
            close();
            throw new ArchiveRefusedException(
                    "The archive %s cannot be written: %s. Nothing has left the store; make room there or let this user"
                                    .formatted(archive.path(), e)
                            + " write",
                    e);
        } catch (ArchiveRefusedException | RuntimeException e) {
            // The next one looks anew at how far the file is.
            close();
            throw e;
        }
    }

    private void flushAndTell(FileChannel channel) throws IOException {
        String head = ArchiveHead.of(number, end, seal).text();
        if (!head.equals(told)) {
            channel.force(true);
            stubs.head(head);
            told = head;
        }
    }

    private Place append(FileChannel channel, byte[] content) throws IOException {
        byte[] frame = Segment.frame(seal, content, archive.chain());
        Place place = new Place(number, end, frame.length + content.length);
        write(channel, end, frame, content);
        end += place.length();
        seal = Segment.seal(frame);
        return place;
    }

    private static void write(FileChannel channel, long at, byte[]... parts) throws IOException {
        long position = at;
        for (byte[] part : parts) {
            ByteBuffer rest = ByteBuffer.wrap(part);
            while (rest.hasRemaining()) {
                position += channel.write(rest, position);
            }
        }
    }

    private FileChannel ready() throws IOException, ArchiveRefusedException {
        FileChannel open = segment;
        if (open == null) {
            Files.createDirectories(archive.path(), privately(archive.path(), "rwx------"));
            takeLock();
            requireOurs();
            told = stubs.head();
            open = reopened(ArchiveHead.parse(told));
        } else if (end >= segmentBytesMax) {
            open.close();
            open = begun(number + 1);
        }
        segment = open;
        return open;
    }

    private void takeLock() throws IOException, ArchiveRefusedException {
        FileChannel file = FileChannel.open(
                archive.path().resolve(LOCK_FILE),
                EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                privately(archive.path(), "rw-------"));
        lock = file;
        try {
            if (file.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException heldHere) {
            LOG.trace("Held by this very process", heldHere);
        }
        throw new ArchiveRefusedException("Another bot writes the archive " + archive.path(), true);
    }

    /** A bot whose folder is not the store's would take away what the others could not read. */
    private void requireOurs() throws IOException, ArchiveRefusedException {
        if (!isOurs(name())) {
            throw new ArchiveRefusedException(
                    "The archive of this store is another folder than " + archive.path()
                            + ": let relay.archive.dir be the one that all bots share, or turn relay.archive.enabled off",
                    false);
        }
    }

    private String name() throws IOException {
        Path file = archive.path().resolve(NAME_FILE);
        if (!Files.exists(file)) {
            byte[] random = new byte[16];
            new SecureRandom().nextBytes(random);
            whole(file, HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII));
            flushFolder();
        }
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    /**
     * The last segment, at its end. What a crash left half-written behind what the store was told of is cut off, and kept
     * beside it: the pages of a batch come to disk in any order, so it may have whole entries behind its first flaw. In a
     * segment that the store does not know of nobody can say what was acknowledged, so nothing is cut.
     */
    private FileChannel reopened(ArchiveHead head) throws IOException, ArchiveRefusedException {
        int last = archive.segments();
        if (last < head.segment()) {
            throw new ArchiveRefusedException(
                    "The archive %s has %d segments, the store was told of %d: put the missing"
                                    .formatted(archive.path(), last, head.segment())
                            + " ones back from a backup",
                    false);
        }
        if (last == 0) {
            seal = Segment.BEGINNING;
            return begun(1);
        }
        byte[] before = last == 1 ? Segment.BEGINNING : sealOf(last - 1);
        Path file = Segment.file(archive.path(), last);
        Segment.Found found = Segment.look(file, last, before, archive.chain(), head.end(), AT_ONCE);
        boolean known = head.segment() == last;
        if (!known && !found.headFits() && found.size() <= Segment.HEAD_BYTES) {
            cut(file, 0, found.size());
            Files.delete(file);
            seal = before;
            return begun(last);
        }
        boolean acknowledgedFits =
                known ? head.isSealedBy(found.sealAt()) && found.fitsUpTo(head.end()) : found.isWhole();
        if (!found.headFits() || !acknowledgedFits) {
            throw new ArchiveRefusedException(
                    "The segment %s is not what was written; /audit verify says where. Put it back from a backup"
                            .formatted(file),
                    false);
        }
        if (!found.isWhole()) {
            cut(file, found.goodEnd(), found.size());
        }
        number = last;
        end = found.goodEnd();
        seal = found.goodSeal();
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private byte[] sealOf(int complete) throws IOException {
        // The chain before it is a check's business: here only what it ends with counts.
        return Segment.look(
                        Segment.file(archive.path(), complete),
                        complete,
                        Segment.BEGINNING,
                        archive.chain(),
                        -1,
                        AT_ONCE)
                .seal();
    }

    private static void cut(Path file, long from, long size) throws IOException {
        Path torn = file.resolveSibling(file.getFileName() + ".torn-" + from);
        LOG.warn(
                "{} ends in {} bytes that were never acknowledged: a crash, a power cut or a full disk left them; they are"
                        + " cut off and kept as {}",
                file,
                size - from,
                torn.getFileName());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            whole(torn, Segment.bytes(channel, from, Math.toIntExact(size - from)));
            channel.truncate(from);
            channel.force(true);
        }
    }

    /** Nobody sees a part of it, not even after a crash. */
    private static void whole(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel made = created(fresh)) {
            write(made, 0, content);
            made.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private FileChannel begun(int next) throws IOException {
        byte[] head = Segment.head(next, seal, archive.chain());
        FileChannel channel = created(Segment.file(archive.path(), next));
        write(channel, 0, head);
        channel.force(true);
        flushFolder();
        number = next;
        end = head.length;
        seal = Segment.seal(head);
        return channel;
    }

    private static FileChannel created(Path file) throws IOException, FileAlreadyExistsException {
        return FileChannel.open(
                file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                privately(file, "rw-------"));
    }

    /** A file whose name is not on disk is not on disk. */
    private void flushFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(archive.path(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static FileAttribute<?>[] privately(Path file, String rights) {
        Set<String> views = file.getFileSystem().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }

    /** Lets others write. The next append opens it again. */
    @Override
    public void close() {
        for (FileChannel open : Arrays.asList(segment, lock)) {
            try {
                if (open != null) {
                    open.close();
                }
            } catch (IOException e) {
                LOG.debug("A file of the archive could not be closed", e);
            }
        }
        segment = null;
        lock = null;
    }
}
