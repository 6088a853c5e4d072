package io.soprelay.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Feeds the targets that were asked for, in turn; exit code 1 if an input failed, 2 if the command line is wrong. */
public final class Fuzz {
    static final Path KEPT = Path.of("src", "test", "resources", "fuzz");
    private static final int OUTCOMES_SHOWN = 12;

    private Fuzz() {}

    /** @param args {@code [--minutes N|--full] [--seed S] [target…]} */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // What is refused is logged, and here nearly everything is refused.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        FuzzOptions options;
        try {
            options = FuzzOptions.read(
                    List.of(args), Targets.all().stream().map(Target::name).toList());
        } catch (IllegalArgumentException wrong) {
            out.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        boolean clean = true;
        for (Target target : Targets.all()) {
            if (options.targets().contains(target.name())) {
                clean &= run(target, options, out);
            }
        }
        System.exit(clean ? 0 : 1);
    }

    private static boolean run(Target target, FuzzOptions options, PrintStream out) throws IOException {
        Duration each = options.time().dividedBy(options.targets().size());
        long began = System.nanoTime();
        Run run = new Run(target, options.seed(), Meter.CPU_MAX);
        if (options.full()) {
            run.full();
        } else {
            run.until(() -> System.nanoTime() - began >= each.toNanos());
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        out.printf(
                Locale.ROOT,
                "%-20s seed %d: %,d inputs in %.0f s (%,.0f a second), %d outcomes, %d failures%n",
                target.name(),
                options.seed(),
                run.inputs(),
                seconds,
                run.inputs() / seconds,
                run.outcomes().size(),
                run.failures().size());
        run.outcomes().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(OUTCOMES_SHOWN)
                .forEach(outcome -> out.printf("  %,12d  %s%n", outcome.getValue(), outcome.getKey()));
        for (Run.Failure failure : run.failures()) {
            Path kept = keep(target, failure.input());
            out.printf("  FAILED %s: %s%n    kept as %s%n", failure.kind(), failure.what(), kept);
        }
        return run.failures().isEmpty();
    }

    private static Path keep(Target target, byte[] input) throws IOException {
        Path file = KEPT.resolve(target.name()).resolve(hash(input) + ".bin");
        Files.createDirectories(file.getParent());
        return Files.write(file, input);
    }

    private static String hash(byte[] input) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(input), 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
