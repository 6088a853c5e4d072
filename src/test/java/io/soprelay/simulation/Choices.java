package io.soprelay.simulation;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.ledger.Claimed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who and what was chosen, by name. Dice choose by place in a list, and a list is another one when something before it is
 * left out; with the names the same person presses the same button all the same. A name that is not there any more
 * leaves the choice to the dice.
 */
final class Choices {
    private static final String BETWEEN = "|";

    private final Map<String, String> known;
    private final Map<String, String> needed = new TreeMap<>();
    private final boolean asked;
    private final boolean noted;

    private Choices(Map<String, String> known, boolean asked, boolean noted) {
        this.known = known;
        this.asked = asked;
        this.noted = noted;
    }

    /** The dice alone decide. */
    static Choices thrown() {
        return new Choices(Map.of(), false, false);
    }

    /** The dice decide, and what they choose is noted. */
    static Choices noted() {
        return new Choices(new TreeMap<>(), false, true);
    }

    /** As it was noted. */
    static Choices asNoted(Map<String, String> names) {
        return new Choices(new TreeMap<>(names), !names.isEmpty(), false);
    }

    /** To play with what was noted here. */
    Choices again() {
        return asNoted(known);
    }

    /** The names without which the dice would have chosen otherwise. */
    Map<String, String> needed() {
        return needed;
    }

    /** What was noted, or is to be chosen. */
    Map<String, String> names() {
        return known;
    }

    /** Whether names are of any interest. */
    boolean isThrown() {
        return !asked && !noted;
    }

    /** @param place tells choices apart: the same for the same throw of the same step */
    <T> T one(String place, List<? extends T> from, T thrown) {
        String name = name(thrown);
        String before = name == null ? null : noted(place, name);
        if (before == null || before.equals(name)) {
            return thrown;
        }
        for (int i = from.size() - 1; i >= 0; i--) {
            if (before.equals(name(from.get(i)))) {
                needed.put(place, before);
                return from.get(i);
            }
        }
        return thrown;
    }

    /** The order that they had, with what was not there at the end. */
    <T> List<T> order(String place, List<T> thrown) {
        List<String> names = new ArrayList<>();
        for (T each : thrown) {
            String name = each instanceof Integer || each instanceof Claimed ? name(each) : null;
            if (name == null) {
                return thrown;
            }
            names.add(name);
        }
        String before = names.size() < 2 && asked ? null : noted(place, String.join(BETWEEN, names));
        if (before == null || before.equals(String.join(BETWEEN, names))) {
            return thrown;
        }
        List<String> rank = List.of(before.split("\\" + BETWEEN));
        List<T> ordered = new ArrayList<>(thrown);
        ordered.sort(Comparator.comparingInt(each -> {
            int at = rank.indexOf(name(each));
            return at < 0 ? rank.size() : at;
        }));
        if (!ordered.equals(thrown)) {
            needed.put(place, before);
        }
        return ordered;
    }

    /** A name that is given. @param given by the counter */
    String given(String place, String given) {
        String before = noted(place, given);
        if (before == null) {
            return asked ? place : given;
        }
        needed.put(place, before);
        return before;
    }

    private @Nullable String noted(String place, String name) {
        if (noted) {
            known.put(place, name);
        }
        return asked ? known.get(place) : null;
    }

    /** Null for what has none that would be the same in another play. */
    private static @Nullable String name(Object each) {
        return switch (each) {
            case Account account -> account.toString();
            case SimulatedPlatform.Message message -> message.entry() + " to " + message.to();
            case Card.Action button -> button.id() + " " + new TreeMap<>(button.params());
            case Claimed entry -> entry.lane() + "/" + entry.id();
            case String text -> text;
            case Integer number -> number.toString();
            default -> null;
        };
    }
}
