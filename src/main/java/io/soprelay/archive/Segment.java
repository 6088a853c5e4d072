package io.soprelay.archive;

import io.soprelay.ledger.HistoryChain;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * The bytes of one segment. It begins with a head: {@code SOPRELAY}, format, number, the last seal of the segment before it,
 * and a seal over these. Then entries follow, each its content's length, its seal, its content; a seal is over the one before
 * it and the content. Stored for ever.
 */
final class Segment {
    static final int FORMAT = 1;
    static final int HEAD_BYTES = 16 + 2 * HistoryChain.SEAL_BYTES;

    /** What stands before the content of an entry. */
    static final int FRAME_BYTES = Integer.BYTES + HistoryChain.SEAL_BYTES;

    /** What stands before the first segment. */
    static final byte[] BEGINNING = new byte[HistoryChain.SEAL_BYTES];

    private static final byte[] MAGIC = "SOPRELAY".getBytes(StandardCharsets.US_ASCII);
    private static final int CONTENT_BYTES_MAX = 256 * 1024 * 1024;

    /** Some ten milliseconds of a core. */
    private static final int REST_BYTES = 1024 * 1024;

    private Segment() {}

    static Path file(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "segment-%06d.archive", number));
    }

    static byte[] head(int number, byte[] before, HistoryChain chain) {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES)
                .put(MAGIC)
                .putInt(FORMAT)
                .putInt(number)
                .put(before);
        byte[] seal = chain.archived(before, Arrays.copyOf(head.array(), HEAD_BYTES - HistoryChain.SEAL_BYTES));
        return head.put(seal).array();
    }

    /** The seal of what ends a head or a frame. */
    static byte[] seal(byte[] headOrFrame) {
        return Arrays.copyOfRange(headOrFrame, headOrFrame.length - HistoryChain.SEAL_BYTES, headOrFrame.length);
    }

    static byte[] frame(byte[] before, byte[] content, HistoryChain chain) {
        return ByteBuffer.allocate(FRAME_BYTES)
                .putInt(content.length)
                .put(chain.archived(before, content))
                .array();
    }

    /** @throws IOException also if no entry of that length stands there */
    static byte[] content(Path file, Place place) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int length = place.length() - FRAME_BYTES;
            if (length <= 0 || channel.size() < place.offset() + place.length()) {
                throw new EOFException(file.getFileName() + " has no entry at " + place.text());
            }
            int stored = ByteBuffer.wrap(bytes(channel, place.offset(), Integer.BYTES))
                    .getInt();
            if (stored != length) {
                throw new EOFException(file.getFileName() + " has an entry of another length at " + place.text());
            }
            return bytes(channel, place.offset() + FRAME_BYTES, length);
        }
    }

    /**
     * What was found in a whole segment.
     *
     * @param headFits whether it begins as a segment of this number, key and predecessor does
     * @param flaws offsets of entries that are not what was written, and of what is no entry at all
     * @param goodEnd where the first flaw begins; the file's size without one
     * @param goodSeal of the entry, or the head, that ends there
     * @param size of the file
     * @param seal of the last entry, as it stands there
     * @param sealAt the seal at the place that was asked about; empty if no entry ends there
     */
    record Found(
            boolean headFits, List<Long> flaws, long goodEnd, byte[] goodSeal, long size, byte[] seal, byte[] sealAt) {

        boolean fitsUpTo(long place) {
            return flaws.isEmpty() || flaws.getFirst() >= place;
        }

        boolean isWhole() {
            return headFits && flaws.isEmpty();
        }
    }

    /**
     * Compares a segment with its seals.
     *
     * @param before the last seal of the segment before it
     * @param asked a place whose seal somebody wants to know; -1 for none
     * @param rest called with each megabyte
     */
    static Found look(Path file, int number, byte[] before, HistoryChain chain, long asked, Runnable rest)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < HEAD_BYTES) {
                return new Found(false, List.of(0L), 0, before, size, before, new byte[0]);
            }
            byte[] head = bytes(channel, 0, HEAD_BYTES);
            boolean headFits = MessageDigest.isEqual(head, head(number, before, chain));
            List<Long> flaws = new ArrayList<>();
            byte[] last = seal(head);
            byte[] sealAt = asked == HEAD_BYTES ? last : new byte[0];
            long goodEnd = HEAD_BYTES;
            byte[] goodSeal = last;
            long at = HEAD_BYTES;
            while (at < size) {
                int length = length(channel, at, size);
                if (length <= 0) {
                    flaws.add(at);
                    break;
                }
                byte[] frame = bytes(channel, at, FRAME_BYTES);
                byte[] content = bytes(channel, at + FRAME_BYTES, length);
                long end = at + FRAME_BYTES + length;
                if (!MessageDigest.isEqual(frame, frame(last, content, chain))) {
                    flaws.add(at);
                }
                // Going on from what stands there names the entry that was changed and not all after it.
                last = seal(frame);
                if (flaws.isEmpty()) {
                    goodEnd = end;
                    goodSeal = last;
                }
                sealAt = asked == end ? last : sealAt;
                if (at / REST_BYTES < end / REST_BYTES) {
                    rest.run();
                }
                at = end;
            }
            return new Found(headFits, flaws, goodEnd, goodSeal, size, last, sealAt);
        }
    }

    /** Every entry with its place, up to what is no entry. */
    static void each(Path folder, int number, BiConsumer<Place, byte[]> reader) throws IOException {
        try (FileChannel channel = FileChannel.open(file(folder, number), StandardOpenOption.READ)) {
            long size = channel.size();
            long at = HEAD_BYTES;
            for (int length = length(channel, at, size); length > 0; length = length(channel, at, size)) {
                Place place = new Place(number, at, FRAME_BYTES + length);
                reader.accept(place, bytes(channel, at + FRAME_BYTES, length));
                at += place.length();
            }
        }
    }

    /** Of the content of the entry that begins here; 0 if there is none. */
    private static int length(FileChannel channel, long at, long size) throws IOException {
        if (size - at < FRAME_BYTES) {
            return 0;
        }
        int length = ByteBuffer.wrap(bytes(channel, at, Integer.BYTES)).getInt();
        return length > 0 && length <= CONTENT_BYTES_MAX && at + FRAME_BYTES + length <= size ? length : 0;
    }

    static byte[] bytes(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException("The file ends at " + channel.size());
            }
        }
        return buffer.array();
    }
}
