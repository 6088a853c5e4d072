package io.soprelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeishuSettingsTest {
    private static final Secret GIVEN = Secret.of("given");

    @Test
    void switched_off_it_needs_nothing() {
        FeishuSettings settings = FeishuSettings.disabled();

        assertThat(settings.baseUrl()).isEqualTo("https://open.feishu.cn");
        assertThat(settings.transport()).isEqualTo("webhook");
        assertThat(settings.hasRealCredentials()).isFalse();
    }

    @Test
    void a_whole_app_on_the_platform_counts_as_real() {
        assertThat(app("https://open.feishu.cn/").hasRealCredentials()).isTrue();
        assertThat(app("http://127.0.0.1:8080").hasRealCredentials()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"app-id,0", "app-secret,1", "encrypt-key,2", "verification-token,3"})
    void refuses_an_enabled_app_without(String property, int missing) {
        assertThatThrownBy(() -> new FeishuSettings(
                        true,
                        "https://open.feishu.cn",
                        missing == 0 ? "" : "cli_1",
                        missing == 1 ? Secret.NONE : GIVEN,
                        missing == 2 ? Secret.NONE : GIVEN,
                        missing == 3 ? Secret.NONE : GIVEN,
                        "webhook"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("relay.feishu." + property + " must be set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://open.feishu.cn",
                "https://open.feishu.cn/path",
                "open.feishu.cn",
                "https://",
                "ftp://127.0.0.1",
                "https://open feishu"
            })
    void refuses_a_base_url_that_is_not_a_safe_host(String url) {
        assertThatThrownBy(() -> app(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("relay.feishu.base-url");
    }

    @Test
    void long_connection_is_known_but_refused_with_a_sentence() {
        assertThatThrownBy(() -> new FeishuSettings(
                        true, "https://open.feishu.cn", "cli_1", GIVEN, GIVEN, GIVEN, "long-connection"))
                .hasMessage("relay.feishu.transport long-connection is not available yet; use webhook");
        assertThatThrownBy(() -> new FeishuSettings(
                        true, "https://open.feishu.cn", "cli_1", GIVEN, GIVEN, GIVEN, "carrier-pigeon"))
                .hasMessageContaining("webhook or long-connection")
                .hasMessageContaining("carrier-pigeon");
    }

    @Test
    void prints_no_secret() {
        assertThat(app("https://open.feishu.cn").toString())
                .doesNotContain("given")
                .contains("***");
    }

    private static FeishuSettings app(String baseUrl) {
        return new FeishuSettings(true, baseUrl, "cli_1", GIVEN, GIVEN, GIVEN, "webhook");
    }
}
