package io.soprelay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.CardAction;
import io.soprelay.im.CardBuilder;
import io.soprelay.im.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PressedButtonTest {
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
    private static final Account LI = new Account(Platform.FEISHU, "li");

    private final PressedButton press = new PressedButton(
            new SimulatedPlatform.Message("om_1", LI, NOON, "CARD/1", null),
            new CardBuilder(Card.Kind.NOTICE, Card.Tone.OPEN, "要做的事").build(),
            new CardAction("d-1", LI, "om_1", "say", Map.of(), Map.of()),
            LI,
            NOON);

    @Test
    void one_press_comes_again_as_long_as_a_platform_brings_it_and_a_finger_presses_anew() {
        assertThat(press.mayComeAgain(NOON.plus(Duration.ofHours(7)))).isTrue();
        Instant days = NOON.plus(Duration.ofDays(4));
        assertThat(press.mayComeAgain(days)).isFalse();

        PressedButton anew = press.as("d-2", days);
        assertThat(anew.action().deliveryId()).isEqualTo("d-2");
        assertThat(anew.mayComeAgain(days)).isTrue();
    }
}
