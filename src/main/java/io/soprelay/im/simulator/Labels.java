package io.soprelay.im.simulator;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds what a person calls by its label: exactly first, then by how it begins, then by a part; never by guess. */
public final class Labels {
    private Labels() {}

    /** Empty when nothing fits or, below an exact fit, more than one thing does. */
    public static <T> Optional<T> find(List<T> things, Function<T, List<String>> labels, String wanted) {
        String plain = plain(wanted);
        if (plain.isEmpty()) {
            return things.stream()
                    .filter(thing -> labels.apply(thing).contains(wanted))
                    .findFirst();
        }
        List<T> exact = fitting(things, labels, plain::equals);
        if (!exact.isEmpty()) {
            return Optional.of(exact.getFirst());
        }
        List<T> beginning = fitting(things, labels, label -> label.startsWith(plain));
        List<T> found = beginning.isEmpty() ? fitting(things, labels, label -> label.contains(plain)) : beginning;
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static <T> List<T> fitting(List<T> things, Function<T, List<String>> labels, Predicate<String> fits) {
        return things.stream()
                .filter(thing -> labels.apply(thing).stream().map(Labels::plain).anyMatch(fits))
                .toList();
    }

    /** Letters and digits only: stars, colons, brackets and pictures do not tell labels apart. */
    private static String plain(String label) {
        return label.replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
