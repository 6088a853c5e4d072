package io.soprelay.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    @Test
    void reads_back_every_moment_as_it_was_written() {
        SplittableRandom random = new SplittableRandom(1);
        long[] fractions = {1_000_000_000, 1_000_000, 1_000, 1};
        for (int i = 0; i < 10_000; i++) {
            long unit = fractions[i % fractions.length];
            Instant moment = Instant.ofEpochSecond(
                    random.nextLong(-62_135_596_800L, 253_402_300_800L), random.nextLong(1_000_000_000 / unit) * unit);
            assertThat(Moments.write(moment)).isEqualTo(moment.toString());
            assertThat(Moments.read(moment.toString())).isEqualTo(moment);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59.999999999Z",
                "9999-12-31T23:59:59.000000001Z",
                "+10000-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999Z",
                "2024-02-29T12:00:00.000100Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void writes_every_year_as_the_platform_does(String text) {
        Instant moment = Instant.parse(text);
        assertThat(Moments.write(moment)).isEqualTo(moment.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T01:00:00.5Z",
                "2026-11-23T01:00:00.Z",
                "2026-11-23T24:00:00Z",
                "2026-11-23T09:00:00+08:00",
                "-0044-03-15T12:00:00Z",
                "+12026-11-23T01:00:00Z"
            })
    void reads_what_else_is_a_moment(String text) {
        assertThat(Moments.read(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "yesterday",
                "2026-11-23",
                "2026-13-23T01:00:00Z",
                "2026-02-30T01:00:00Z",
                "2026-11-23T25:00:00Z",
                "2026-11-23T01:60:00Z",
                "2026-11-23 01:00:00Z",
                "2026-11-23T01:00:00.1234567890Z"
            })
    void refuses_what_is_none(String text) {
        assertThatThrownBy(() -> Moments.read(text)).isInstanceOf(DateTimeException.class);
    }
}
