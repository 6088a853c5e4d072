package io.soprelay.outage;

import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.im.Platform;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The outage of {@link OutageTest} in any size and with any seed; says what came of it. */
public final class OutageRun {
    private OutageRun() {}

    /** @param args {@code [--platform feishu|dingtalk|both] [--seed S] [--keepers N]}; exit code 1 if a promise broke */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        OutageOptions options;
        try {
            options = OutageOptions.read(List.of(args));
        } catch (IllegalArgumentException wrong) {
            out.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        boolean held = true;
        for (Platform platform : options.platforms()) {
            held &= play(platform, options, out);
        }
        System.exit(held ? 0 : 1);
    }

    private static boolean play(Platform platform, OutageOptions options, PrintStream out) throws IOException {
        Path folder = Files.createTempDirectory("sop-relay-outage");
        try (Outage outage = new Outage(platform, options.seed(), Outage.Size.of(options.keepers()), folder)) {
            outage.play();
            out.printf(
                    Locale.ROOT,
                    "%s, %d keepers, seed %d: %d presses answered; %d changes wanted, %d calls after the outage (%d %%);"
                            + " drained in %.1f s, %.2f times what the limits allow; %d calls while it was away.%n",
                    platform,
                    options.keepers(),
                    options.seed(),
                    outage.presses().size(),
                    outage.wanted(),
                    outage.sends(),
                    100 * outage.sends() / Math.max(1, outage.wanted()),
                    outage.drainedAfter().toMillis() / 1e3,
                    (double) outage.drainedAfter().toMillis()
                            / Math.max(1, outage.drainedAtBest(1).toMillis()),
                    outage.callsWhileAway());
            List<String> broken = new ArrayList<>(new Losses(outage).found());
            broken.addAll(new Windows(outage.calls()).broken());
            outage.presses().stream()
                    .filter(press -> press.answer().toast().kind() != ToastKind.SUCCESS
                            || !press.took().isZero()
                            || press.calls() > 0)
                    .forEach(press -> broken.add("a press: " + press));
            broken.forEach(out::println);
            return broken.isEmpty();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
