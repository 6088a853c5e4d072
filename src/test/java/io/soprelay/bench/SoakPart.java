package io.soprelay.bench;

import io.soprelay.archive.ArchiveFolder;
import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.redis.server.HistoryKey;
import io.soprelay.settings.RedisSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * People work at fifty times the first customer's pace, every minute something breaks, and what has been over for a while
 * leaves the store for the archive meanwhile. Nothing they did may be lost, and what bot and server hold may not grow.
 */
final class SoakPart implements Part {
    private static final String FLOW = "/bench/soak.yaml";

    /** 20,000 acts a day, in nine hours, fifty times over: 31 a second. */
    private static final int ACTS_PER_SECOND = 31;

    /** With its start each record is four acts. */
    private static final int RECORDS = ACTS_PER_SECOND * 60 / (PressStory.STEPS + 1);

    /** Archived records that their owners cancel after all; each comes back, and leaves again. */
    private static final int CANCELLED = 15;

    private static final int PER_SECOND = ACTS_PER_SECOND * PressStory.STEPS / (PressStory.STEPS + 1);
    private static final int CALLERS = 4;
    private static final long FAULT_AFTER_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final double RESIDENT_MEGABYTES_MOST = 350;

    /** Its rounds begin five seconds after the last. */
    private static final String RETENTION = "PT2M";

    /** What people have just done stays in their lists for an hour. */
    private static final Duration JUMP = Duration.ofMinutes(65);

    private static final long ARCHIVE_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public List<Figure> measure(BenchRun run) throws Exception {
        TempFolder folder = new TempFolder("relay-bench-soak");
        try (StubPlatform platform = new StubPlatform();
                BotChild bot =
                        new BotChild(run, BotPlatforms.feishu(platform.base()).with(settings(folder)), folder);
                FeishuDoor door = new FeishuDoor(bot, platform)) {
            PressDesk desk = new PressDesk(door, new ReadFlows(new FeelConditions(), List.of(FLOW)));
            return new Soak(run, bot, StoreLook.at(bot.redisFolder()), desk, new SoakFaults(platform, bot)).measure();
        }
    }

    private static Map<String, String> settings(TempFolder folder) throws IOException {
        Path flows = Files.createDirectory(folder.path().resolve("flows"));
        Files.writeString(flows.resolve("delivery.yaml"), ReadFlows.text(FLOW));
        return Map.of(
                "RELAY_FLOWS_DIR", flows.toString(), "RELAY_ARCHIVE_AFTER", RETENTION, "RELAY_CLOCK_SETTABLE", "true");
    }

    /** One run. */
    private static final class Soak {
        private final BenchRun run;
        private final BotChild bot;
        private final StoreLook store;
        private final PressDesk desk;
        private final SoakFaults faults;
        private final SoakSizes sizes;
        private final Set<String> leaving = new TreeSet<>();
        private final List<Double> repeated = new ArrayList<>();
        private final List<Double> caughtUp = new ArrayList<>();
        private int records;
        private int cancelled;

        private Soak(BenchRun run, BotChild bot, StoreLook store, PressDesk desk, SoakFaults faults) {
            this.run = run;
            this.bot = bot;
            this.store = store;
            this.desk = desk;
            this.faults = faults;
            sizes = new SoakSizes(run, bot, store);
        }

        private List<Figure> measure() throws Exception {
            sizes.take();
            for (int minute = 0; minute < run.sized(run.minutes(), 2); minute++) {
                SoakFaults.Fault fault = faults.of(minute);
                repeated.add((double) minute(fault));
                run.say("soak: minute %d: %s; %.0f presses had to be made again; archive caught up after %.0f s; %s"
                        .formatted(minute + 1, fault.name(), repeated.getLast(), caughtUp.getLast(), sizes.take()));
            }
            bot.passes(JUMP);
            awaitArchived();
            StoreLook.Held end = store.held();
            List<Figure> figures =
                    new ArrayList<>(sizes.judged(end, records, records * (PressStory.STEPS + 1) + cancelled));
            figures.add(Figure.shown("presses made again in a minute with a fault", "", repeated));
            figures.add(Figure.shown("after a minute's presses, until the archive had caught up", "s", caughtUp));
            figures.add(kept());
            figures.add(Figure.of(
                    "bot's memory after the soak",
                    "MB",
                    List.of(bot.residentMegabytes()),
                    new Limit.AtMost(RESIDENT_MEGABYTES_MOST)));
            return figures;
        }

        /** @return how many presses people had to make again */
        private int minute(SoakFaults.Fault fault) throws Exception {
            int some = run.sized(RECORDS, 60);
            int first = desk.prepare(some, CALLERS);
            FutureTask<Boolean> breaking = new FutureTask<>(() -> breaks(fault));
            Thread.ofVirtual().start(breaking);
            PressDesk.Round unjudged = desk.openLoop(first, some, PER_SECOND);
            breaking.get();
            int again = desk.finish(first, some, CALLERS);
            run.say("soak: %s".formatted(PressRounds.described(unjudged)));
            records += some;
            caughtUp.add(awaitArchived());
            cancel(first - some, Math.min(CANCELLED, some));
            leaving.addAll(ids(first, some));
            return again
                    + unjudged.others().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum();
        }

        /** When the archive has begun with what was finished in the minute before. */
        private boolean breaks(SoakFaults.Fault fault) throws IOException, InterruptedException {
            LockSupport.parkNanos(run.quick() ? 0 : FAULT_AFTER_NANOS);
            String head = store.archiveHead();
            bot.passes(JUMP);
            if (!leaving.isEmpty()) {
                Patience.await(
                        "the archive to begin", () -> !store.archiveHead().equals(head));
            }
            fault.act().run();
            return true;
        }

        /** @return seconds until every record that was finished in an earlier minute had left the store */
        private double awaitArchived() {
            long began = System.nanoTime();
            while (true) {
                leaving.removeAll(store.archived(leaving));
                long waited = System.nanoTime() - began;
                if (leaving.isEmpty()) {
                    return waited / 1e9;
                }
                if (waited > ARCHIVE_PATIENCE_NANOS) {
                    throw new IllegalStateException("%,d records that are long over are still in the store after %d s"
                            .formatted(leaving.size(), TimeUnit.NANOSECONDS.toSeconds(waited)));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }

        private void cancel(int first, int some) {
            if (first < 0) {
                return;
            }
            List<String> records = ids(first, some);
            desk.cancel(first, some, CALLERS);
            if (!store.archived(records).isEmpty()) {
                throw new IllegalStateException("A cancelled record is still in the archive as it was");
            }
            leaving.addAll(records);
            cancelled += some;
        }

        private List<String> ids(int first, int some) {
            return IntStream.range(first, first + some).mapToObj(desk::recordId).toList();
        }

        /** Whatever was lost would be done anew by the same press; and looking at what is archived puts nothing back. */
        private Figure kept() {
            Map<String, Integer> others = desk.again(0, records, CALLERS);
            int back = records - store.archived(ids(0, records)).size();
            int flaws = new ArchiveFolder(
                            bot.archiveFolder(), HistoryKey.chain(RedisSettings.embedded(bot.redisFolder())))
                    .flaws(store.archiveHead(), () -> {})
                    .size();
            Figure kept = Figure.shown(
                    "presses on archived records, each answered with what it did before",
                    "",
                    records * (PressStory.STEPS + 1));
            return others.isEmpty() && back == 0 && flaws == 0
                    ? kept
                    : kept.butBroken(
                            "%s; %d records came back; %d flaws in the archive".formatted(others, back, flaws));
        }
    }
}
