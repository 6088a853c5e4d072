package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.Simulator;
import io.soprelay.im.simulator.SimulatorOptions;
import io.soprelay.im.simulator.SimulatorProblem;
import io.soprelay.im.simulator.story.Demo;
import io.soprelay.im.simulator.story.Phonebook;
import io.soprelay.im.simulator.story.Where;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** The simulator as a process: {@code --demo} plays and leaves, otherwise it serves until it is stopped. */
public final class SimulatorMain {
    /** System property: the copy of the jar that {@code scripts/run} made for this process alone, deleted at its end. */
    private static final String OWN_JAR = "relay.simulator.own-jar";

    private SimulatorMain() {}

    /** Runs with the process's own environment and terminal, and ends the process with 0 or 1. */
    public static void run(String[] args) {
        String ownJar = System.getProperty(OWN_JAR);
        if (ownJar != null) {
            new File(ownJar).deleteOnExit();
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(args), System.getenv(), out));
    }

    /**
     * @param out gets what a person at the terminal reads; closed when the process is told to stop, because what then
     *     breaks off is no failure to be told of
     * @return the exit code; returns from serving only when the thread is interrupted
     */
    public static int run(List<String> args, Map<String, String> environment, PrintStream out) {
        try {
            SimulatorOptions options = SimulatorOptions.read(args, environment);
            return options.demo() ? demo(options, out) : serve(options, out);
        } catch (SimulatorProblem problem) {
            out.println(problem.getMessage());
            return 1;
        } catch (RuntimeException defect) {
            out.println("❌ The simulator has a defect: " + defect + " at " + defect.getStackTrace()[0]);
            return 1;
        }
    }

    private static int serve(SimulatorOptions options, PrintStream out) {
        Simulator simulator = new Simulator(options, options.dataDir(), DingTalkSide::new);
        ControlApi api = new ControlApi(simulator);
        Thread hook = Thread.ofPlatform().unstarted(() -> {
            out.close();
            simulator.close();
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            api.mount();
            simulator.start();
            out.println("SOP Relay 接力 is running with a simulated Feishu and a simulated DingTalk: "
                    + simulator.platform().baseUrl() + "/simulator");
            out.println("Bot: " + simulator.botBase() + " (log: " + simulator.botLog() + "). Ctrl-C stops all.");
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException e) {
            return 0;
        } finally {
            close(simulator, hook);
        }
    }

    private static int demo(SimulatorOptions options, PrintStream out) {
        Path data = freshFolder(options.dataDir());
        Where where = Where.of(options.platform()).orElseThrow();
        Simulator simulator = new Simulator(options, data, DingTalkSide::new);
        Phonebook phones = Phonebook.of(simulator.platform(), DingTalkSide.of(simulator));
        Thread hook = Thread.ofPlatform().unstarted(() -> {
            out.close();
            simulator.close();
            delete(data);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        boolean played = false;
        try {
            out.println("启动机器人、模拟的飞书和钉钉 … (" + simulator.platform().baseUrl() + ")");
            simulator.start();
            played = new Demo(
                            phones,
                            where,
                            simulator.clock(),
                            Locale.forLanguageTag(options.locale()),
                            options.patience(),
                            out)
                    .play();
        } finally {
            close(simulator, hook);
            if (played) {
                delete(data);
            } else {
                out.println("数据和日志留在 " + data + " 里，方便查看。");
            }
        }
        return played ? 0 : 1;
    }

    private static void close(Simulator simulator, Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            simulator.close();
        } catch (IllegalStateException stopping) {
            // The hook is at work already and closes.
            Thread.onSpinWait();
        }
    }

    private static Path freshFolder(Path dataDir) {
        try {
            Files.createDirectories(dataDir);
            return Files.createTempDirectory(dataDir, "demo-");
        } catch (IOException e) {
            throw new SimulatorProblem(
                    "The folder " + dataDir.toAbsolutePath() + " can not be written: " + e.getMessage());
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
