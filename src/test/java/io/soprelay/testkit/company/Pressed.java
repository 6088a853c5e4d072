package io.soprelay.testkit.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.ClickResult;
import java.util.stream.Stream;

/** What came of a press. */
public final class Pressed {
    private final PhoneCard card;
    private final int revisionBefore;
    private final ClickResult result;

    Pressed(PhoneCard card, int revisionBefore, ClickResult result) {
        this.card = card;
        this.revisionBefore = revisionBefore;
        this.result = result;
    }

    public ClickResult result() {
        return result;
    }

    /** The toast holds all these words. */
    public Pressed isTold(String... words) {
        assertThat(result.answered()).as("answered: " + result).isTrue();
        assertThat(result.toastText())
                .contains(Stream.of(words).map(card.person().company()::words).toArray(String[]::new));
        return this;
    }

    /** No card came back: what was typed is still there. */
    public Pressed keepsWhatWasTyped() {
        assertThat(result.answered()).as("answered: " + result).isTrue();
        assertThat(card.revision()).as("changes of the card").isEqualTo(revisionBefore);
        return this;
    }

    /** The phone itself refused to send it. */
    public Pressed isStoppedByThePhone(String why) {
        assertThat(result.blocked()).contains(why);
        return this;
    }

    /** The card, which shows these words at once. */
    public PhoneCard sees(String... words) {
        assertThat(result.answered()).as("answered: " + result).isTrue();
        return card.now().shows(words);
    }
}
