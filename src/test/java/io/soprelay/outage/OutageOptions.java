package io.soprelay.outage;

import io.soprelay.im.Platform;
import java.util.List;

/**
 * What was asked for.
 *
 * @param keepers of shops, 20 to 2000; everything else grows with them
 */
record OutageOptions(List<Platform> platforms, long seed, int keepers) {
    private static final int KEEPERS_MIN = 20;
    private static final int KEEPERS_MAX = 2_000;

    /** @throws IllegalArgumentException with one sentence */
    static OutageOptions read(List<String> arguments) {
        List<Platform> platforms = List.of(Platform.FEISHU, Platform.DINGTALK);
        long seed = 1;
        int keepers = 100;
        for (int i = 0; i < arguments.size(); i += 2) {
            String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "nothing";
            switch (arguments.get(i)) {
                case "--platform" -> platforms = platforms(value);
                case "--seed" -> seed = number("--seed", value, Long.MIN_VALUE, Long.MAX_VALUE);
                case "--keepers" -> keepers = (int) number("--keepers", value, KEEPERS_MIN, KEEPERS_MAX);
                default ->
                    throw new IllegalArgumentException("There is --platform feishu|dingtalk|both, --seed S and"
                            + " --keepers N, but no " + arguments.get(i) + ".");
            }
        }
        return new OutageOptions(platforms, seed, keepers);
    }

    private static List<Platform> platforms(String value) {
        return switch (value) {
            case "feishu" -> List.of(Platform.FEISHU);
            case "dingtalk" -> List.of(Platform.DINGTALK);
            case "both" -> List.of(Platform.FEISHU, Platform.DINGTALK);
            default ->
                throw new IllegalArgumentException("--platform takes feishu, dingtalk or both, but got " + value + ".");
        };
    }

    private static long number(String name, String found, long least, long most) {
        try {
            long number = Long.parseLong(found);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // reported below
        }
        throw new IllegalArgumentException(
                "%s takes a number from %d to %d, but got %s.".formatted(name, least, most, found));
    }
}
