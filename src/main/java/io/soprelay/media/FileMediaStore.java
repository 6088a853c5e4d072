package io.soprelay.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Keeps each file under its hash: {@code <folder>/ab/<64 hex digits>}. Names people gave never reach the disk.
 *
 * <p>A file appears whole or not at all: it is written beside its place, flushed to the disk, moved by an atomic rename,
 * and the folder is flushed too. Safe for concurrent use by several threads and processes.
 */
public final class FileMediaStore implements MediaStore {
    private static final int SHARD_CHARS = 2;
    private static final int PIECE_BYTES = 64 * 1024;

    private final Path folder;
    private final InstantSource clock = InstantSource.system();

    /** @param folder is made if it does not exist */
    public FileMediaStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder and proves that it can be written to: evidence that cannot be kept would be noticed by the first
     * person who sends some.
     *
     * @throws UncheckedIOException if it is no folder or not writable
     */
    public FileMediaStore ready() {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".", ".part"));
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot write under " + folder, failure);
        }
    }

    /** @throws UncheckedIOException when the bytes could not be made durable; nothing may then refer to them */
    @Override
    public MediaId store(byte[] bytes) {
        MediaId id = idOf(bytes);
        try {
            if (isKept(id) && keep(id)) {
                return id;
            }
            write(pathOf(id), bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot store media " + id.sha256() + " under " + folder, failure);
        }
        return id;
    }

    /** @throws UncheckedIOException when the disk cannot be read; the bytes may still be there */
    @Override
    public Optional<byte[]> load(MediaId id) {
        try {
            byte[] bytes = Files.readAllBytes(placeOf(id));
            return idOf(bytes).equals(id) ? Optional.of(bytes) : Optional.empty();
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read media " + id.sha256() + " under " + folder, failure);
        }
    }

    @Override
    public Optional<byte[]> load(MediaId id, long bytesMax) {
        try {
            return Files.size(placeOf(id)) > bytesMax ? Optional.empty() : load(id);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read media " + id.sha256() + " under " + folder, failure);
        }
    }

    /** @throws UncheckedIOException when the disk does not take it */
    @Override
    public boolean keep(MediaId id) {
        try {
            return touched(pathOf(id)) || isBack(id);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot keep media " + id.sha256() + " under " + folder, failure);
        }
    }

    /** @throws UncheckedIOException when the disk does not take it; the file is in its place or aside */
    @Override
    public Aside setAside(MediaId id) {
        try {
            if (Files.exists(pathOf(id))) {
                Files.move(pathOf(id), asideOf(id), StandardCopyOption.ATOMIC_MOVE);
            }
            // Its age is looked at where nobody touches it any more: whoever did so before has made it young, and
            // whoever comes now writes it anew.
            boolean young = Files.getLastModifiedTime(asideOf(id))
                    .toInstant()
                    .plus(YOUNG)
                    .isAfter(clock.instant());
            if (young) {
                putBack(id);
            }
            return young ? Aside.YOUNG : Aside.MOVED;
        } catch (NoSuchFileException absent) {
            return Aside.MISSING;
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot set media " + id.sha256() + " aside under " + folder, failure);
        }
    }

    /** @throws UncheckedIOException when the disk does not take it; the file is in its place or aside */
    @Override
    public void putBack(MediaId id) {
        try {
            isBack(id);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot put media " + id.sha256() + " back under " + folder, failure);
        }
    }

    /** Touched first: it may take the place of one that somebody has stored a moment ago. */
    private boolean isBack(MediaId id) throws IOException {
        try {
            if (!touched(asideOf(id))) {
                return false;
            }
            Files.move(asideOf(id), pathOf(id), StandardCopyOption.ATOMIC_MOVE);
            flushFolder(pathOf(id).resolveSibling(""));
            return true;
        } catch (NoSuchFileException absent) {
            return Files.exists(pathOf(id));
        }
    }

    private boolean touched(Path file) throws IOException {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return true;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    /** @throws UncheckedIOException when the file may still be there */
    @Override
    public void deleteAside(MediaId id) {
        try {
            if (Files.deleteIfExists(asideOf(id))) {
                flushFolder(pathOf(id).resolveSibling(""));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot delete media " + id.sha256() + " under " + folder, failure);
        }
    }

    /** Read piece by piece: whoever stores a file has it in memory already. */
    private boolean isKept(MediaId id) throws IOException {
        try (InputStream file = Files.newInputStream(pathOf(id))) {
            MessageDigest digest = sha256();
            byte[] piece = new byte[PIECE_BYTES];
            for (int read = file.read(piece); read >= 0; read = file.read(piece)) {
                digest.update(piece, 0, read);
            }
            return new MediaId(HexFormat.of().formatHex(digest.digest())).equals(id);
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    /** Where it is read from. */
    private Path placeOf(MediaId id) {
        Path place = pathOf(id);
        return Files.exists(place) ? place : asideOf(id);
    }

    private Path asideOf(MediaId id) {
        return pathOf(id).resolveSibling("." + id.sha256() + ".aside");
    }

    private Path pathOf(MediaId id) {
        return folder.resolve(id.sha256().substring(0, SHARD_CHARS)).resolve(id.sha256());
    }

    private void write(Path target, byte[] bytes) throws IOException {
        Path shard = folder.resolve(target.getName(target.getNameCount() - 2));
        makeDurably(shard);
        Path beside = Files.createTempFile(shard, ".", ".part");
        try {
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            flushFolder(shard);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** A new folder survives a power cut only once the folder that names it is flushed. */
    private void makeDurably(Path shard) throws IOException {
        if (!Files.isDirectory(shard)) {
            Files.createDirectories(shard);
            flushFolder(folder);
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                flushFolder(parent);
            }
        }
    }

    private static void flushFolder(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static MediaId idOf(byte[] bytes) {
        return new MediaId(HexFormat.of().formatHex(sha256().digest(bytes)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
