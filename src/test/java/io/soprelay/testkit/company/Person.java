package io.soprelay.testkit.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.SimulatedCard;
import io.soprelay.im.simulator.SimulatedPerson;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Somebody with a phone. What is awaited is what the phone shows; nothing looks behind it. */
public final class Person {
    /** A small picture that is one. */
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private static final AtomicInteger PICTURES = new AtomicInteger();

    private final Company company;
    private final SimulatedPerson phone;

    Person(Company company, SimulatedPerson phone) {
        this.company = company;
        this.phone = phone;
    }

    /** The full name. */
    public String name() {
        return phone.name();
    }

    /** The phone itself, for what only one platform has. */
    public SimulatedPerson phone() {
        return phone;
    }

    Company company() {
        return company;
    }

    public Delivery says(String text) {
        Delivery delivery = phone.says(company.words(text));
        assertThat(delivery.delivered()).as("the bot took: " + text).isTrue();
        return delivery;
    }

    /** Says a line and waits for a new message that holds these words. */
    public void isAnswered(String line, String... words) {
        int before = phone.messages().size();
        says(line);
        awaitMessage(before, words);
    }

    /** Waits until some message holds these words. */
    public void sees(String... words) {
        awaitMessage(0, words);
    }

    /** What was written here until now; for {@link #seesAfter}. */
    public int mark() {
        return phone.messages().size();
    }

    /** Waits until a message after the mark holds these words. */
    public void seesAfter(int mark, String... words) {
        awaitMessage(mark, words);
    }

    /** How many of the bot's messages hold all these words now. */
    public long count(String... words) {
        return fromBot(0).filter(text -> holds(text, words)).count();
    }

    /** Nothing like it is on the phone, now that all is sent. */
    public void neverSees(String... words) {
        company.settles();
        assertThat(count(words))
                .as(this + " sees " + List.of(words) + "\n" + chat())
                .isZero();
    }

    /** Waits for the newest card with these words on it, buttons included. */
    public PhoneCard card(String... words) {
        return card(0, words);
    }

    /** Waits for the newest card after the mark with these words on it, buttons included. */
    public PhoneCard card(int mark, String... words) {
        Predicate<SimulatedCard> fits = card -> Stream.of(words).allMatch(word -> card.shows(company.words(word)))
                && position(card.messageId()) >= mark;
        SimulatedCard found =
                phone.awaitCard(fits, Company.PATIENCE).orElseThrow(() -> missing("a card with " + List.of(words)));
        return new PhoneCard(this, found.messageId());
    }

    /** Somebody else's card in this person's hand, as after looking over a shoulder. */
    public PhoneCard holding(PhoneCard other) {
        return new PhoneCard(this, other.messageId());
    }

    public Delivery sendsPicture() {
        return taken(phone.sendsPicture(picture()));
    }

    public Delivery sendsFile(String name) {
        return taken(phone.sendsFile(name, picture()));
    }

    public Delivery opensChat() {
        return taken(phone.opensChat());
    }

    public Delivery pressesMenu(String key) {
        return taken(phone.pressesMenu(key));
    }

    /** A picture unlike any other. */
    static byte[] picture() {
        byte[] unlike = new byte[PNG.length + 4];
        System.arraycopy(PNG, 0, unlike, 0, PNG.length);
        int number = PICTURES.incrementAndGet();
        for (int i = 0; i < 4; i++) {
            unlike[PNG.length + i] = (byte) (number >> (8 * i));
        }
        return unlike;
    }

    static Delivery taken(Delivery delivery) {
        assertThat(delivery.delivered())
                .as("the bot took the event, but answered " + delivery.last())
                .isTrue();
        return delivery;
    }

    SimulatedCard read(String messageId) {
        return phone.cardIn(messageId);
    }

    AssertionError missing(String what) {
        return new AssertionError(this + " waited for " + what + "; the phone shows\n" + chat());
    }

    private void awaitMessage(int from, String... words) {
        Optional<String> seen = phone.awaitCard(
                        card -> position(card.messageId()) >= from && holds(shown(card), words),
                        java.time.Duration.ZERO)
                .map(SimulatedCard::title);
        if (seen.isPresent()) {
            return;
        }
        org.awaitility.Awaitility.await()
                .alias(this + " sees " + List.of(words))
                .atMost(Company.PATIENCE)
                .pollInterval(java.time.Duration.ofMillis(10))
                .conditionEvaluationListener(new Timeout(words))
                .until(() -> fromBot(from).anyMatch(text -> holds(text, words)));
    }

    /** Shows the phone when the waiting was in vain. */
    private final class Timeout implements org.awaitility.core.ConditionEvaluationListener<Boolean> {
        private final String[] words;

        private Timeout(String[] words) {
            this.words = words;
        }

        @Override
        public void conditionEvaluated(org.awaitility.core.EvaluatedCondition<Boolean> condition) {}

        @Override
        public void onTimeout(org.awaitility.core.TimeoutEvent event) {
            throw missing("a message with " + List.of(words));
        }
    }

    private boolean holds(String text, String... words) {
        return Stream.of(words).allMatch(word -> text.contains(company.words(word)));
    }

    private int position(String messageId) {
        List<ChatMessage> all = phone.messages();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(messageId)) {
                return i;
            }
        }
        return -1;
    }

    private Stream<String> fromBot(int from) {
        List<ChatMessage> all = phone.messages();
        return all.subList(Math.min(from, all.size()), all.size()).stream()
                .filter(message -> !message.sender().equals(phone.openId()) && !message.recalled())
                .map(message -> message.isCard() ? shown(phone.cardIn(message.id())) : message.content());
    }

    private static String shown(SimulatedCard card) {
        return card.text() + "\n" + String.join("\n", card.buttons());
    }

    private String chat() {
        return String.join("\n--------\n", fromBot(0).toList());
    }

    @Override
    public String toString() {
        return name();
    }
}
