package io.soprelay.crash;

import io.soprelay.bench.MachineLoad;
import io.soprelay.testkit.company.Platform;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs the parts that were asked for; exit code 1 if something was lost, doubled or left half, 2 if a part failed. */
public final class Crash {
    private Crash() {}

    /** @param args {@code [aof|kill|all] [--rounds N] [--seed S] [--platform feishu|dingtalk|both] [--cells name]} */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // What the bot's parts log of each of a thousand starts is not the run's word.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        CrashOptions options;
        try {
            options = CrashOptions.read(List.of(args));
        } catch (IllegalArgumentException wrong) {
            out.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        int code = 2;
        try {
            code = run(options, out);
        } catch (Exception | AssertionError failure) {
            out.println("The run could not be ended: " + failure);
        } finally {
            // Threads of platforms and gates would keep the program.
            System.exit(code);
        }
    }

    private static int run(CrashOptions options, PrintStream out) throws IOException {
        MachineLoad load = new MachineLoad();
        long began = System.nanoTime();
        List<String> violations = new ArrayList<>();
        if (options.parts().contains("aof")) {
            violations.addAll(new AofPart(AofPart.Size.WHOLE, options.seed(), out).run());
        }
        if (options.parts().contains("kill")) {
            List<KillPart.Cell> cells = options.chosen();
            for (Platform platform : options.platforms()) {
                List<String> program =
                        List.of("-jar", options.jar().toAbsolutePath().toString());
                violations.addAll(new KillPart(program, out).run(platform, cells, options.rounds(), options.seed()));
            }
        }
        out.println();
        violations.forEach(out::println);
        out.println(String.format(
                Locale.ROOT,
                "%d violations in %.0f s; %d cores, Java %s; other processes kept %.2f cores busy",
                violations.size(),
                (System.nanoTime() - began) / 1e9,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                load.othersCores()));
        return violations.isEmpty() ? 0 : 1;
    }
}
