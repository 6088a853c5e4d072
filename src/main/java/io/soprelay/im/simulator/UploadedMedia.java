package io.soprelay.im.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Bytes by image or file key: what the app uploaded, and what people sent. Safe for many threads. */
public final class UploadedMedia {
    /**
     * One picture or file.
     *
     * @param owner {@code app}, or the id of the one message that may hand it out
     * @param image false for a file
     * @param inMemory its bytes; empty when they are in {@code file}
     * @param file where they are kept; null while they are in memory
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Item(
            String key,
            String owner,
            boolean image,
            String fileName,
            String contentType,
            byte[] inMemory,
            @Nullable Path file) {
        Item(String key, String owner, boolean image, String fileName, String contentType, byte[] bytes) {
            this(key, owner, image, fileName, contentType, bytes, null);
        }

        /** The same, with its bytes in that file. */
        Item keptIn(Path path) {
            return new Item(key, owner, image, fileName, contentType, new byte[0], path);
        }

        public byte[] bytes() {
            if (file == null) {
                return inMemory;
            }
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw SimulatorProblem.unusable(e, file);
            }
        }
    }

    private final Map<String, Item> items = new ConcurrentHashMap<>();
    private volatile UnaryOperator<Item> memory = item -> item;

    /** Given every new item from now on; what it returns is held, so that bytes need not stay in memory. */
    public void memory(UnaryOperator<Item> keeper) {
        memory = keeper;
    }

    void restore(Item item) {
        items.put(item.key(), item);
    }

    /** Keeps bytes under a new key. */
    public Item put(String owner, boolean image, String fileName, byte[] bytes) {
        String key = (image ? "img_v3_" : "file_v3_") + Ids.hex(16);
        String type = image ? imageType(bytes).orElse("image/jpeg") : "application/octet-stream";
        Item item = memory.apply(new Item(key, owner, image, fileName, type, bytes));
        items.put(key, item);
        return item;
    }

    /** Nothing was ever kept. */
    public void clear() {
        items.clear();
    }

    /** Empty for an unknown key. */
    public Optional<Item> find(String key) {
        return Optional.ofNullable(items.get(key));
    }

    boolean uploadedByApp(String imageKey) {
        return find(imageKey)
                .filter(item -> item.image() && item.owner().equals("app"))
                .isPresent();
    }

    boolean fileOfApp(String fileKey) {
        return find(fileKey)
                .filter(item -> !item.image() && item.owner().equals("app"))
                .isPresent();
    }

    /** The media type by the first bytes; empty for what Feishu does not take as a picture. */
    public static Optional<String> imageType(byte[] bytes) {
        if (starts(bytes, 0, 0x89, 'P', 'N', 'G')) {
            return Optional.of("image/png");
        }
        if (starts(bytes, 0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of("image/jpeg");
        }
        if (starts(bytes, 0, 'G', 'I', 'F', '8')) {
            return Optional.of("image/gif");
        }
        if (starts(bytes, 0, 'R', 'I', 'F', 'F') && starts(bytes, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of("image/webp");
        }
        if (starts(bytes, 0, 'B', 'M')) {
            return Optional.of("image/bmp");
        }
        if (starts(bytes, 0, 'I', 'I', 42, 0) || starts(bytes, 0, 'M', 'M', 0, 42)) {
            return Optional.of("image/tiff");
        }
        if (starts(bytes, 0, 0, 0, 1, 0)) {
            return Optional.of("image/x-icon");
        }
        return starts(bytes, 4, 'f', 't', 'y', 'p', 'h', 'e', 'i') ? Optional.of("image/heic") : Optional.empty();
    }

    private static boolean starts(byte[] bytes, int offset, int... expected) {
        if (bytes.length < offset + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[offset + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
