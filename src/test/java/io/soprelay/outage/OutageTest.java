package io.soprelay.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.im.Platform;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The platform is away from 17:45 to 18:45, over the reminders and digests of six o'clock; people go on. */
class OutageTest {
    /** As far as 1.2 times what the limits allow. */
    private static final double SPARE = 1.2;

    /** While nothing goes through, one call in six seconds finds out; before it is clear, each message tries. */
    private static final int CALLS_WHILE_AWAY_MAX = 700;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Platform.class)
    void nothing_is_lost_and_what_piled_up_leaves_merged_as_fast_as_the_limits_allow(Platform platform) {
        try (Outage outage = new Outage(platform, 20261123, Outage.Size.SMALL, folder)) {
            outage.play();

            assertThat(outage.presses()).as("presses are answered all along").hasSizeGreaterThan(150);
            assertThat(outage.presses()).allSatisfy(press -> {
                assertThat(press.answer().toast().kind()).isEqualTo(ToastKind.SUCCESS);
                assertThat(press.answer().card()).isNotNull();
                assertThat(press.took()).as("no answer waits for the platform").isZero();
                assertThat(press.calls()).isZero();
            });
            assertThat(new Losses(outage).found())
                    .as("lost, doubled, or not as things are")
                    .isEmpty();
            assertThat(outage.sends()).isLessThanOrEqualTo(outage.wanted() / 2);
            assertThat(outage.drainedAfter()).isLessThan(outage.drainedAtBest(SPARE));
            assertThat(outage.callsWhileAway()).isLessThan(CALLS_WHILE_AWAY_MAX);
            assertThat(new Windows(outage.calls()).broken())
                    .as("published limits")
                    .isEmpty();
            assertThat(outage.company().incidents().open()).isEmpty();
        }
    }
}
