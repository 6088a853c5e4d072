package io.soprelay.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.Platform;
import io.soprelay.outage.PlatformWithLimits.Call;
import io.soprelay.outage.PlatformWithLimits.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What judges the outage finds what it should. */
class OutageToolsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
    private static final Limit TWO_A_SECOND = new Limit("an API", 2, Duration.ofSeconds(1));

    @Test
    void a_window_is_found_wherever_it_begins_and_failed_calls_count() {
        assertThat(new Windows(calls(0, 900, 1_000, 1_900, 2_000)).broken()).isEmpty();
        assertThat(new Windows(calls(0, 700, 1_600, 1_650)).broken())
                .singleElement()
                .asString()
                .contains("an API: more than 2 in PT1S from 2026-11-23T04:00:00.700Z");
    }

    @Test
    void what_is_asked_for_is_understood() {
        assertThat(OutageOptions.read(List.of("--platform", "dingtalk", "--keepers", "400", "--seed", "7")))
                .isEqualTo(new OutageOptions(List.of(Platform.DINGTALK), 7, 400));
    }

    @ParameterizedTest
    @CsvSource({"--keepers,3", "--keepers,many", "--platform,slack", "--size,9"})
    void what_is_not_possible_is_one_sentence(String name, String value) {
        assertThatThrownBy(() -> OutageOptions.read(List.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    private static List<Call> calls(long... millis) {
        return LongStream.of(millis)
                .mapToObj(at -> new Call(NOON.plusMillis(at), List.of(TWO_A_SECOND), 500))
                .toList();
    }
}
