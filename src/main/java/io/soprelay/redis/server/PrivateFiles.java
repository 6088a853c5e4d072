package io.soprelay.redis.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Files that only this user may read (0600 where the file system knows permissions). */
public final class PrivateFiles {

    /** 32 random bytes: beyond guessing. */
    private static final int SECRET_BYTES = 32;

    private PrivateFiles() {}

    /** The file's 64 hexadecimal digits, which the first call makes up. */
    static String secret(Path file) throws IOException {
        String found = Files.exists(file)
                ? Files.readString(file, StandardCharsets.US_ASCII).strip()
                : "";
        if (found.matches("[0-9a-f]{" + 2 * SECRET_BYTES + "}")) {
            restrict(file);
            return found;
        }
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        String fresh = HexFormat.of().formatHex(random);
        write(file, fresh + "\n");
        return fresh;
    }

    /**
     * Replaces the file whole and on disk: a reader, or a start after a power cut, sees the old or the new text. A folder
     * that is missing is made.
     */
    public static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh);
        restrict(fresh);
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes every right of group and others away. */
    static void restrict(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            String rights = Files.isDirectory(file) ? "rwx------" : "rw-------";
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        }
    }
}
