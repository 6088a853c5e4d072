package io.soprelay.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The one table at the end. */
final class ResultTable {
    private static final List<String> HEAD = List.of("figure", "median", "min", "max", "unit", "limit", "verdict");

    private ResultTable() {}

    static void print(List<Figure> figures, PrintStream out) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        figures.forEach(figure -> rows.add(row(figure)));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        rows.add(
                1,
                HEAD.stream()
                        .map(column -> "-".repeat(widths[HEAD.indexOf(column)]))
                        .toList());
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private static List<String> row(Figure figure) {
        return List.of(
                figure.name(),
                number(figure.median()),
                number(figure.min()),
                number(figure.max()),
                figure.unit(),
                figure.limit().text(),
                figure.verdict());
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            boolean numeric = i >= 1 && i <= 3;
            line.append(String.format(
                    Locale.ROOT, numeric ? " %" + widths[i] + "s |" : " %-" + widths[i] + "s |", row.get(i)));
        }
        return line.toString();
    }

    /** Three significant digits are more than the noise allows. */
    static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
