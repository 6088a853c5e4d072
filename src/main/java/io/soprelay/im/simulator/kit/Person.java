package io.soprelay.im.simulator.kit;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.Phone;
import io.soprelay.im.simulator.ShownCard;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.dingtalk.DingTalkPerson;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Somebody with a phone. What is awaited is what the phone shows; nothing looks behind it. */
public final class Person {
    private static final int MESSAGES_SHOWN_MAX = 6;

    private final PlatformKit<?> kit;
    private final Phone phone;

    Person(PlatformKit<?> kit, Phone phone) {
        this.kit = kit;
        this.phone = phone;
    }

    public String name() {
        return phone.name();
    }

    /** The phone itself. */
    public Phone phone() {
        return phone;
    }

    /**
     * The phone itself, for what only Feishu has.
     *
     * @throws ClassCastException on another platform
     */
    public SimulatedPerson onFeishu() {
        return (SimulatedPerson) phone;
    }

    /**
     * The phone itself, for what only DingTalk has.
     *
     * @throws ClassCastException on another platform
     */
    public DingTalkPerson onDingTalk() {
        return (DingTalkPerson) phone;
    }

    public Delivery says(String text) {
        return taken(phone.says(kit.words(text), null), "says " + text);
    }

    /** Says a line as an answer to that card. */
    public Delivery replies(PhoneCard card, String text) {
        return taken(phone.says(kit.words(text), card.messageId()), "replies " + text);
    }

    /** Says a line and waits for a new message that holds these words. */
    public void isAnswered(String line, String... words) {
        int before = mark();
        says(line);
        awaitMessage(before, words);
    }

    /** Waits until some message holds all these words; a card's buttons are among its words. */
    public void sees(String... words) {
        awaitMessage(0, words);
    }

    /** What was written here until now; for {@link #seesAfter} and {@link #card(int, String...)}. */
    public int mark() {
        return phone.messages().size();
    }

    /** Waits until a message after the mark holds these words. */
    public void seesAfter(int mark, String... words) {
        awaitMessage(mark, words);
    }

    /** How many of the bot's messages hold all these words now. */
    public long count(String... words) {
        return fromBot(0).map(phone::textOf).filter(text -> holds(text, words)).count();
    }

    /** Nothing like it is on the phone once all is sent, which {@link PlatformKit#settling} must be able to tell. */
    public void neverSees(String... words) {
        kit.settle();
        if (count(words) > 0) {
            throw failure("no message with " + List.of(words), count(words) + " of them");
        }
    }

    /** Waits for the newest card with these words on it, buttons included. */
    public PhoneCard card(String... words) {
        return card(0, words);
    }

    /** Waits for the newest card after the mark with these words on it, buttons included. */
    public PhoneCard card(int mark, String... words) {
        Predicate<ShownCard> fits = card ->
                Stream.of(words).allMatch(word -> card.shows(kit.words(word))) && position(card.messageId()) >= mark;
        ShownCard found = phone.<ShownCard>await(
                        () -> phone.cards().stream()
                                .filter(fits)
                                .map(card -> (ShownCard) card)
                                .findFirst(),
                        kit.patience())
                .orElseThrow(() -> failure("a card with " + List.of(words), "no such card"));
        return new PhoneCard(this, found.messageId());
    }

    /** Somebody else's card in this person's hand, as after looking over a shoulder. */
    public PhoneCard holding(PhoneCard other) {
        return other.holder() == this ? other : new PhoneCard(this, other.messageId());
    }

    /** The card with that message id in this person's hand, whoever it was sent to. */
    public PhoneCard holding(String messageId) {
        return new PhoneCard(this, messageId);
    }

    /** {@code presses("完成任务").on(card)}: whoever's card it is, this person presses. */
    public Pressing presses(String button) {
        return card -> holding(card).presses(button);
    }

    /** {@code fills("物流单号", "SF1").on(card)}: label, value, label, value … */
    public Filling fills(String... labelsAndValues) {
        return card -> holding(card).fills(labelsAndValues);
    }

    /** The second half of {@link #presses}. */
    @FunctionalInterface
    public interface Pressing {
        Pressed on(PhoneCard card);
    }

    /** The second half of {@link #fills}. */
    @FunctionalInterface
    public interface Filling {
        PhoneCard on(PhoneCard card);
    }

    /** Sends a picture unlike any other. */
    public Delivery sendsPicture() {
        return taken(phone.sendsPicture(Pictures.paper(), null), "sends a picture");
    }

    public Delivery sendsFile(String name) {
        return taken(phone.sendsFile(name, Pictures.paper(), null), "sends a file");
    }

    /** Sends a picture unlike any other as an answer to that card. */
    public Delivery repliesWithPicture(PhoneCard card) {
        return taken(phone.sendsPicture(Pictures.paper(), card.messageId()), "replies with a picture");
    }

    /** Sends a file as an answer to that card. */
    public Delivery repliesWithFile(PhoneCard card, String name) {
        return taken(phone.sendsFile(name, Pictures.paper(), card.messageId()), "replies with a file");
    }

    public Delivery opensChat() {
        return taken(phone.opensChat(), "opens the chat");
    }

    public Delivery pressesMenu(String key) {
        return taken(phone.pressesMenu(key), "presses " + key + " in the menu");
    }

    PlatformKit<?> kit() {
        return kit;
    }

    /** For sentences of your own: shows the phone beside what was expected of it. */
    public AssertionError failure(String expected, String found) {
        List<ChatMessage> all = phone.messages();
        StringBuilder shown = new StringBuilder();
        for (ChatMessage message : all.subList(Math.max(0, all.size() - MESSAGES_SHOWN_MAX), all.size())) {
            String who = message.sender().equals(phone.accountId()) ? name() + ": " : "";
            shown.append("\n  | ").append((who + phone.textOf(message)).strip().replace("\n", "\n  |   "));
        }
        return new AssertionError("expected for " + this + ": " + expected + "\nfound: " + found + "\non the phone of "
                + this + ", newest last:" + (shown.isEmpty() ? " nothing" : shown));
    }

    private Delivery taken(Delivery delivery, String what) {
        if (!delivery.delivered()) {
            throw failure("the bot takes the event (" + what + ")", "it answered " + delivery.last());
        }
        return delivery;
    }

    private void awaitMessage(int from, String... words) {
        Optional<String> seen = phone.await(
                () -> fromBot(from)
                        .map(phone::textOf)
                        .filter(text -> holds(text, words))
                        .findFirst(),
                kit.patience());
        if (seen.isEmpty()) {
            throw failure("a message with " + List.of(words), "no such message");
        }
    }

    private boolean holds(String text, String... words) {
        return Stream.of(words).allMatch(word -> text.contains(kit.words(word)));
    }

    private int position(String messageId) {
        return phone.messages().stream().map(ChatMessage::id).toList().indexOf(messageId);
    }

    private Stream<ChatMessage> fromBot(int from) {
        List<ChatMessage> all = phone.messages();
        return all.subList(Math.min(from, all.size()), all.size()).stream()
                .filter(message -> !message.sender().equals(phone.accountId()) && !message.recalled());
    }

    @Override
    public String toString() {
        return name();
    }
}
