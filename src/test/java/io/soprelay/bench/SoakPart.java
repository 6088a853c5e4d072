package io.soprelay.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/**
 * People work at fifty times the first customer's pace, and every minute something breaks. Nothing they did may be lost, and
 * what the bot holds may not grow: its objects, threads and sockets; of the server's memory, what one record takes.
 */
final class SoakPart implements Part {
    /** 20,000 acts a day, in nine hours, fifty times over: 31 a second. */
    private static final int ACTS_PER_SECOND = 31;

    /** With its start each record is four acts. */
    private static final int RECORDS = ACTS_PER_SECOND * 60 / (PressStory.STEPS + 1);

    private static final int PER_SECOND = ACTS_PER_SECOND * PressStory.STEPS / (PressStory.STEPS + 1);
    private static final int CALLERS = 4;
    private static final long FAULT_AFTER_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final double GROWTH_PERCENT_MOST = 5;
    /** The server counts its own buffers of the moment, too. */
    private static final double SERVER_GROWTH_PERCENT_MOST = 10;

    private static final double RESIDENT_MEGABYTES_MOST = 350;

    @Override
    public String name() {
        return "soak";
    }

    /** What is held at the end of a minute, after everything that can be thrown away was. */
    private record Size(double liveMegabytes, double threads, double sockets, double serverMegabytes) {}

    @Override
    public List<Figure> measure(BenchRun run) throws Exception {
        try (StubPlatform platform = new StubPlatform();
                BotChild bot = new BotChild(run, BotPlatforms.feishu(platform.base()));
                FeishuDoor door = new FeishuDoor(bot, platform)) {
            PressDesk desk = new PressDesk(door);
            new PressRounds(run, "soak", bot, desk).warmUp();
            SoakFaults faults = new SoakFaults(platform, bot);
            List<Size> sizes = new ArrayList<>(List.of(size(run, bot)));
            List<Double> repeated = new ArrayList<>();
            for (int minute = 0; minute < run.sized(run.minutes(), 2); minute++) {
                repeated.add((double) minute(run, desk, faults.of(minute)));
                sizes.add(size(run, bot));
                run.say("soak: minute %d: %s; %.0f presses had to be made again; %s"
                        .formatted(
                                minute + 1, faults.of(minute).name(), repeated.getLast(), described(sizes.getLast())));
            }
            return judged(sizes, repeated, bot);
        }
    }

    /** @return how many presses people had to make again */
    private static int minute(BenchRun run, PressDesk desk, SoakFaults.Fault fault) throws Exception {
        int records = run.sized(RECORDS, 60);
        int first = desk.prepare(records, CALLERS);
        Thread breaking = Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(run.quick() ? 0 : FAULT_AFTER_NANOS);
            try {
                fault.act().run();
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException("Could not break it: " + fault.name(), failed);
            }
        });
        PressDesk.Round unjudged = desk.openLoop(first, records, PER_SECOND);
        breaking.join();
        int again = desk.finish(first, records, CALLERS);
        run.say("soak: %s".formatted(PressRounds.described(unjudged)));
        return again
                + unjudged.others().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
    }

    private static Size size(BenchRun run, BotChild bot) throws IOException, InterruptedException {
        return new Size(
                LiveObjects.megabytes(run, bot.pid()),
                ProcFiles.threads(bot.pid()),
                ProcFiles.sockets(bot.pid()),
                bot.redisMegabytes());
    }

    private static String described(Size size) {
        return "%.1f MB of objects, %.0f threads, %.0f sockets, server %.0f MB"
                .formatted(size.liveMegabytes(), size.threads(), size.sockets(), size.serverMegabytes());
    }

    private static List<Figure> judged(List<Size> sizes, List<Double> repeated, BotChild bot) throws IOException {
        return List.of(
                grown("objects", sizes, Size::liveMegabytes),
                grown("threads", sizes, Size::threads),
                grown("sockets", sizes, Size::sockets),
                Figure.shown("server's memory a record", "KB", kilobytesARecord(sizes, 0, sizes.size() - 1)),
                Figure.of(
                        "server's memory a record, second half ÷ first, growth",
                        "%",
                        List.of((kilobytesARecord(sizes, sizes.size() / 2, sizes.size() - 1)
                                                / kilobytesARecord(sizes, 0, sizes.size() / 2)
                                        - 1)
                                * 100),
                        new Limit.AtMost(SERVER_GROWTH_PERCENT_MOST)),
                Figure.shown("presses made again in a minute with a fault", "", repeated),
                Figure.of(
                        "bot's memory after the soak",
                        "MB",
                        List.of(bot.residentMegabytes()),
                        new Limit.AtMost(RESIDENT_MEGABYTES_MOST)));
    }

    /** Records stay in the store, so its memory grows with them; what grows beside them shows as more a record. */
    private static double kilobytesARecord(List<Size> sizes, int from, int to) {
        double megabytes = sizes.get(to).serverMegabytes() - sizes.get(from).serverMegabytes();
        return megabytes * 1024 / (RECORDS * (to - from));
    }

    /** The mean of the last third against that of the third before it; the first is left to warm up. */
    private static Figure grown(String what, List<Size> sizes, ToDoubleFunction<Size> value) {
        int third = Math.max(1, sizes.size() / 3);
        double before = mean(sizes.subList(sizes.size() - 2 * third, sizes.size() - third), value);
        double last = mean(sizes.subList(sizes.size() - third, sizes.size()), value);
        return Figure.of(
                "bot's " + what + ", last third ÷ the one before, growth",
                "%",
                List.of((last / before - 1) * 100),
                new Limit.AtMost(GROWTH_PERCENT_MOST));
    }

    private static double mean(List<Size> sizes, ToDoubleFunction<Size> value) {
        return sizes.stream().mapToDouble(value).average().orElseThrow();
    }
}
