package io.soprelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ApiSettingsTest {

    @Test
    void without_a_token_or_with_an_empty_one_the_api_is_off() {
        assertThat(bind(Map.of())).isEqualTo(ApiSettings.off());
        assertThat(bind(Map.of("relay.api.token", ""))).isEqualTo(ApiSettings.off());
        assertThat(ApiSettings.off().token().isPresent()).isFalse();
    }

    @Test
    void a_token_of_sixteen_characters_is_taken_and_never_printed() {
        ApiSettings bound = bind(Map.of("relay.api.token", "0123456789abcdef"));

        assertThat(bound.token().reveal()).isEqualTo("0123456789abcdef");
        assertThat(bound).hasToString("ApiSettings[token=***]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0123456789abcde", "0123456789 abcdef", "0123456789abcde令牌", "0123456789abcdef\n"})
    void a_token_that_is_short_or_cannot_stand_in_a_header_is_refused_without_saying_it(String token) {
        assertThatThrownBy(() -> new ApiSettings(Secret.of(token)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("relay.api.token must ")
                .hasMessageNotContaining("0123");
    }

    private static ApiSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("relay.api", ApiSettings.class);
    }
}
