package io.soprelay.digest;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** A small white picture that can be drawn on and written as PNG, without the megabytes of a window system. */
final class Canvas {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int WHITE = 0xFFFFFF;
    private static final int BITS_A_SAMPLE = 8;
    private static final int TRUE_COLOUR = 2;

    private final int width;
    private final int height;
    private final int[] pixels;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new int[width * height];
        Arrays.fill(pixels, WHITE);
    }

    /** What is outside the picture is not drawn. @param ink 0 to 1 */
    void dot(int x, int y, int colour, double ink) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
            int at = y * width + x;
            pixels[at] = mixed(pixels[at], colour, ink);
        }
    }

    void box(int left, int top, int right, int bottom, int colour) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                dot(x, y, colour, 1);
            }
        }
    }

    /** Two pixels thick. */
    void line(int fromX, int fromY, int toX, int toY, int colour) {
        int steps = Math.max(1, Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY)));
        for (int step = 0; step <= steps; step++) {
            int x = fromX + (toX - fromX) * step / steps;
            int y = fromY + (toY - fromY) * step / steps;
            box(x, y, x + 2, y + 2, colour);
        }
    }

    /** @param top of the line of text, {@link Glyphs#SIZE} pixels high */
    void text(Glyphs glyphs, String text, int left, int top, int colour) {
        int x = left;
        for (char character : text.toCharArray()) {
            for (int row = 0; row < Glyphs.SIZE; row++) {
                for (int column = 0; column < Glyphs.SIZE; column++) {
                    dot(x + column, top + row, colour, glyphs.ink(character, column, row));
                }
            }
            x += glyphs.advance(character);
        }
    }

    private static int mixed(int under, int over, double ink) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double part = (under >> shift & 0xFF) * (1 - ink) + (over >> shift & 0xFF) * ink;
            mixed |= (int) Math.round(part) << shift;
        }
        return mixed;
    }

    byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(SIGNATURE);
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            try (DataOutputStream fields = new DataOutputStream(head)) {
                fields.writeInt(width);
                fields.writeInt(height);
                fields.write(new byte[] {BITS_A_SAMPLE, TRUE_COLOUR, 0, 0, 0});
            }
            part(out, "IHDR", head.toByteArray());
            part(out, "IDAT", rows());
            part(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }

    private byte[] rows() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream rows = new DeflaterOutputStream(packed)) {
            byte[] row = new byte[1 + 3 * width]; // each begins with its filter: none
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int pixel = pixels[y * width + x];
                    row[1 + 3 * x] = (byte) (pixel >> 16);
                    row[2 + 3 * x] = (byte) (pixel >> 8);
                    row[3 + 3 * x] = (byte) pixel;
                }
                rows.write(row);
            }
        }
        return packed.toByteArray();
    }

    private static void part(DataOutputStream out, String name, byte[] content) throws IOException {
        byte[] named = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(named);
        sum.update(content);
        out.writeInt(content.length);
        out.write(named);
        out.write(content);
        out.writeInt((int) sum.getValue());
    }
}
