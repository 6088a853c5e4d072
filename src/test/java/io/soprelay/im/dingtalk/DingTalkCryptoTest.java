package io.soprelay.im.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.settings.Secret;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DingTalkCryptoTest {
    private static final Secret TOKEN = Secret.of("123456");
    private static final DingTalkCrypto FIRST =
            new DingTalkCrypto(TOKEN, Secret.of("1234567890123456789012345678901234567890123"));
    private static final DingTalkCrypto SECOND =
            new DingTalkCrypto(TOKEN, Secret.of("4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij"));
    private static final String FIRST_TEXT =
            "YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==";
    private static final String SECOND_TEXT =
            "1a3NBxmCFwkCJvfoQ7WhJHB+iX3qHPsc9JbaDznE1i03peOk1LaOQoRz3+nlyGNhwmwJ3vDMG+OzrHMeiZI7gTRWVdUBmfxjZ8Ej23JVYa9VrYeJ5as7XM/ZpulX8NEQis44w53h1qAgnC3PRzM7Zc/D6Ibr0rgUathB6zRHP8PYrfgnNOS9PhSBdHlegK+AGGanfwjXuQ9+0pZcy0w9lQ==";

    @Test
    void reads_the_published_examples() throws GeneralSecurityException {
        assertThat(FIRST.signatureOf("1614767836", "A7Co0cJLMzIDtMMI", FIRST_TEXT))
                .isEqualTo("9a95a004dd16f5c307e849b994173f76aa26e5eb");
        assertThat(FIRST.decrypt(FIRST_TEXT).json()).asString(UTF_8).isEqualTo("success");
        assertThat(FIRST.decrypt(FIRST_TEXT).ownerKey()).isEqualTo("dingsnotzck6pm5veliw");

        assertThat(SECOND.isSigned(
                        "1445827045067", "nEXhMP4r", SECOND_TEXT, "5a65ceeef9aab2d149439f82dc191dd6c5cbe2c0"))
                .isTrue();
        assertThat(SECOND.decrypt(SECOND_TEXT).json())
                .asString(UTF_8)
                .isEqualTo(
                        "{\"EventType\":\"check_create_suite_url\",\"Random\":\"LPIdSnlF\",\"TestSuiteKey\":\"suite4xxxxxxxxxxxxxxx\"}");
        assertThat(SECOND.decrypt(SECOND_TEXT).ownerKey()).isEqualTo("suite4xxxxxxxxxxxxxxx");
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void reads_what_it_wrote_whatever_the_padding(int length) throws GeneralSecurityException {
        String text = "x".repeat(length);

        DingTalkCrypto.Opened opened = FIRST.decrypt(FIRST.encrypt(text, "ding1"));

        assertThat(opened.json()).asString(UTF_8).isEqualTo(text);
        assertThat(opened.ownerKey()).isEqualTo("ding1");
    }

    static IntStream lengths() {
        return IntStream.rangeClosed(0, 33);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64 !", "AAAA"})
    void refuses_what_is_not_encrypted(String text) {
        assertThatThrownBy(() -> FIRST.decrypt(text)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void refuses_another_key_and_a_lying_length() {
        assertThatThrownBy(() -> SECOND.decrypt(FIRST_TEXT)).isInstanceOf(GeneralSecurityException.class);
        byte[] cut = Base64.getDecoder().decode(SECOND_TEXT);
        String half = Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(cut, 32));
        assertThatThrownBy(() -> SECOND.decrypt(half)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void signs_messages_and_presses_as_the_platform_does() {
        assertThat(DingTalkVerifier.hmac("this is a secret", "1577262236757\nthis is a secret"))
                .isEqualTo("DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA=");
        assertThat(DingTalkVerifier.hmac("mySecret", "1577262236757"))
                .isEqualTo("YPRwOACkIyAfSkOByibnXwmticUhkII0vLSQrdNiEPE=");
    }
}
