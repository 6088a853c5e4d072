package io.soprelay.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes inputs that are almost like others. The same generator makes the same ones. */
final class Mutator {
    static final int BYTES_MAX = 64 * 1024;
    private static final List<String> NASTY = List.of(
            "",
            "\0",
            "\n",
            "\r\n",
            "\u2028",
            "\u202e",
            "\ufeff",
            "\u200b",
            "\ud83d\ude00",
            "-1",
            "0",
            "1e999999999",
            "9223372036854775808",
            "-9223372036854775809",
            "1E-400",
            "NaN",
            "null",
            "true",
            "[]",
            "{}",
            "\"\"",
            "[[[[[[[[[[[[[[[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":",
            "\\u0000",
            "\\ud800",
            "%00",
            "../../../../etc/passwd",
            "${jndi:ldap://x}",
            "#{1+1}",
            "<at id=all></at>",
            "[x](https://e.cn)",
            "' OR 1=1 --",
            "（）［］“”");

    private final RandomGenerator random;
    private final List<String> tokens;

    Mutator(RandomGenerator random, List<String> tokens) {
        this.random = random;
        this.tokens = tokens;
    }

    /** @param other what pieces are taken from */
    byte[] mutate(byte[] input, byte[] other) {
        byte[] made = input;
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            made = once(made, other);
        }
        return made.length <= BYTES_MAX ? made : Arrays.copyOf(made, BYTES_MAX);
    }

    private byte[] once(byte[] input, byte[] other) {
        int at = random.nextInt(input.length + 1);
        int end = Math.min(input.length, at + 1 + length());
        return switch (random.nextInt(9)) {
            case 0 -> flipped(input);
            case 1 -> joined(input, at, end, new byte[0]);
            case 2 -> joined(input, at, at, repeated(Arrays.copyOfRange(input, at, end)));
            case 3 -> joined(input, at, at, bytes(NASTY.get(random.nextInt(NASTY.size()))));
            case 4 -> joined(input, at, end, bytes(NASTY.get(random.nextInt(NASTY.size()))));
            case 5 -> joined(input, at, at, token());
            case 6 -> joined(input, at, end, piece(other));
            case 7 -> valueReplaced(input);
            default -> wordReplaced(input);
        };
    }

    /** Mostly a little, now and then a lot. */
    private int length() {
        return random.nextInt(random.nextInt(10) == 0 ? 2_000 : 12);
    }

    private byte[] flipped(byte[] input) {
        if (input.length == 0) {
            return bytes("x");
        }
        byte[] made = input.clone();
        made[random.nextInt(made.length)] ^= (byte) (1 << random.nextInt(8));
        return made;
    }

    private byte[] repeated(byte[] piece) {
        int times = random.nextInt(50) == 0 ? 4_000 : 1 + random.nextInt(6);
        int fit = Math.min(times, BYTES_MAX / Math.max(1, piece.length));
        byte[] made = new byte[piece.length * fit];
        for (int i = 0; i < fit; i++) {
            System.arraycopy(piece, 0, made, i * piece.length, piece.length);
        }
        return made;
    }

    private byte[] token() {
        return tokens.isEmpty() ? new byte[0] : bytes(tokens.get(random.nextInt(tokens.size())));
    }

    private byte[] piece(byte[] other) {
        int from = random.nextInt(other.length + 1);
        return Arrays.copyOfRange(other, from, Math.min(other.length, from + length()));
    }

    /** What stands behind a colon becomes something of another kind. */
    private byte[] valueReplaced(byte[] input) {
        int colon = next(input, random.nextInt(input.length + 1), b -> b == ':');
        if (colon < 0) {
            return input;
        }
        int end = next(input, colon + 1, b -> b == ',' || b == '}' || b == '\n');
        return joined(input, colon + 1, end < 0 ? input.length : end, bytes(NASTY.get(random.nextInt(NASTY.size()))));
    }

    private byte[] wordReplaced(byte[] input) {
        int from = next(input, random.nextInt(input.length + 1), Mutator::isLetter);
        if (from < 0) {
            return input;
        }
        int end = next(input, from, b -> !isLetter(b));
        return joined(input, from, end < 0 ? input.length : end, token());
    }

    private interface Fits {
        boolean test(byte letter);
    }

    private static int next(byte[] input, int from, Fits fits) {
        for (int i = from; i < input.length; i++) {
            if (fits.test(input[i])) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isLetter(byte b) {
        return b < 0 || Character.isLetterOrDigit(b) || b == '_';
    }

    private static byte[] joined(byte[] input, int cutFrom, int cutTo, byte[] inserted) {
        byte[] made = new byte[cutFrom + inserted.length + input.length - cutTo];
        System.arraycopy(input, 0, made, 0, cutFrom);
        System.arraycopy(inserted, 0, made, cutFrom, inserted.length);
        System.arraycopy(input, cutTo, made, cutFrom + inserted.length, input.length - cutTo);
        return made;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
