package io.soprelay.digest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * Characters as small grey pictures, made beforehand from Noto Sans SC (the licence stands beside the file): ASCII, common
 * punctuation and the 3,755 most used Chinese characters. Half a megabyte while it is looked at.
 */
final class Glyphs {
    /** Height and greatest width of a character in pixels. */
    static final int SIZE = 16;

    private static final String FILE = "glyphs-16.gz";
    private static final int HEAD = 3;
    private static final int BYTES = HEAD + SIZE * SIZE / 2;
    private static final int DARKEST = 15;
    private static final char UNKNOWN = '?';

    private final byte[] all;

    /** @throws UncheckedIOException if the jar lacks the file */
    Glyphs() {
        try (InputStream packed = Glyphs.class.getResourceAsStream(FILE)) {
            all = new GZIPInputStream(Objects.requireNonNull(packed, FILE)).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE, e);
        }
    }

    boolean has(char character) {
        return find(character) >= 0;
    }

    /** How many pixels wide a text is. */
    int width(String text) {
        return text.chars().map(character -> advance((char) character)).sum();
    }

    int advance(char character) {
        return all[at(character) + 2];
    }

    /** How dark a pixel of a character is, 0 to 1. */
    double ink(char character, int x, int y) {
        int pair = all[at(character) + HEAD + (y * SIZE + x) / 2] & 0xFF;
        return (double) (x % 2 == 0 ? pair >> 4 : pair & DARKEST) / DARKEST;
    }

    private int at(char character) {
        int found = find(character);
        return found >= 0 ? found : find(UNKNOWN);
    }

    private int find(char character) {
        int low = 0;
        int high = all.length / BYTES - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int at = middle * BYTES;
            int there = (all[at] & 0xFF) << 8 | all[at + 1] & 0xFF;
            if (there == character) {
                return at;
            }
            if (there < character) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
