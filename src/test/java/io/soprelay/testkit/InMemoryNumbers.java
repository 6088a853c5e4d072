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

    private record Numbers(Map<String, Integer> last, Map<String, String> byCommand, Map<String, String> flowIds) {}

    private static void require(String prefix, String day) {
        if (!PREFIX.matcher(prefix).matches() || !DAY.matcher(day).matches()) {
            throw new IllegalArgumentException("No number can be made of '%s' and '%s'".formatted(prefix, day));
        }
    }

    String allot(String prefix, String day, String commandId, String flowId) {
        require(prefix, day);
        Numbers of =
                byPrefix.computeIfAbsent(prefix, any -> new Numbers(new HashMap<>(), new HashMap<>(), new HashMap<>()));
        return of.byCommand.computeIfAbsent(commandId, any -> {
            String number = "%s-%s-%04d".formatted(prefix, day, of.last.merge(day, 1, Integer::sum));
            of.flowIds.put(number, flowId);
            return number;
        });
    }

    Optional<String> find(String number) {
        String prefix = number.substring(0, Math.max(0, number.indexOf('-')));
        return Optional.ofNullable(byPrefix.get(prefix)).map(of -> of.flowIds.get(number));
    }
}
