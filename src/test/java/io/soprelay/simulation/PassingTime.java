package io.soprelay.simulation;

import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import java.time.Duration;

/** Mostly seconds, now and then days, seldom of business time alone. */
final class PassingTime {
    private PassingTime() {}

    static void some(Dice dice, SettableClock clock, InMemoryLedger ledger) {
        int kind = dice.below(1000);
        if (kind < 620) {
            clock.tick(Duration.ofMillis(dice.below(30_000)));
        } else if (kind < 880) {
            clock.tick(Duration.ofSeconds(dice.below(3_600)));
        } else if (kind < 970) {
            clock.tick(Duration.ofMinutes(dice.below(720)));
        } else if (kind < 992) {
            clock.tick(Duration.ofHours(dice.below(96)));
        } else if (kind < 995) {
            clock.tick(Duration.ofHours(dice.between(280, 400)));
        } else {
            ledger.advance(Duration.ofMinutes(dice.below(600)));
        }
    }
}
