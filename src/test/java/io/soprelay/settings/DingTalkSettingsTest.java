package io.soprelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DingTalkSettingsTest {
    private static final String AES_KEY = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";

    @Test
    void switched_off_it_needs_nothing() {
        DingTalkSettings settings = DingTalkSettings.disabled();

        assertThat(settings.baseUrl()).isEqualTo("https://api.dingtalk.com");
        assertThat(settings.legacyBaseUrl()).isEqualTo("https://oapi.dingtalk.com");
        assertThat(settings.transport()).isEqualTo("stream");
        assertThat(settings.monthlyCalls()).isEqualTo(5000);
        assertThat(settings.monthlyPushes()).isEqualTo(3000);
        assertThat(settings.hasRealCredentials()).isFalse();
        assertThat(bound(Map.of())).isEqualTo(settings);
    }

    @Test
    void the_robot_is_called_like_the_app_unless_it_is_told_otherwise() {
        assertThat(app(Map.of()).robotCode()).isEqualTo("ding1");
        assertThat(app(Map.of("robot-code", "ding2")).robotCode()).isEqualTo("ding2");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.dingtalk.com,https://oapi.dingtalk.com,true",
        "http://127.0.0.1:1,https://oapi.dingtalk.com,true",
        "https://api.dingtalk.com,http://127.0.0.1:1,true",
        "http://127.0.0.1:1,http://localhost:2/,false"
    })
    void one_address_of_the_platform_is_enough_to_count_as_real(String base, String legacy, boolean real) {
        assertThat(app(Map.of("base-url", base, "legacy-base-url", legacy)).hasRealCredentials())
                .isEqualTo(real);
    }

    @Test
    void an_installation_that_ran_by_http_goes_on_so() {
        assertThat(app(Map.of()).transport()).isEqualTo("stream");
        assertThat(app(Map.of("callback-api-secret", "s")).transport()).isEqualTo("http");
        assertThat(app(Map.of("callback-api-secret", "s", "transport", "stream"))
                        .transport())
                .isEqualTo("stream");
        assertThat(bound(Map.of("aes-key", AES_KEY)).transport()).isEqualTo("http");
        assertThat(bound(Map.of("event-token", "abc")).transport()).isEqualTo("http");
    }

    @ParameterizedTest
    @CsvSource({
        "client-id,client-id",
        "client-secret,client-secret",
        "callback-api-secret,callback-api-secret",
        "aes-key,aes-key",
        "event-token,event-token"
    })
    void refuses_an_enabled_app_without(String missing, String property) {
        Map<String, String> given = new HashMap<>(Map.of(
                "enabled",
                "true",
                "client-id",
                "ding1",
                "client-secret",
                "secret",
                "transport",
                "http",
                "callback-api-secret",
                "s",
                "aes-key",
                AES_KEY,
                "event-token",
                "123456"));
        assertThat(bound(given).enabled()).isTrue();
        given.remove(missing);

        assertRefused(given, property, "must be set while relay.dingtalk.enabled is true");
    }

    @ParameterizedTest
    @CsvSource({
        "base-url,http://api.dingtalk.com",
        "legacy-base-url,https://oapi.dingtalk.com/path",
        "transport,webhook",
        "task-template-id,382e4302",
        "aes-key,123",
        "aes-key,4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3i=",
        "event-token,ab",
        "event-token,with blanks",
        "callback-url,http://bot.example.com/callbacks/dingtalk/card",
        "callback-url,not an address",
        "monthly-calls,0",
        "monthly-pushes,0"
    })
    void refuses_what_cannot_be_right_even_while_switched_off(String property, String value) {
        assertRefused(Map.of(property, value), property, "must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://bot.example.com/callbacks/dingtalk/card", "http://127.0.0.1:8080/x"})
    void takes_an_address_that_is_private_on_the_way(String url) {
        assertThat(bound(Map.of("callback-url", url)).callbackUrl()).isEqualTo(url);
    }

    @Test
    void never_prints_a_secret() {
        assertThat(app(Map.of("callback-api-secret", "hidden")).toString())
                .doesNotContain("hidden")
                .doesNotContain("secret1");
        assertThatThrownBy(() -> bound(Map.of("aes-key", "hidden"))).hasStackTraceContaining("6 characters");
    }

    private static void assertRefused(Map<String, String> given, String property, String words) {
        assertThatThrownBy(() -> bound(given))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("relay.dingtalk." + property + " ")
                .hasMessageContaining(words);
    }

    private static DingTalkSettings app(Map<String, String> more) {
        Map<String, String> given =
                new HashMap<>(Map.of("enabled", "true", "client-id", "ding1", "client-secret", "secret1"));
        given.putAll(more);
        return bound(given);
    }

    private static DingTalkSettings bound(Map<String, String> given) {
        Map<String, String> properties = new HashMap<>();
        given.forEach((name, value) -> properties.put("relay.dingtalk." + name, value));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("relay.dingtalk", Bindable.of(DingTalkSettings.class));
    }
}
