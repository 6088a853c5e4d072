package io.soprelay.outage;

import io.soprelay.im.Platform;
import io.soprelay.testkit.ProgramOptions;
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
        ProgramOptions asked = new ProgramOptions(arguments);
        while (asked.next()) {
            switch (asked.word()) {
                case "--platform" -> platforms = asked.platforms(Platform.FEISHU, Platform.DINGTALK);
                case "--seed" -> seed = asked.number(Long.MIN_VALUE, Long.MAX_VALUE);
                case "--keepers" -> keepers = (int) asked.number(KEEPERS_MIN, KEEPERS_MAX);
                default ->
                    throw new IllegalArgumentException("There is --platform feishu|dingtalk|both, --seed S and"
                            + " --keepers N, but no " + asked.word() + ".");
            }
        }
        return new OutageOptions(platforms, seed, keepers);
    }
}
