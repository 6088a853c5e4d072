package io.soprelay.im.simulator.line;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A frame of Feishu's long connection: protobuf 2, package {@code pbbp2}, as its published schema says. Fields nobody
 * here needs (encodings, the second log id) are skipped when read and not written.
 *
 * @param method 0 control, 1 data
 * @param headers in order; a name stands once
 */
@SuppressWarnings("ArrayRecordComponent")
public record FeishuFrame(
        long seqId, long logId, int service, int method, Map<String, String> headers, byte[] payload) {
    /** {@code method} of pings and pongs. */
    public static final int CONTROL = 0;

    /** {@code method} of events and their acknowledgements. */
    public static final int DATA = 1;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    public byte[] encoded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        number(out, 1, seqId);
        number(out, 2, logId);
        number(out, 3, service);
        number(out, 4, method);
        headers.forEach((key, value) -> {
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            bytes(header, 1, key.getBytes(StandardCharsets.UTF_8));
            bytes(header, 2, value.getBytes(StandardCharsets.UTF_8));
            bytes(out, 5, header.toByteArray());
        });
        if (payload.length > 0) {
            bytes(out, 8, payload);
        }
        return out.toByteArray();
    }

    /** @throws IOException when the bytes are no such frame, or one that lacks a required field */
    public static FeishuFrame decoded(byte[] encoded) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(encoded);
        long[] numbers = new long[5];
        int seen = 0;
        Map<String, String> headers = new LinkedHashMap<>();
        byte[] payload = new byte[0];
        while (in.hasRemaining()) {
            long tag = varint(in);
            int field = (int) (tag >>> 3);
            int kind = (int) (tag & 7);
            if (field >= 1 && field <= 4 && kind == VARINT) {
                numbers[field] = varint(in);
                seen |= 1 << field;
            } else if (field == 5 && kind == BYTES) {
                header(block(in), headers);
            } else if (field == 8 && kind == BYTES) {
                payload = block(in);
            } else {
                skip(in, kind);
            }
        }
        if (seen != 0b11110) {
            throw new IOException("SeqID, LogID, service and method are required");
        }
        return new FeishuFrame(numbers[1], numbers[2], (int) numbers[3], (int) numbers[4], headers, payload);
    }

    private static void header(byte[] encoded, Map<String, String> headers) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(encoded);
        String key = "";
        String value = "";
        while (in.hasRemaining()) {
            long tag = varint(in);
            if (tag == (1 << 3 | BYTES)) {
                key = new String(block(in), StandardCharsets.UTF_8);
            } else if (tag == (2 << 3 | BYTES)) {
                value = new String(block(in), StandardCharsets.UTF_8);
            } else {
                skip(in, (int) (tag & 7));
            }
        }
        headers.put(key, value);
    }

    private static void number(ByteArrayOutputStream out, int field, long value) {
        varint(out, (long) field << 3 | VARINT);
        varint(out, value);
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
        varint(out, (long) field << 3 | BYTES);
        varint(out, value.length);
        out.writeBytes(value);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    private static long varint(ByteBuffer in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!in.hasRemaining()) {
                break;
            }
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number does not end");
    }

    private static byte[] block(ByteBuffer in) throws IOException {
        long length = varint(in);
        if (length < 0 || length > in.remaining()) {
            throw new IOException("a block is longer than the frame");
        }
        byte[] block = new byte[(int) length];
        in.get(block);
        return block;
    }

    private static void skip(ByteBuffer in, int kind) throws IOException {
        int fixed = kind == FIXED64 ? 8 : kind == FIXED32 ? 4 : 0;
        if (fixed > in.remaining()) {
            throw new IOException("a field is longer than the frame");
        }
        switch (kind) {
            case VARINT -> varint(in);
            case BYTES -> block(in);
            case FIXED64, FIXED32 -> in.position(in.position() + fixed);
            default -> throw new IOException("wire type " + kind + " is not known");
        }
    }
}
