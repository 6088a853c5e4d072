package io.soprelay.im.simulator.story;

import io.soprelay.im.simulator.ActWatcher;
import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.Phone;
import io.soprelay.im.simulator.PhoneAct;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Watches all phones and answers whether a check holds by what is new since the mark. */
final class Lookout implements ActWatcher, AutoCloseable {
    private record Heard(String person, String toast) {}

    private final Phonebook phones;
    private final Facts facts;
    private final List<Heard> toasts = new CopyOnWriteArrayList<>();
    private final AtomicLong heard = new AtomicLong();
    private volatile Map<String, Integer> old = Map.of();

    Lookout(Phonebook phones, Facts facts) {
        this.phones = phones;
        this.facts = facts;
        mark();
        phones.watch(this);
    }

    /** What is on the phones now is old from here on. */
    void mark() {
        Map<String, Integer> revisions = new HashMap<>();
        for (Phone person : phones.all()) {
            person.messages().forEach(message -> revisions.put(message.id(), message.revision()));
        }
        old = revisions;
        toasts.clear();
    }

    /** Grows with whatever may change an answer. */
    long revision() {
        return phones.revision() + heard.get();
    }

    /**
     * The text by which the check holds; empty when it does not. What the check reads is known afterwards.
     *
     * @return the words that were seen, possibly empty ones
     */
    Optional<String> look(Check check) {
        return switch (check) {
            case Check.Unseen unseen -> Optional.empty();
            case Check.Sees sees -> seen(sees);
            case Check.Told told ->
                toasts.stream()
                        .filter(toast -> toast.person().equals(told.person()) && holds(toast.toast(), told.words()))
                        .map(Heard::toast)
                        .findFirst();
            case Check.Any any ->
                any.checks().stream().map(this::look).flatMap(Optional::stream).findFirst();
        };
    }

    @Override
    public void ended(PhoneAct act, @Nullable ClickResult result) {
        if (result != null && !result.toastText().isEmpty()) {
            toasts.add(new Heard(act.who().name(), result.toastText()));
            heard.incrementAndGet();
        }
    }

    @Override
    public void close() {
        phones.unwatch(this);
    }

    private Optional<String> seen(Check.Sees check) {
        Phone person = phones.phone(check.person());
        for (ChatMessage message : person.messages().reversed()) {
            boolean fresh = message.revision() > old.getOrDefault(message.id(), 0);
            if (fresh && !message.recalled() && !message.sender().equals(person.accountId())) {
                String text = person.textOf(message);
                if (holds(text, check.words()) && reads(text, check.reads())) {
                    return Optional.of(text);
                }
            }
        }
        return Optional.empty();
    }

    private boolean holds(String text, List<String> words) {
        return words.stream().filter(facts::knows).map(facts::fill).allMatch(text::contains);
    }

    /** All or nothing. */
    private boolean reads(String text, List<Check.Reading> readings) {
        Map<String, String> found = new HashMap<>();
        for (Check.Reading reading : readings) {
            Matcher matcher = Pattern.compile(reading.pattern()).matcher(text);
            if (!matcher.find()) {
                return false;
            }
            found.put(reading.fact(), matcher.group());
        }
        found.forEach(facts::know);
        return true;
    }
}
