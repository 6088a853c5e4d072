package io.soprelay.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moments come back as they were written, and what is none is refused, whoever reads it. */
class InstantReaderTest {
    private static final int MOMENTS = 200_000;
    /** 0001-01-01 and 9999-12-31, in seconds. */
    private static final long FIRST = -62_135_596_800L;

    private static final long LAST = 253_402_300_799L;

    private record Noted(Instant at) {}

    private final StoredCodec codec = new StoredCodec();

    @Test
    void every_moment_is_read_as_it_was_written() {
        Random random = new Random(20261126);
        int read = 0;
        for (int i = 0; i < MOMENTS; i++) {
            int nanos = switch (i % 4) {
                case 0 -> 0;
                case 1 -> random.nextInt(1_000) * 1_000_000;
                case 2 -> random.nextInt(1_000_000) * 1_000;
                default -> random.nextInt(1_000_000_000);
            };
            Instant moment = Instant.ofEpochSecond(random.nextLong(FIRST, LAST), nanos);
            char[] text = (">" + moment + "<").toCharArray();
            Instant found = InstantReader.read(text, 1, text.length - 2);
            assertThat(found).isEqualTo(moment);
            read++;
        }
        assertThat(read).isEqualTo(MOMENTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "2026-04-00T00:00:00Z",
                "2026-04-30T00:60:00Z",
                "2026-04-30 00:00:00Z",
                "2026-04-30T00:00:00.1234567890Z",
                "2026-04-30T00:00:00.12x4Z",
                "2026-O4-30T00:00:00Z",
                "2026-04-30T00:00:00",
                "2026-04-30",
                "Z"
            })
    void what_is_no_moment_is_refused(String text) {
        assertThat(InstantReader.read(text.toCharArray(), 0, text.length())).isNull();
        assertThatThrownBy(() -> codec.read(stored(text), Noted.class)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2028-02-29T23:59:59.5Z",
                "2026-04-30T24:00:00Z",
                "2026-04-30T00:00:00.Z",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z"
            })
    void whatever_java_reads_is_read(String text) {
        assertThat(codec.read(stored(text), Noted.class).at()).isEqualTo(Instant.parse(text));
    }

    private static byte[] stored(String text) {
        return ("1{\"at\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
    }
}
