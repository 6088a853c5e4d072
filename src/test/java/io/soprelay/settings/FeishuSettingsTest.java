package io.soprelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
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
        assertThat(settings.byLongConnection()).isTrue();
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
                        "webhook",
                        "ack"))
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
    void the_bot_calls_feishu_by_itself_unless_a_secret_of_the_webhook_is_given() {
        assertThat(app(null, Secret.NONE).byLongConnection()).isTrue();
        assertThat(app(null, GIVEN).byLongConnection()).isFalse();
        assertThat(app("long-connection", GIVEN).byLongConnection()).isTrue();
        assertThat(app("webhook", GIVEN).byLongConnection()).isFalse();
    }

    @Test
    void the_long_connection_needs_no_secret_of_the_webhook() {
        assertThat(app("long-connection", Secret.NONE).enabled()).isTrue();
        assertThatThrownBy(() -> app("webhook", Secret.NONE)).hasMessageStartingWith("relay.feishu.encrypt-key must");
    }

    @Test
    void says_which_transports_and_ways_of_showing_cards_there_are() {
        assertThatThrownBy(() -> app("carrier-pigeon", GIVEN))
                .hasMessageContaining("webhook or long-connection")
                .hasMessageContaining("carrier-pigeon");
        assertThatThrownBy(() -> new FeishuSettings(
                        true, "https://open.feishu.cn", "cli_1", GIVEN, GIVEN, GIVEN, "webhook", "never"))
                .hasMessage("relay.feishu.card-answer must be ack or patch, but was 'never'");
    }

    @Test
    void prints_no_secret() {
        assertThat(app("https://open.feishu.cn").toString())
                .doesNotContain("given")
                .contains("***");
    }

    private static FeishuSettings app(String baseUrl) {
        return new FeishuSettings(true, baseUrl, "cli_1", GIVEN, GIVEN, GIVEN, "webhook", "ack");
    }

    @SuppressWarnings("NullAway")
    private static FeishuSettings app(@Nullable String transport, Secret encryptKey) {
        return new FeishuSettings(
                true, "https://open.feishu.cn", "cli_1", GIVEN, encryptKey, encryptKey, transport, null);
    }
}
