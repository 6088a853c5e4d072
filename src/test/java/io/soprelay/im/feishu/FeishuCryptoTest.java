package io.soprelay.im.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.settings.Secret;
import java.security.GeneralSecurityException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform's published vector for decryption, and signatures computed by an independent tool. */
class FeishuCryptoTest {
    private static final String CIPHERTEXT = "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=";
    private static final byte[] BODY = ("{\"encrypt\":\"" + CIPHERTEXT + "\"}").getBytes(UTF_8);
    private static final String SIGNATURE = "669e3ed5328644f71370e3249f96af0fd17e5ed4d7b178c44f11f7997339e344";

    private final FeishuCrypto crypto = new FeishuCrypto(Secret.of("test key"));

    @Test
    void decrypts_the_published_vector() throws GeneralSecurityException {
        assertThat(new String(crypto.decrypt(CIPHERTEXT), UTF_8)).isEqualTo("hello world");
    }

    @Test
    void signs_as_the_platform_does() {
        assertThat(crypto.signatureOf("1700000000", "nonce123", BODY)).isEqualTo(SIGNATURE);
        assertThat(crypto.isSigned("1700000000", "nonce123", BODY, SIGNATURE)).isTrue();
        assertThat(crypto.isSigned("1700000000", "nonce123", BODY, SIGNATURE.toUpperCase(Locale.ROOT)))
                .isTrue();
    }

    @Test
    void any_other_input_has_another_signature() {
        assertThat(crypto.isSigned("1700000001", "nonce123", BODY, SIGNATURE)).isFalse();
        assertThat(crypto.isSigned("1700000000", "nonce124", BODY, SIGNATURE)).isFalse();
        assertThat(crypto.isSigned("1700000000", "nonce123", new byte[0], SIGNATURE))
                .isFalse();
        assertThat(new FeishuCrypto(Secret.of("other key")).isSigned("1700000000", "nonce123", BODY, SIGNATURE))
                .isFalse();
        assertThat(crypto.isSigned("1700000000", "nonce123", BODY, "")).isFalse();
    }

    @Test
    void the_old_card_signature_is_not_accepted() {
        assertThat(crypto.isSigned(
                        "1700000000",
                        "nonce123",
                        "{\"open_id\":\"ou_x\"}".getBytes(UTF_8),
                        "a919ed33137530db21c242e1dc08d59c0aa62b11"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "!", "P37w", "P37w+VZImNgPEO1RBhJ6Rg==", "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghg="})
    void refuses_what_is_not_encrypted_with_this_key(String text) {
        assertThatThrownBy(() -> crypto.decrypt(text)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void compares_secrets_and_never_equals_nothing() {
        assertThat(FeishuCrypto.same(Secret.of("t"), "t")).isTrue();
        assertThat(FeishuCrypto.same(Secret.of("t"), "T")).isFalse();
        assertThat(FeishuCrypto.same(Secret.of("t"), null)).isFalse();
    }
}
