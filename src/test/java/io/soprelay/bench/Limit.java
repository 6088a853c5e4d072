package io.soprelay.bench;

import java.util.Locale;

/** What a figure's median must keep to. */
sealed interface Limit {

    boolean holds(double value);

    /** As the table shows it. */
    String text();

    /** Printed for information. */
    record None() implements Limit {
        @Override
        public boolean holds(double value) {
            return true;
        }

        @Override
        public String text() {
            return "-";
        }
    }

    record AtLeast(double least) implements Limit {
        @Override
        public boolean holds(double value) {
            return value >= least;
        }

        @Override
        public String text() {
            return ">= " + plain(least);
        }
    }

    record AtMost(double most) implements Limit {
        @Override
        public boolean holds(double value) {
            return value <= most;
        }

        @Override
        public String text() {
            return "<= " + plain(most);
        }
    }

    /** Bounds included. */
    record Between(double least, double most) implements Limit {
        @Override
        public boolean holds(double value) {
            return value >= least && value <= most;
        }

        @Override
        public String text() {
            return plain(least) + " to " + plain(most);
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : Double.toString(number);
    }
}
