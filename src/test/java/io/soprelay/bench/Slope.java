package io.soprelay.bench;

import java.util.List;

/** The straight line that fits values taken at equal distances best (least squares). */
final class Slope {
    private Slope() {}

    /** Growth from one value to the next; 0 for fewer than two. */
    static double of(List<Double> values) {
        int count = values.size();
        if (count < 2) {
            return 0;
        }
        double middle = (count - 1) / 2.0;
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double above = 0;
        double below = 0;
        for (int i = 0; i < count; i++) {
            above += (i - middle) * (values.get(i) - mean);
            below += (i - middle) * (i - middle);
        }
        return above / below;
    }
}
