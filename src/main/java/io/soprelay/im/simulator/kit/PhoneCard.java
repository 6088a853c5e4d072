package io.soprelay.im.simulator.kit;

import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.ShownCard;
import io.soprelay.im.simulator.SimulatedCard;
import io.soprelay.im.simulator.dingtalk.DingTalkCard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A card in somebody's hand: what it shows is what it shows now, unless it was kept {@link #asItIs}. */
public final class PhoneCard {
    private final Person holder;
    private final String messageId;
    private final @Nullable ShownCard kept;

    PhoneCard(Person holder, String messageId) {
        this(holder, messageId, null);
    }

    private PhoneCard(Person holder, String messageId, @Nullable ShownCard kept) {
        this.holder = holder;
        this.messageId = messageId;
        this.kept = kept;
    }

    public String messageId() {
        return messageId;
    }

    /** The card as it looks now, pressed later: a thumb that is slower than the bot. */
    public PhoneCard asItIs() {
        return new PhoneCard(holder, messageId, read());
    }

    /** The same message without what was kept. */
    PhoneCard now() {
        return new PhoneCard(holder, messageId);
    }

    /** What the eye sees. */
    public ShownCard read() {
        return kept == null ? newest() : kept;
    }

    /**
     * What the eye sees, for what only Feishu has.
     *
     * @throws ClassCastException on another platform
     */
    public SimulatedCard readOnFeishu() {
        return (SimulatedCard) read();
    }

    /**
     * What the eye sees, for what only DingTalk has.
     *
     * @throws ClassCastException on another platform
     */
    public DingTalkCard readOnDingTalk() {
        return (DingTalkCard) read();
    }

    /** How often the message was changed. */
    public int revision() {
        return newest().revision();
    }

    /** Fills controls by their visible labels: label, value, label, value … */
    public PhoneCard fills(String... labelsAndValues) {
        if (labelsAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("labels and values come in pairs: " + List.of(labelsAndValues));
        }
        ShownCard card = read();
        for (int i = 0; i < labelsAndValues.length; i += 2) {
            String value = holder.kit().words(labelsAndValues[i + 1]);
            try {
                card.fill(labelsAndValues[i], value);
            } catch (IllegalArgumentException e) {
                throw holder.failure(
                        "'" + labelsAndValues[i] + "' takes '" + value + "'", String.valueOf(e.getMessage()));
            }
        }
        return this;
    }

    public Pressed presses(String button) {
        int revision = revision();
        Map<String, String> typed = values();
        try {
            return new Pressed(this, revision, typed, read().press(button));
        } catch (IllegalArgumentException e) {
            throw holder.failure("a button '" + button + "'", String.valueOf(e.getMessage()));
        }
    }

    /** Sends a picture as an answer to this card. */
    public Delivery isAnsweredWithPicture() {
        return holder.repliesWithPicture(this);
    }

    /** Sends a file as an answer to this card. */
    public Delivery isAnsweredWithFile(String name) {
        return holder.repliesWithFile(this, name);
    }

    /** What a control holds. */
    public String value(String label) {
        return read().valueOf(label);
    }

    /** Waits until this message shows all these words. */
    public PhoneCard comesToShow(String... words) {
        boolean shown = holder.phone()
                .await(
                        () -> Stream.of(newest())
                                .filter(card -> shows(card, words))
                                .findFirst(),
                        holder.kit().patience())
                .isPresent();
        if (!shown) {
            throw holder.failure(newest() + " comes to show " + List.of(words), newest().text());
        }
        return this;
    }

    public PhoneCard shows(String... words) {
        if (!shows(read(), words)) {
            throw holder.failure(read() + " shows " + List.of(words), read().text() + "\n" + read().buttons());
        }
        return this;
    }

    public PhoneCard showsNot(String word) {
        if (read().text().contains(holder.kit().words(word))) {
            throw holder.failure(read() + " does not show '" + word + "'", read().text());
        }
        return this;
    }

    /** Has these buttons, and they can be pressed. */
    public PhoneCard offers(String... buttons) {
        if (!read().buttons().containsAll(List.of(buttons))) {
            throw holder.failure(read() + " offers " + List.of(buttons), String.valueOf(read().buttons()));
        }
        return this;
    }

    public PhoneCard offersNot(String button) {
        if (read().buttons().contains(button)) {
            throw holder.failure(read() + " does not offer " + button, String.valueOf(read().buttons()));
        }
        return this;
    }

    /** The first text on it that fits. */
    public String reads(Pattern pattern) {
        Matcher found = pattern.matcher(read().text());
        if (!found.find()) {
            throw holder.failure("something like " + pattern + " on " + read(), read().text());
        }
        return found.group();
    }

    /** What the controls that can be filled hold now, by their labels. */
    Map<String, String> values() {
        ShownCard card = newest();
        Map<String, String> values = new LinkedHashMap<>();
        card.controls().keySet().forEach(label -> values.put(label, card.valueOf(label)));
        return values;
    }

    Person holder() {
        return holder;
    }

    ShownCard newest() {
        return holder.phone().cardIn(messageId);
    }

    private boolean shows(ShownCard card, String... words) {
        return Stream.of(words).allMatch(word -> card.shows(holder.kit().words(word)));
    }
}
