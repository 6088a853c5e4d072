package io.soprelay.testkit.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.SimulatedCard;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A card in somebody's hand: what it shows is what it shows now, unless it was kept {@link #asItIs}. */
public final class PhoneCard {
    private final Person person;
    private final String messageId;
    private final @Nullable SimulatedCard kept;

    PhoneCard(Person person, String messageId) {
        this(person, messageId, null);
    }

    private PhoneCard(Person person, String messageId, @Nullable SimulatedCard kept) {
        this.person = person;
        this.messageId = messageId;
        this.kept = kept;
    }

    public String messageId() {
        return messageId;
    }

    /** The card as it looks now, pressed later: a thumb that is slower than the bot. */
    public PhoneCard asItIs() {
        return new PhoneCard(person, messageId, read());
    }

    /** The same message without what was kept. */
    PhoneCard now() {
        return new PhoneCard(person, messageId);
    }

    /** What the eye sees. */
    public SimulatedCard read() {
        return kept == null ? person.read(messageId) : kept;
    }

    /** How often the message was changed. */
    public int revision() {
        return person.read(messageId).message().revision();
    }

    /** Fills controls by their visible labels: label, value, label, value … */
    public PhoneCard fills(String... labelsAndValues) {
        SimulatedCard card = read();
        for (int i = 0; i < labelsAndValues.length; i += 2) {
            card.fill(labelsAndValues[i], person.company().words(labelsAndValues[i + 1]));
        }
        return this;
    }

    public Pressed presses(String button) {
        int revision = revision();
        return new Pressed(this, revision, read().press(button));
    }

    /** Sends a picture as an answer to this card. */
    public Delivery isAnsweredWithPicture() {
        return Person.taken(person.phone().repliesWithPicture(person.read(messageId), Person.picture()));
    }

    /** Sends a file as an answer to this card. */
    public Delivery isAnsweredWithFile(String name) {
        return Person.taken(person.phone().repliesWithFile(person.read(messageId), name, Person.picture()));
    }

    /** What a control holds. */
    public String value(String label) {
        return read().valueOf(label);
    }

    /** Waits until this message shows all these words. */
    public PhoneCard comesToShow(String... words) {
        boolean shown = person.phone()
                .awaitCard(card -> card.messageId().equals(messageId) && shows(card, words), Company.PATIENCE)
                .isPresent();
        if (!shown) {
            throw person.missing("card " + messageId + " to show " + List.of(words));
        }
        return this;
    }

    public PhoneCard shows(String... words) {
        assertThat(read().text() + "\n" + String.join("\n", read().buttons()))
                .contains(Stream.of(words).map(person.company()::words).toArray(String[]::new));
        return this;
    }

    public PhoneCard showsNot(String word) {
        assertThat(read().text()).doesNotContain(person.company().words(word));
        return this;
    }

    /** Can still be pressed: open. */
    public PhoneCard offers(String... buttons) {
        assertThat(read().buttons()).contains(buttons);
        return this;
    }

    public PhoneCard offersNot(String button) {
        assertThat(read().buttons()).doesNotContain(button);
        return this;
    }

    /** The first text on it that fits. */
    public String reads(Pattern pattern) {
        Matcher found = pattern.matcher(read().text());
        assertThat(found.find()).as(pattern + " on " + read().text()).isTrue();
        return found.group();
    }

    private boolean shows(SimulatedCard card, String... words) {
        return Stream.of(words).allMatch(word -> card.shows(person.company().words(word)));
    }

    Person person() {
        return person;
    }
}
