package io.soprelay.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Presses alone and beside something else: slices of one run in turns, and what the second costs whoever presses. */
final class InTurns {
    private final List<PressDesk.Round> quiet = new ArrayList<>();
    private final List<PressDesk.Round> beside = new ArrayList<>();

    /** Plays a slice. */
    interface Slice {
        /** @param number of the slice in the run, from 0 */
        PressDesk.Round play(int number) throws Exception;
    }

    /**
     * @param rounds of a slice of each kind
     * @param told after each round, its number from 1
     */
    void play(int rounds, Slice alone, Slice besideIt, IntConsumer told) throws Exception {
        for (int i = 0; i < rounds; i++) {
            // In turns also which comes first: whatever grows during a run is charged to both.
            if (i % 2 == 0) {
                quiet.add(alone.play(2 * i));
                beside.add(besideIt.play(2 * i + 1));
            } else {
                beside.add(besideIt.play(2 * i));
                quiet.add(alone.play(2 * i + 1));
            }
            told.accept(i + 1);
        }
    }

    String lastQuiet() {
        return PressRounds.described(quiet.getLast());
    }

    String lastBeside() {
        return PressRounds.described(beside.getLast());
    }

    /** Each round's p99 beside it ÷ the same without it; broken by an answer that is no success. */
    Figure ratio(String name, double most) {
        List<Double> ratio = new ArrayList<>();
        for (int i = 0; i < quiet.size(); i++) {
            ratio.add(p99(beside.get(i)) / p99(quiet.get(i)));
        }
        List<PressDesk.Round> all = new ArrayList<>(quiet);
        all.addAll(beside);
        return PressRounds.judged(Figure.of(name, "", ratio, new Limit.AtMost(most)), all);
    }

    /**
     * @param at what is pressed, begins each name
     * @param without how a slice alone is called
     * @param with how one beside it is called
     */
    List<Figure> shown(String at, String without, String with) {
        return List.of(
                Figure.shown(at + "p99, " + without, "ms", PressRounds.each(quiet, 99)),
                Figure.shown(at + "p99, " + with, "ms", PressRounds.each(beside, 99)),
                Figure.shown(at + "p50, " + without, "ms", PressRounds.each(quiet, 50)),
                Figure.shown(at + "p50, " + with, "ms", PressRounds.each(beside, 50)));
    }

    private static double p99(PressDesk.Round round) {
        return round.latencies().percentileMillis(99);
    }
}
