package io.soprelay.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A chart as a PNG, for platforms that cannot draw one. Drawn by hand: a chart library on Java's own graphics kept 37 MB of
 * the bot's memory for good, and the bot has none to give.
 */
public final class DigestChart {
    static final int WIDTH = 480;
    static final int HEIGHT = 240;

    private static final int BLUE = 0x2457D2;
    private static final int DARK = 0x1F2329;
    private static final int SOFT = 0x646A73;
    private static final int PALE = 0xDEE0E3;

    private static final int SIDE = 16;
    private static final int FLOOR = HEIGHT - 32;
    private static final int TOP = 64;
    private static final int GAP = 6;

    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
    private final Glyphs glyphs = new Glyphs();
    private final List<Map.Entry<String, Long>> points;
    private final double step;
    private final long most;

    private DigestChart(SequencedMap<String, Long> values) {
        points = new ArrayList<>(values.sequencedEntrySet());
        step = (double) (WIDTH - 2 * SIDE) / points.size();
        most = Math.max(1, points.stream().mapToLong(Map.Entry::getValue).max().orElse(1));
    }

    /**
     * Draws bars, or a line.
     *
     * @param values 1 to 31, by label, in order; each 0 or more
     */
    public static byte[] png(String title, SequencedMap<String, Long> values, boolean line) {
        DigestChart chart = new DigestChart(values);
        chart.draw(title, line);
        return chart.canvas.png();
    }

    private void draw(String title, boolean line) {
        canvas.text(glyphs, title, SIDE, 14, DARK);
        canvas.box(SIDE, FLOOR, WIDTH - SIDE, FLOOR + 1, PALE);
        for (int at = 0; at < points.size(); at++) {
            int x = x(at);
            int y = y(at);
            if (line) {
                canvas.box(x - 3, y - 3, x + 4, y + 4, BLUE);
                if (at > 0) {
                    canvas.line(x(at - 1), y(at - 1), x, y, BLUE);
                }
            } else {
                int half = (int) (step * 0.3);
                canvas.box(x - half, y, x + half, FLOOR, BLUE);
            }
            middle(Long.toString(points.get(at).getValue()), x, y - Glyphs.SIZE - GAP, DARK);
            if (isSaid(at)) {
                middle(points.get(at).getKey(), x, FLOOR + GAP, SOFT);
            }
        }
    }

    /** Labels that would run into each other are left out, the last one never. */
    private boolean isSaid(int at) {
        int widest = points.stream()
                .mapToInt(point -> glyphs.width(point.getKey()))
                .max()
                .orElse(1);
        int every = Math.max(1, (int) Math.ceil((widest + GAP) / step));
        return (points.size() - 1 - at) % every == 0;
    }

    private void middle(String text, int x, int top, int colour) {
        canvas.text(glyphs, text, x - glyphs.width(text) / 2, top, colour);
    }

    private int x(int at) {
        return (int) (SIDE + step * (at + 0.5));
    }

    private int y(int at) {
        return FLOOR - (int) ((FLOOR - TOP) * points.get(at).getValue() / most);
    }
}
