package io.soprelay.im.simulator.kit;

import io.soprelay.im.simulator.ClickResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What came of a press. */
public final class Pressed {
    private final PhoneCard card;
    private final int revisionBefore;
    private final Map<String, String> typed;
    private final ClickResult result;

    Pressed(PhoneCard card, int revisionBefore, Map<String, String> typed, ClickResult result) {
        this.card = card;
        this.revisionBefore = revisionBefore;
        this.typed = typed;
        this.result = result;
    }

    public ClickResult result() {
        return result;
    }

    /** The toast holds all these words. */
    public Pressed seesToast(String... words) {
        requireAnswer();
        Person holder = card.holder();
        if (!Stream.of(words).map(holder.kit()::words).allMatch(result.toastText()::contains)) {
            throw holder.failure("a toast with " + List.of(words), "the toast '" + result.toastText() + "'");
        }
        return this;
    }

    /**
     * What was typed is still there: where the app keeps it no card came back, elsewhere the one that came back holds
     * it.
     */
    public Pressed keepsWhatWasTyped() {
        requireAnswer();
        boolean kept = card.holder().phone().keepsForms()
                ? card.revision() == revisionBefore
                : card.values().equals(typed);
        if (!kept) {
            throw card.holder()
                    .failure(
                            "the card keeps " + typed,
                            "it changed to " + card.values() + ": "
                                    + card.newest().text());
        }
        return this;
    }

    /** The phone itself refused to send it. */
    public Pressed isStoppedByThePhone(String why) {
        if (!result.blocked().contains(why)) {
            throw card.holder().failure("the phone stops it: " + why, String.valueOf(result));
        }
        return this;
    }

    /** The card, which shows these words at once. */
    public PhoneCard sees(String... words) {
        requireAnswer();
        return card.now().shows(words);
    }

    private void requireAnswer() {
        if (!result.answered()) {
            throw card.holder().failure("the bot answers the press", String.valueOf(result));
        }
    }
}
