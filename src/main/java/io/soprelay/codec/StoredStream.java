package io.soprelay.codec;

import java.io.InputStream;
import java.util.List;

/** The bytes of many stored values one after the other, without a copy of them all. One thread. */
final class StoredStream extends InputStream {
    private final List<byte[]> stored;
    private final int skipped;
    private int at;
    private int offset;

    /** @param skipped bytes at the beginning of each value that are left out; each has at least so many */
    StoredStream(List<byte[]> stored, int skipped) {
        this.stored = stored;
        this.skipped = skipped;
        this.offset = skipped;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (length == 0) {
            return 0;
        }
        int read = 0;
        while (read < length && at < stored.size()) {
            byte[] value = stored.get(at);
            int part = Math.min(length - read, value.length - offset);
            System.arraycopy(value, offset, into, from + read, part);
            read += part;
            offset += part;
            if (offset == value.length) {
                at++;
                offset = skipped;
            }
        }
        return read == 0 ? -1 : read;
    }
}
