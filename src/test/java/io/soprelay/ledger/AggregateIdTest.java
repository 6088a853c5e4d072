package io.soprelay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateIdTest {
    @Test
    void every_plain_letter_may_stand_in_an_id() {
        String plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:-";
        assertThat(new AggregateId(AggregateId.Kind.FLOW, plain).id()).isEqualTo(plain);
        assertThat(new AggregateId(AggregateId.Kind.FLOW, "a".repeat(80)).id()).hasSize(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "{p1}", "a/b", "单子", "é", "a@", "a[", "a`", "a;", "a.b", "a,b"})
    void nothing_else_may(String id) {
        assertThatThrownBy(() -> new AggregateId(AggregateId.Kind.FLOW, id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + id + "'");
    }

    @Test
    void it_has_an_end() {
        assertThatThrownBy(() -> new AggregateId(AggregateId.Kind.FLOW, "a".repeat(81)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
