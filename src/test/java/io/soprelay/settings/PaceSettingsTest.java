package io.soprelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PaceSettingsTest {
    @Test
    void a_hundred_and_twenty_at_once_and_a_minute_unless_set_otherwise() {
        assertThat(bound(Map.of())).isEqualTo(new PaceSettings(120, 120));
        assertThat(bound(Map.of("relay.pace.burst", "50", "relay.pace.per-minute", "30")))
                .isEqualTo(new PaceSettings(50, 30));
    }

    @Test
    void refuses_what_an_honest_hand_would_meet() {
        assertThatThrownBy(() -> new PaceSettings(19, 120))
                .hasMessage("relay.pace.burst must be between 20 and 1000000, but was 19");
        assertThatThrownBy(() -> new PaceSettings(120, 2_000_000))
                .hasMessage("relay.pace.per-minute must be between 20 and 1000000, but was 2000000");
    }

    private static PaceSettings bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("relay.pace", PaceSettings.class);
    }
}
