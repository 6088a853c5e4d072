package io.soprelay.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A large company's digest, asked for in the chat of the real jar on its real store, and whether presses beside it feel
 * that: slices of one run in turns, without digests and with one after the other.
 */
final class DigestPart implements Part {
    private static final int CLICKS_PER_SECOND = 100;
    private static final int PREPARING_CALLERS = 8;

    /** The first round of the rescan takes a minute; later ones are spread over ten. */
    private static final int FIRST_LOOK_SECONDS = 80;

    private static final double SECONDS_MOST = 10;
    private static final double P99_RATIO_MOST = 1.5;

    @Override
    public String name() {
        return "digest";
    }

    @Override
    public List<Figure> measure(BenchRun run) throws Exception {
        int open = run.sized(100_000, 2_000);
        TempFolder folder = new TempFolder("relay-bench-bot");
        try (StubPlatform platform = new StubPlatform()) {
            new DigestCompany(FeishuDoor::openId).write(run, folder, open, run.sized(40_000, 800));
            try (BotChild bot = new BotChild(run, BotPlatforms.feishu(platform.base()), folder);
                    FeishuDoor door = new FeishuDoor(bot, platform)) {
                PressDesk desk = new PressDesk(door);
                long looked = System.nanoTime() + TimeUnit.SECONDS.toNanos(run.sized(FIRST_LOOK_SECONDS, 0));
                new PressRounds(run, "digest", bot, desk).warmUp();
                run.say("digest: waiting for the end of the bot's first round over its store");
                for (long left = looked - System.nanoTime(); left > 0; left = looked - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                return new Slices(run, bot, door, desk, "%d people, %d open".formatted(DigestCompany.PEOPLE, open))
                        .measure();
            }
        } finally {
            folder.close(); // the bot's, unless it never started
        }
    }

    /** The measurement itself. */
    private static final class Slices {
        private final BenchRun run;
        private final BotChild bot;
        private final FeishuDoor door;
        private final PressDesk desk;
        private final String of;
        private final List<Double> alone = new ArrayList<>();
        private final List<Double> processor = new ArrayList<>();
        private final List<Double> built = new ArrayList<>();
        private final List<PressDesk.Round> quiet = new ArrayList<>();
        private final List<PressDesk.Round> beside = new ArrayList<>();

        private Slices(BenchRun run, BotChild bot, FeishuDoor door, PressDesk desk, String of) {
            this.run = run;
            this.bot = bot;
            this.door = door;
            this.desk = desk;
            this.of = of;
        }

        private List<Figure> measure() throws Exception {
            int rounds = run.sized(7, 2);
            int records = CLICKS_PER_SECOND * run.sized(15, 3) / PressStory.STEPS;
            // Before the first slice: starting records is work that would fall upon the slice after it.
            int first = desk.prepare(2 * rounds * records, PREPARING_CALLERS);
            for (int i = 0; i < run.sized(3, 1); i++) {
                double cpu = cpuSeconds();
                alone.add(digest());
                processor.add(cpuSeconds() - cpu);
            }
            for (int i = 0; i < rounds; i++) {
                int slice = first + 2 * i * records;
                // In turns also which comes first: whatever grows during a run is charged to both.
                if (i % 2 == 0) {
                    quiet.add(desk.openLoop(slice, records, CLICKS_PER_SECOND));
                    beside.add(besideDigests(slice + records, records));
                } else {
                    beside.add(besideDigests(slice, records));
                    quiet.add(desk.openLoop(slice + records, records, CLICKS_PER_SECOND));
                }
                run.say("digest: round %d: clicks %s; beside digests %s; a digest in %.2f s"
                        .formatted(
                                i + 1,
                                PressRounds.described(quiet.getLast()),
                                PressRounds.described(beside.getLast()),
                                built.getLast()));
            }
            return figures();
        }

        private PressDesk.Round besideDigests(int first, int records) throws Exception {
            AtomicBoolean over = new AtomicBoolean();
            AtomicReference<Exception> failed = new AtomicReference<>();
            Thread asking = Thread.ofVirtual().start(() -> {
                try {
                    while (!over.get()) {
                        built.add(digest());
                    }
                } catch (IOException unanswered) {
                    failed.set(unanswered);
                }
            });
            PressDesk.Round round = desk.openLoop(first, records, CLICKS_PER_SECOND);
            over.set(true);
            asking.join();
            if (failed.get() != null) {
                throw failed.get();
            }
            return round;
        }

        /** From the words in the chat to the card. */
        private double digest() throws IOException {
            long began = System.nanoTime();
            door.ask("/digest");
            return (System.nanoTime() - began) / 1e9;
        }

        private double cpuSeconds() throws IOException {
            return bot.cpuSeconds() + ProcFiles.cpuSeconds(bot.redisPid()).orElseThrow();
        }

        private List<Figure> figures() {
            List<Double> ratio = new ArrayList<>();
            for (int i = 0; i < quiet.size(); i++) {
                ratio.add(p99(beside.get(i)) / p99(quiet.get(i)));
            }
            List<PressDesk.Round> all = new ArrayList<>(quiet);
            all.addAll(beside);
            String at = "clicks at %d/s, ".formatted(CLICKS_PER_SECOND);
            return List.of(
                    Figure.of("digest: built beside clicks, " + of, "s", built, new Limit.AtMost(SECONDS_MOST)),
                    Figure.shown("built, nobody presses", "s", alone),
                    Figure.shown("its processor time, server's too", "s", processor),
                    PressRounds.judged(
                            Figure.of(
                                    "clicks' p99 beside digests ÷ without",
                                    "",
                                    ratio,
                                    new Limit.AtMost(P99_RATIO_MOST)),
                            all),
                    Figure.shown(at + "p99, no digest", "ms", PressRounds.each(quiet, 99)),
                    Figure.shown(at + "p99, digests without a pause", "ms", PressRounds.each(beside, 99)),
                    Figure.shown(at + "p50, no digest", "ms", PressRounds.each(quiet, 50)),
                    Figure.shown(at + "p50, digests without a pause", "ms", PressRounds.each(beside, 50)));
        }

        private static double p99(PressDesk.Round round) {
            return round.latencies().percentileMillis(99);
        }
    }
}
