package io.soprelay.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.testkit.AtOnce;
import org.junit.jupiter.api.Test;

class Sha256Test {
    /** From FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void names_are_the_beginning_of_the_hash() {
        assertThat(Sha256.hex("abc", Sha256.BYTES)).isEqualTo(ABC);
        assertThat(Sha256.hex("abc", 12)).isEqualTo(ABC.substring(0, 24));
    }

    @Test
    void what_is_hashed_at_once_does_not_meet() throws Exception {
        assertThat(AtOnce.each(10_000, any -> Sha256.hex("abc", Sha256.BYTES))).containsOnly(ABC);
    }
}
