package io.soprelay.crash;

import io.soprelay.bench.TempFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Power cuts: the append-only file ends anywhere, or in zeros, and a start on it keeps all that was whole or says why not. */
final class AofPart {
    private static final List<Integer> ZEROS = List.of(1, 2, 5, 100, 512, 4096, 65_536, 1_000_000);
    private static final int WORKERS = 2;

    private final Size size;
    private final long seed;
    private final PrintStream out;

    /**
     * How much is tried.
     *
     * @param everyBoundary one in so many ends of commands
     * @param anywhere how many cuts at seeded places
     * @param byProduct how many of these by the product's own start
     * @param zeroTails how many files that end in zeros, all by the product's own start
     */
    record Size(int deliveries, int everyBoundary, int anywhere, int byProduct, int zeroTails) {
        static final Size WHOLE = new Size(40, 1, 2_000, 300, 400);
        static final Size SHORT = new Size(8, 60, 20, 6, 12);
    }

    private enum Way {
        REDIS,
        PRODUCT
    }

    private record Try(String what, WrittenFile written, PowerCut cut, Way way, boolean mustOpen) {}

    AofPart(Size size, long seed, PrintStream out) {
        this.size = size;
        this.seed = seed;
        this.out = out;
    }

    /** @return every violation in one sentence */
    List<String> run() throws IOException {
        try (TempFolder plain = new TempFolder("relay-crash-aof");
                TempFolder rewritten = new TempFolder("relay-crash-aof")) {
            WrittenFile first = WrittenFile.byDeliveries(plain.path(), size.deliveries());
            WrittenFile second = WrittenFile.afterRewrite(rewritten.path(), first, Math.max(2, size.deliveries() / 4));
            say(
                    "aof: %d bytes, %d commands, %d of them all or nothing; rewritten: %d bytes after a snapshot of %d",
                    first.bytes().length,
                    first.text().ends().size(),
                    first.text().units().size(),
                    second.bytes().length - second.from(),
                    second.from());
            List<Try> tries = new ArrayList<>(cuts(first, "a file of commands"));
            tries.addAll(cuts(second, "commands after a snapshot"));
            tries.addAll(insideSnapshot(second));
            return attempt(tries);
        }
    }

    private List<Try> cuts(WrittenFile written, String what) {
        Random places = new Random(seed);
        List<PowerCut> atEnds = written.boundaryCuts().stream()
                .filter(cut -> size.everyBoundary() == 1 || cut % size.everyBoundary() == 0)
                .map(cut -> new PowerCut(cut, 0))
                .toList();
        List<PowerCut> anywhere = new ArrayList<>();
        for (int i = 0; i < size.anywhere(); i++) {
            anywhere.add(new PowerCut(place(written, places), 0));
        }
        List<Try> tries = new ArrayList<>();
        atEnds.forEach(cut -> tries.add(new Try(what + ", cut beside a command's end", written, cut, Way.REDIS, true)));
        anywhere.forEach(cut -> tries.add(new Try(what + ", cut anywhere", written, cut, Way.REDIS, true)));
        List<PowerCut> all = new ArrayList<>(atEnds);
        all.addAll(anywhere);
        Collections.shuffle(all, places);
        all.stream()
                .limit(size.byProduct())
                .forEach(cut ->
                        tries.add(new Try(what + ", cut, the bot's own start", written, cut, Way.PRODUCT, true)));
        List<Integer> ends = written.text().ends();
        for (int i = 0; i < size.zeroTails(); i++) {
            int end = i % 2 == 0
                    ? ends.get(ends.size() - 1 - places.nextInt(Math.min(ends.size(), 600)))
                    : place(written, places);
            PowerCut cut = new PowerCut(end, ZEROS.get(i / 2 % ZEROS.size()));
            tries.add(new Try(what + ", zeros at the end", written, cut, Way.PRODUCT, true));
        }
        tries.addAll(zerosInPlace(written, what, places));
        return tries;
    }

    /** The file has its length already, and the last of its bytes are zeros instead of what was written. */
    private List<Try> zerosInPlace(WrittenFile written, String what, Random places) {
        List<AofText.Unit> units = written.text().units();
        List<Try> tries = new ArrayList<>();
        for (int i = 0; i < size.zeroTails() / 2; i++) {
            AofText.Unit unit = units.get(units.size() - 1 - places.nextInt(Math.min(units.size(), 100)));
            // The two bytes at the end are a line's end, which Redis does not look at: without them all is there.
            int end = unit.from() + places.nextInt(Math.max(1, unit.to() - 2 - unit.from()));
            tries.add(new Try(
                    what + ", zeros in place of the last commit's end",
                    written,
                    new PowerCut(end, unit.to() - end),
                    Way.PRODUCT,
                    true));
        }
        return tries;
    }

    /** Not what a power cut does, since the snapshot is flushed before it takes its place; but a bad disk. */
    private List<Try> insideSnapshot(WrittenFile written) {
        Random places = new Random(seed);
        List<Try> tries = new ArrayList<>();
        for (int i = 0; i < Math.max(2, size.byProduct() / 10); i++) {
            PowerCut cut =
                    new PowerCut(10 + places.nextInt(written.from() - 10), i % 2 == 0 ? 0 : ZEROS.get(i / 2 % 7));
            tries.add(new Try("a snapshot cut short", written, cut, Way.PRODUCT, false));
        }
        tries.add(
                new Try("5 MB of zeros", written, new PowerCut(written.bytes().length, 5_000_000), Way.PRODUCT, false));
        return tries;
    }

    private static int place(WrittenFile written, Random places) {
        int first = Math.max(written.from(), written.bytes().length - WrittenFile.TAIL_BYTES);
        return first + places.nextInt(written.bytes().length - first);
    }

    private List<String> attempt(List<Try> tries) throws IOException {
        List<String> violations = new ArrayList<>();
        Map<String, int[]> counts = new LinkedHashMap<>();
        AtomicInteger next = new AtomicInteger();
        Callable<Void> worker = () -> {
            try (TempFolder folder = new TempFolder("relay-crash-cut")) {
                for (int i = next.getAndIncrement(); i < tries.size(); i = next.getAndIncrement()) {
                    Try each = tries.get(i);
                    PowerCut.Outcome outcome = attempt(each, folder.path());
                    note(each, outcome, counts, violations);
                }
            }
            return null;
        };
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            for (Future<Void> done : workers.invokeAll(Collections.nCopies(WORKERS, worker))) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IOException("A cut could not be tried", e.getCause());
        }
        say(
                "%n%-70s %7s %7s %7s %10s",
                "what the power left (seed " + seed + ")", "tried", "opened", "refused", "violations");
        counts.forEach((what, count) ->
                say("%-70s %7d %7d %7d %10d", what, count[0], count[1], count[0] - count[1], count[2]));
        return violations;
    }

    private static PowerCut.Outcome attempt(Try each, Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve("server.properties"));
        return each.way == Way.REDIS
                ? each.cut.openedByRedis(each.written, folder)
                : each.cut.openedByProduct(each.written, folder);
    }

    private static synchronized void note(
            Try each, PowerCut.Outcome outcome, Map<String, int[]> counts, List<String> violations) {
        int[] count = counts.computeIfAbsent(each.what, none -> new int[3]);
        count[0]++;
        count[1] += outcome.opened() ? 1 : 0;
        String violation = outcome.violation();
        if (violation == null && outcome.opened() != each.mustOpen) {
            violation = each.cut + (outcome.opened() ? " opens" : " is refused");
        }
        if (violation != null) {
            count[2]++;
            violations.add(each.what + ": " + violation);
        }
    }

    private void say(String format, Object... words) {
        out.println(String.format(Locale.ROOT, format, words));
        out.flush();
    }
}
