package io.soprelay.crash;

import io.soprelay.testkit.ProgramOptions;
import io.soprelay.testkit.company.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was asked for.
 *
 * @param parts {@code aof}, {@code kill} or both
 * @param rounds how often every cell of {@code kill} is played, 1 to 1000
 * @param seed decides every place that is not named
 * @param cells only cells whose name holds this, at least one; empty for all
 */
record CrashOptions(List<String> parts, int rounds, long seed, List<Platform> platforms, String cells, Path jar) {
    private static final List<String> ALL = List.of("aof", "kill");
    private static final int ROUNDS_MOST = 1_000;

    /** @throws IllegalArgumentException with one sentence */
    static CrashOptions read(List<String> arguments) {
        List<String> parts = new ArrayList<>();
        int rounds = 1;
        long seed = 20261125;
        List<Platform> platforms = List.of(Platform.FEISHU);
        String cells = "";
        Path jar = Path.of("target", "sop-relay.jar");
        ProgramOptions asked = new ProgramOptions(arguments);
        while (asked.next()) {
            switch (asked.word()) {
                case "all" -> parts.addAll(ALL);
                case "aof", "kill" -> parts.add(asked.word());
                case "--rounds" -> rounds = (int) asked.number(1, ROUNDS_MOST);
                case "--seed" -> seed = asked.number(1, Long.MAX_VALUE);
                case "--platform" -> platforms = asked.platforms(Platform.FEISHU, Platform.DINGTALK);
                case "--cells" -> cells = asked.value();
                case "--jar" -> jar = Path.of(asked.value());
                default ->
                    throw new IllegalArgumentException(("'%s' is neither aof, kill, all nor --rounds <number>, --seed"
                                    + " <number>, --platform feishu|dingtalk|both, --cells <part of a name>, --jar <path>.")
                            .formatted(asked.word()));
            }
        }
        if (cellsNamed(cells).isEmpty()) {
            throw new IllegalArgumentException("--cells '%s' is in the name of no cell; one is called '%s'."
                    .formatted(cells, KillPart.cells().getFirst().name()));
        }
        return new CrashOptions(parts.isEmpty() ? ALL : List.copyOf(parts), rounds, seed, platforms, cells, jar);
    }

    /** What is to be played; at least one cell. */
    List<KillPart.Cell> chosen() {
        return cellsNamed(cells);
    }

    private static List<KillPart.Cell> cellsNamed(String part) {
        return KillPart.cells().stream()
                .filter(cell -> cell.name().contains(part))
                .toList();
    }
}
