package io.soprelay.crash;

import io.soprelay.testkit.company.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "all" -> parts.addAll(ALL);
                case "aof", "kill" -> parts.add(argument);
                case "--rounds" -> rounds = (int) number(argument, value(arguments, ++i), ROUNDS_MOST);
                case "--seed" -> seed = number(argument, value(arguments, ++i), Long.MAX_VALUE);
                case "--platform" -> platforms = platforms(value(arguments, ++i));
                case "--cells" -> cells = value(arguments, ++i);
                case "--jar" -> jar = Path.of(value(arguments, ++i));
                default ->
                    throw new IllegalArgumentException(("'%s' is neither aof, kill, all nor --rounds <number>, --seed"
                                    + " <number>, --platform feishu|dingtalk|both, --cells <part of a name>, --jar <path>.")
                            .formatted(argument));
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

    private static String value(List<String> arguments, int at) {
        if (at >= arguments.size()) {
            throw new IllegalArgumentException(arguments.getLast() + " needs a value.");
        }
        return arguments.get(at);
    }

    private static long number(String name, String text, long most) {
        long number = text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(
                    "%s must be a number from 1 to %d, but was '%s'.".formatted(name, most, text));
        }
        return number;
    }

    private static List<Platform> platforms(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "feishu" -> List.of(Platform.FEISHU);
            case "dingtalk" -> List.of(Platform.DINGTALK);
            case "both" -> List.of(Platform.FEISHU, Platform.DINGTALK);
            default ->
                throw new IllegalArgumentException(
                        "--platform must be feishu, dingtalk or both, but was '%s'.".formatted(text));
        };
    }
}
