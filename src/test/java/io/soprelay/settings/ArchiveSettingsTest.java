package io.soprelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ArchiveSettingsTest {
    @Test
    void ninety_days_beside_the_other_data_unless_set_otherwise() {
        assertThat(bound(Map.of())).isEqualTo(new ArchiveSettings(null, Duration.ofDays(90), Path.of("data/archive")));
        assertThat(bound(Map.of(
                        "relay.archive.enabled", "false", "relay.archive.after", "400d", "relay.archive.dir", "/a")))
                .isEqualTo(new ArchiveSettings(false, Duration.ofDays(400), Path.of("/a")));
    }

    @Test
    void it_is_on_where_the_store_is_the_bots_own_and_elsewhere_only_if_somebody_says_so() {
        assertThat(bound(Map.of()).isOn(true)).isTrue();
        assertThat(bound(Map.of()).isOn(false)).isFalse();
        assertThat(bound(Map.of("relay.archive.enabled", "true")).isOn(false)).isTrue();
        assertThat(bound(Map.of("relay.archive.enabled", "false")).isOn(true)).isFalse();
    }

    @Test
    void less_than_a_digest_looks_back_is_for_trials() {
        assertThat(bound(Map.of("relay.archive.after", "35d")).isForTrials()).isFalse();
        assertThat(bound(Map.of("relay.archive.after", "30s")).isForTrials()).isTrue();
    }

    @Test
    void refuses_what_is_no_retention() {
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofMillis(999), Duration.ofDays(3651)}) {
            assertThatThrownBy(() -> new ArchiveSettings(true, wrong, Path.of("a")))
                    .hasMessage("relay.archive.after must be between 35d and 3650d, but was " + wrong
                            + " (relay.archive.enabled=false archives nothing)");
        }
    }

    private static ArchiveSettings bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("relay.archive", ArchiveSettings.class);
    }
}
