package io.soprelay.im.simulator.kit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Photos of written papers, as far as a test or a demo needs them. */
public final class Pictures {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;
    private static final int MARGIN = 12;
    private static final int LINE_HEIGHT = 12;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    /** Length, IEND and its sum: the end of every PNG. */
    private static final int END_BYTES = 12;

    private static final AtomicInteger MADE = new AtomicInteger();

    private Pictures() {}

    /** A PNG of lines on a paper, unlike any other of this JVM: a bot that knows pictures again does not know this one. */
    public static byte[] paper() {
        int number = MADE.incrementAndGet();
        byte[] pixels = new byte[(WIDTH + 1) * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                pixels[y * (WIDTH + 1) + 1 + x] = (byte) (inked(x, y, number) ? 0x40 : 0xF4);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        // Eight bits of grey a pixel, no filter, no interlace.
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(WIDTH)
                        .putInt(HEIGHT)
                        .put(new byte[] {8, 0, 0, 0, 0})
                        .array());
        chunk(png, "IDAT", deflated(pixels));
        // The lines of two papers may come out the same; the remark never does.
        remark(png, number);
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** The same PNG to the eye, but unlike any other of this JVM: a remark in it counts up. */
    public static byte[] another(byte[] png) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(png, 0, png.length - END_BYTES);
        remark(out, MADE.incrementAndGet());
        out.write(png, png.length - END_BYTES, END_BYTES);
        return out.toByteArray();
    }

    private static void remark(ByteArrayOutputStream png, int number) {
        chunk(png, "tEXt", ("Comment\0" + number).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Words are bars whose lengths come from the number, so that each paper says something else. */
    private static boolean inked(int x, int y, int number) {
        if (x < MARGIN || x >= WIDTH - MARGIN || y < MARGIN || y >= HEIGHT - MARGIN) {
            return false;
        }
        int line = (y - MARGIN) / LINE_HEIGHT;
        if ((y - MARGIN) % LINE_HEIGHT > 4) {
            return false;
        }
        int word = (x - MARGIN) / 17;
        int mixed = (number * 31 + line * 7 + word) * 0x9E3779B1;
        return (x - MARGIN) % 17 < 5 + (mixed >>> 28) * 2 / 3;
    }

    private static byte[] deflated(byte[] pixels) {
        Deflater deflater = new Deflater();
        deflater.setInput(pixels);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(name);
        png.writeBytes(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
