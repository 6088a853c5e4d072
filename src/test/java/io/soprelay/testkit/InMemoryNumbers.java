package io.soprelay.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The numbers of {@link InMemoryLedger}; not thread safe. */
final class InMemoryNumbers {
    private static final Pattern PREFIX = Pattern.compile("[A-Z]{1,8}");
    private static final Pattern DAY = Pattern.compile("\\d{8}");

    private final Map<String, Numbers> byPrefix = new HashMap<>();

    private record Numbers(Map<String, Integer> last, Map<String, String> byBearer, Map<String, String> bearers) {}

    private static void require(String prefix, String day) {
        if (!PREFIX.matcher(prefix).matches() || !DAY.matcher(day).matches()) {
            throw new IllegalArgumentException("No number can be made of '%s' and '%s'".formatted(prefix, day));
        }
    }

    String allot(String prefix, String day, String bearer) {
        require(prefix, day);
        Numbers of =
                byPrefix.computeIfAbsent(prefix, any -> new Numbers(new HashMap<>(), new HashMap<>(), new HashMap<>()));
        return of.byBearer.computeIfAbsent(bearer, any -> {
            String number = "%s-%s-%04d".formatted(prefix, day, of.last.merge(day, 1, Integer::sum));
            of.bearers.put(number, bearer);
            return number;
        });
    }

    Optional<String> find(String number) {
        return Optional.ofNullable(byPrefix.get(prefixOf(number))).map(of -> of.bearers.get(number));
    }

    void forgetAsking(Map<String, String> bearers) {
        bearers.forEach((number, bearer) -> {
            Numbers of = byPrefix.get(prefixOf(number));
            if (of != null) {
                of.byBearer.remove(bearer);
            }
        });
    }

    private static String prefixOf(String number) {
        return number.substring(0, Math.max(0, number.indexOf('-')));
    }
}
