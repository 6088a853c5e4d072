package io.soprelay.bench;

import io.soprelay.bench.StoreLook.Held;
import io.soprelay.bench.StoreLook.Share;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What bot and server hold at the end of each minute of the soak, and whether it grows. */
final class SoakSizes {
    private static final double GROWTH_PERCENT_MOST = 5;

    /** Stub, number and key of a record that is archived. */
    private static final double LEFT_KILOBYTES_MOST = 0.4;

    /** Of an act, for 72 hours. */
    private static final double COMMAND_ID_KILOBYTES_MOST = 0.45;

    /** Of a record, for 35 days. */
    private static final double FINISHED_KILOBYTES_MOST = 0.5;

    private final BenchRun run;
    private final BotChild bot;
    private final StoreLook store;
    private final List<Size> sizes = new ArrayList<>();

    /** After everything that can be thrown away was. */
    private record Size(double liveMegabytes, double threads, double sockets, Held server, double residentMegabytes) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.1f MB of objects, %.0f threads, %.0f sockets; server %.1f MB, of it %.1f for command ids, %.1f for what"
                            + " is archived, %.1f for what was finished; %.1f beyond",
                    liveMegabytes,
                    threads,
                    sockets,
                    server.used() / 1024,
                    server.of(Share.COMMAND_IDS) / 1024,
                    server.of(Share.ARCHIVED) / 1024,
                    server.of(Share.FINISHED) / 1024,
                    server.beyond() / 1024);
        }
    }

    SoakSizes(BenchRun run, BotChild bot, StoreLook store) {
        this.run = run;
        this.bot = bot;
        this.store = store;
    }

    /** @return what it found, for a line */
    String take() throws IOException, InterruptedException {
        sizes.add(new Size(
                LiveObjects.megabytes(run, bot.pid()),
                ProcFiles.threads(bot.pid()),
                ProcFiles.sockets(bot.pid()),
                store.held(),
                bot.redisMegabytes()));
        return sizes.getLast().toString();
    }

    /**
     * @param end when every record is in the archive
     * @param records that are
     * @param acts that were committed
     */
    List<Figure> judged(Held end, int records, int acts) {
        List<Figure> figures = new ArrayList<>(List.of(
                grown("bot's objects", Size::liveMegabytes),
                grown("bot's threads", Size::threads),
                grown("bot's sockets", Size::sockets),
                grown("server's memory but for what has its time", size -> size.server.beyond()),
                Figure.shown(
                        "the same at the end of a minute",
                        "MB",
                        sizes.stream().map(size -> size.server.beyond() / 1024).toList()),
                Figure.shown("the same with every record archived", "MB", end.beyond() / 1024),
                Figure.shown(
                        "server's resident memory at the end of a minute",
                        "MB",
                        sizes.stream().map(Size::residentMegabytes).toList())));
        figures.addAll(shares(end, records, acts));
        return figures;
    }

    /** What the growth above leaves out, or it could grow unseen. */
    static List<Figure> shares(Held end, int records, int acts) {
        return List.of(
                kilobytes(
                        "stays of a record that is archived: stub, number, key",
                        end.of(Share.ARCHIVED) / records,
                        LEFT_KILOBYTES_MOST),
                kilobytes(
                        "stays of an act for 72 hours: its command id",
                        end.of(Share.COMMAND_IDS) / acts,
                        COMMAND_ID_KILOBYTES_MOST),
                kilobytes(
                        "stays of a record for 35 days: when what was finished",
                        end.of(Share.FINISHED) / records,
                        FINISHED_KILOBYTES_MOST));
    }

    private static Figure kilobytes(String what, double value, double most) {
        return Figure.of(what, "KB", List.of(value), new Limit.AtMost(most));
    }

    /** The mean of the last third against that of the third before it; the first is left to warm up. */
    private Figure grown(String what, ToDoubleFunction<Size> value) {
        int third = Math.max(1, sizes.size() / 3);
        double before = mean(sizes.subList(sizes.size() - 2 * third, sizes.size() - third), value);
        double last = mean(sizes.subList(sizes.size() - third, sizes.size()), value);
        return Figure.of(
                what + ", last third ÷ the one before, growth",
                "%",
                List.of((last / before - 1) * 100),
                new Limit.AtMost(GROWTH_PERCENT_MOST));
    }

    private static double mean(List<Size> sizes, ToDoubleFunction<Size> value) {
        return sizes.stream().mapToDouble(value).average().orElseThrow();
    }
}
