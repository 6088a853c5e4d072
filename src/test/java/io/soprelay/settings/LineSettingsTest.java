package io.soprelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineSettingsTest {
    @Test
    void a_line_is_dead_after_ninety_seconds_and_old_after_half_an_hour_unless_set_otherwise() {
        assertThat(settings(null, null)).isEqualTo(new LineSettings(Duration.ofSeconds(90), Duration.ofMinutes(30)));
    }

    @Test
    void refuses_what_would_never_notice_or_never_rest() {
        assertThatThrownBy(() -> settings(Duration.ofSeconds(14), null))
                .hasMessage("relay.line.max-silence must be between 15s and 10m, but was 14s");
        assertThatThrownBy(() -> settings(Duration.ofSeconds(601), null)).hasMessageContaining("601s");
        assertThatThrownBy(() -> settings(null, Duration.ofSeconds(59)))
                .hasMessage("relay.line.max-age must be between 1m and 6h, but was 59s");
        assertThatThrownBy(() -> settings(null, Duration.ofHours(7))).hasMessageContaining("25200s");
    }

    @SuppressWarnings("NullAway")
    private static LineSettings settings(@Nullable Duration maxSilence, @Nullable Duration maxAge) {
        return new LineSettings(maxSilence, maxAge);
    }
}
