package io.soprelay.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** All chance of a world. The same seed and salt always give the same throws. */
final class Dice {
    private final SplittableRandom random;
    private final @Nullable Choices choices;
    private final String place;
    private int splits;
    private int chosen;

    private Dice(SplittableRandom random, @Nullable Choices choices, String place) {
        this.random = random;
        this.choices = choices;
        this.place = place;
    }

    /** @param salt tells streams of one seed apart: taking one away leaves the others as they are */
    static Dice of(long seed, long salt) {
        return new Dice(new SplittableRandom(mixed(mixed(seed) + salt)), null, "");
    }

    /** A stream of its own for one concern of a step. */
    Dice split() {
        return choices == null
                ? new Dice(random.split(), null, "")
                : new Dice(random.split(), choices, place + "/" + splits++);
    }

    /** The same dice, whose choices have names. @param step tells them apart */
    Dice choosing(Choices by, int step) {
        return by.isThrown() ? this : new Dice(random, by, Integer.toString(step));
    }

    private <T> T chosen(List<? extends T> list, T thrown) {
        return choices == null ? thrown : choices.one(place + "#" + chosen++, list, thrown);
    }

    /** SplitMix64's finalizer: neighbours become strangers. */
    static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** 0 to {@code bound - 1}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** {@code least} to {@code most}, both included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** @param percent how often of a hundred times */
    boolean chance(double percent) {
        return random.nextDouble() * 100 < percent;
    }

    <T> T one(List<? extends T> list) {
        return chosen(list, list.get(random.nextInt(list.size())));
    }

    /** One near the end of the list: what came last is what people look at. */
    <T> T recent(List<? extends T> list) {
        int back = 0;
        while (back < list.size() - 1 && random.nextInt(100) < 55) {
            back++;
        }
        return chosen(list, list.get(list.size() - 1 - back));
    }

    <T> List<T> shuffled(List<? extends T> list) {
        List<T> mixed = new ArrayList<>(list);
        for (int i = mixed.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T kept = mixed.get(i);
            mixed.set(i, mixed.get(j));
            mixed.set(j, kept);
        }
        return choices == null ? mixed : choices.order(place + "#" + chosen++, mixed);
    }

    <T> List<T> some(List<? extends T> list, int most) {
        return shuffled(list).stream()
                .limit(below(Math.min(most, list.size()) + 1))
                .<T>map(each -> each)
                .toList();
    }
}
