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
        private final InTurns turns = new InTurns();

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
            turns.play(
                    rounds,
                    number -> desk.openLoop(first + number * records, records, CLICKS_PER_SECOND),
                    number -> besideDigests(first + number * records, records),
                    round -> run.say("digest: round %d: clicks %s; beside digests %s; a digest in %.2f s"
                            .formatted(round, turns.lastQuiet(), turns.lastBeside(), built.getLast())));
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
            List<Figure> figures = new ArrayList<>(List.of(
                    Figure.of("digest: built beside clicks, " + of, "s", built, new Limit.AtMost(SECONDS_MOST)),
                    Figure.shown("built, nobody presses", "s", alone),
                    Figure.shown("its processor time, server's too", "s", processor),
                    turns.ratio("clicks' p99 beside digests ÷ without", P99_RATIO_MOST)));
            figures.addAll(turns.shown(
                    "clicks at %d/s, ".formatted(CLICKS_PER_SECOND), "no digest", "digests without a pause"));
            return figures;
        }
    }
}
