package io.soprelay.im.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CallbackCryptoTest {
    @Test
    void seals_the_official_example_byte_by_byte() {
        byte[] iv = HexFormat.of().parseHex("3f7ef0f9564898d80f10ed5106127a46");
        assertThat(CallbackCrypto.encrypt("test key", "hello world", iv))
                .isEqualTo("P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=");
    }

    @Test
    void signs_timestamp_nonce_key_and_raw_body() {
        byte[] body = "{\"encrypt\":\"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(CallbackCrypto.sign("1700000000", "nonce123", "test key", body))
                .isEqualTo("669e3ed5328644f71370e3249f96af0fd17e5ed4d7b178c44f11f7997339e344");
    }

    @Test
    void never_seals_twice_alike() {
        assertThat(CallbackCrypto.encrypt("k", "x")).isNotEqualTo(CallbackCrypto.encrypt("k", "x"));
    }
}
