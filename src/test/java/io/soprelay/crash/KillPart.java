package io.soprelay.crash;

import io.soprelay.testkit.company.Platform;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Bot and redis-server killed and stopped at every boundary that shows outside, with people who press again. */
final class KillPart {
    private final List<String> program;
    private final PrintStream out;

    /** One thing to try. */
    record Cell(Boundary boundary, Fault fault) {
        String name() {
            return boundary.words() + " × " + fault.words();
        }
    }

    /** @param program what Java is told to run: {@code -jar} and a file, or a class path and a class */
    KillPart(List<String> program, PrintStream out) {
        this.program = List.copyOf(program);
        this.out = out;
    }

    /** Every boundary with every fault; those of timers first, because later ones would find the timers of all others. */
    static List<Cell> cells() {
        return Arrays.stream(Boundary.values())
                .sorted(Comparator.comparing(boundary -> boundary.act() == Boundary.Act.TIMER ? 0 : 1))
                .flatMap(boundary -> Arrays.stream(Fault.values()).map(fault -> new Cell(boundary, fault)))
                .toList();
    }

    /**
     * Plays every cell so many times and then puts an older file in the store's place, once while the bot runs and once
     * while it does not.
     *
     * @param seed decides the order of the cells from the second round on
     * @return every violation in one sentence
     */
    List<String> run(Platform platform, List<Cell> cells, int rounds, long seed) throws IOException {
        List<String> violations = new ArrayList<>();
        Map<Boundary, Map<Fault, int[]>> table = new EnumMap<>(Boundary.class);
        try (Scene scene = new Scene(platform, program)) {
            for (int round = 1; round <= rounds; round++) {
                for (Cell cell : order(cells, round, seed)) {
                    long began = System.nanoTime();
                    List<String> broken = scene.play(cell.boundary(), cell.fault());
                    int[] counts = table.computeIfAbsent(cell.boundary(), none -> new EnumMap<>(Fault.class))
                            .computeIfAbsent(cell.fault(), none -> new int[2]);
                    counts[0]++;
                    counts[1] += broken.isEmpty() ? 0 : 1;
                    say(
                            "%s, round %d: %-52s %5.1f s  %s",
                            platform,
                            round,
                            cell.name(),
                            (System.nanoTime() - began) / 1e9,
                            broken.isEmpty() ? "ok" : broken);
                    broken.forEach(each -> violations.add("%s, %s: %s".formatted(platform, cell.name(), each)));
                }
            }
            say("%s: all queues were empty within %.1f s each time", platform, scene.longestUnrest());
            List<String> broken = scene.olderFile().whileTheBotRuns();
            say("%s: an older file in the store's place: %s", platform, broken.isEmpty() ? "an admin is told" : broken);
            broken.forEach(each -> violations.add("%s, an older file: %s".formatted(platform, each)));
            List<String> atRest = scene.olderFile().whileNoBotRuns();
            say(
                    "%s: an older file while no bot ran: %s",
                    platform, atRest.isEmpty() ? "news waits until an admin goes on" : atRest);
            atRest.forEach(each -> violations.add("%s, an older file at rest: %s".formatted(platform, each)));
        }
        print(platform, table);
        return violations;
    }

    private static List<Cell> order(List<Cell> cells, int round, long seed) {
        List<Cell> shuffled = new ArrayList<>(cells);
        if (round > 1) {
            Collections.shuffle(shuffled, new Random(seed + round));
        }
        return shuffled;
    }

    private void print(Platform platform, Map<Boundary, Map<Fault, int[]>> table) {
        StringBuilder head = new StringBuilder("%n%-36s".formatted(platform));
        for (Fault fault : Fault.values()) {
            head.append("%-16s".formatted(fault.words()));
        }
        say("%s", head);
        table.forEach((boundary, faults) -> {
            StringBuilder line = new StringBuilder("%-36s".formatted(boundary.words()));
            for (Fault fault : Fault.values()) {
                int[] counts = faults.getOrDefault(fault, new int[2]);
                String cell = counts[0] == 0 ? "-" : counts[1] == 0 ? "ok " + counts[0] : "VIOLATION " + counts[1];
                line.append("%-16s".formatted(cell));
            }
            say("%s", line);
        });
    }

    private void say(String format, Object... words) {
        out.println(String.format(Locale.ROOT, format, words));
        out.flush();
    }
}
