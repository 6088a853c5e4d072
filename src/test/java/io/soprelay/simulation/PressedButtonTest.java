package io.soprelay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.CardAction;
import io.soprelay.im.CardBuilder;
import io.soprelay.im.Platform;
import io.soprelay.redis.StoreLimits;
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
    void one_press_comes_again_while_its_command_is_remembered_and_a_finger_presses_anew() {
        Instant end = NOON.plus(PressedButton.COMES_AGAIN_WITHIN);
        assertThat(end).isBefore(NOON.plus(StoreLimits.DEFAULTS.commandIdsKept()));
        assertThat(press.mayComeAgain(end.minusMillis(1))).isTrue();
        assertThat(press.mayComeAgain(end)).isFalse();

        PressedButton anew = press.as("d-2", end);
        assertThat(anew.action().deliveryId()).isEqualTo("d-2");
        assertThat(anew.mayComeAgain(end)).isTrue();
    }
}
