package io.soprelay.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Runs the parts that were asked for and prints one table; exit code 1 if a figure is over its limit, 2 if a part failed. */
public final class Bench {
    /** Beyond it, and the time the page is kept open, something hangs; the whole run takes half an hour on two cores. */
    private static final Duration LONGEST = Duration.ofMinutes(40);

    private static final List<Part> PARTS = List.of(
            new EnginePart(),
            new FlatPart(),
            new RescanPart(),
            new ArchivePart(),
            new DigestPart(),
            new ClickPart(),
            new FloodPart(),
            new DingTalkPart(),
            new BothPart(),
            new StartPart(),
            new SoakPart(),
            new PagePart());

    private Bench() {}

    /** @param args {@code [--quick] [--jar=<path>] [--bot-options=<JVM options>] [--minutes=<n>] [--real] [part…]} */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        BenchOptions options;
        try {
            options = BenchOptions.read(
                    List.of(args), PARTS.stream().map(Part::name).toList());
        } catch (IllegalArgumentException wrong) {
            out.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        Duration longest = LONGEST.plusMinutes(options.minutes());
        Thread.ofPlatform().daemon().name("bench-watchdog").start(() -> endAfter(longest, out));
        System.exit(run(options, out));
    }

    private static int run(BenchOptions options, PrintStream out) throws Exception {
        MachineLoad load = new MachineLoad();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        BenchRun run = new BenchRun(
                options.quick(),
                out,
                load,
                options.jar(),
                java,
                options.botOptions(),
                options.minutes(),
                options.realTime());
        List<Figure> figures = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (Part part : PARTS) {
            if (options.parts().contains(part.name())) {
                try {
                    figures.addAll(part.measure(run));
                } catch (Exception failure) {
                    failed.add(part.name() + " could not be measured: " + shortened(failure));
                }
            }
        }
        out.println();
        ResultTable.print(figures, out);
        out.println();
        out.println(machine(load, options.quick()));
        failed.forEach(out::println);
        boolean allHold = figures.stream().allMatch(Figure::holds);
        return failed.isEmpty() ? (allHold ? 0 : 1) : 2;
    }

    /** An engine's refusal holds the whole record. */
    private static String shortened(Exception failure) {
        String text = failure.toString();
        return text.length() <= 400 ? text : text.substring(0, 400) + " …";
    }

    private static String machine(MachineLoad load, boolean quick) throws Exception {
        double others = load.othersCores();
        String state = String.format(
                Locale.ROOT,
                "%d cores, %s, Java %s; other processes kept %.2f cores busy during the run",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                others);
        String noise = others < 0.2 ? "." : ": too much for absolute figures, run it again on a quiet machine.";
        return state + noise + (quick ? " A smoke run: its figures mean little." : "");
    }

    /** Shutdown hooks end the children and remove the data. */
    private static void endAfter(Duration longest, PrintStream out) {
        long end = System.nanoTime() + longest.toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        out.println("Stopped after " + longest.toMinutes() + " minutes: something hangs.");
        System.exit(2);
    }
}
