package io.soprelay.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.soprelay.im.simulator.Cast;
import io.soprelay.page.Chromium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Reads a chat of 2,000 messages with the wheel, up to its beginning and down again, and times every frame. */
final class ScrollPlay {
    static final int MESSAGES = 2_000;
    private static final int ROUNDS = 3;
    private static final int TURNS_MOST = 4_000;
    private static final int WHEEL_PX = 600;

    /** Distances between frames in ms, as long as anybody watches. */
    private static final String WATCH = """
            () => {
              window.frameTimes = [];
              let last = performance.now();
              const frame = (now) => {
                window.frameTimes.push(now - last);
                last = now;
                requestAnimationFrame(frame);
              };
              requestAnimationFrame(frame);
            }""";

    private static final String FRAMES = "() => { const all = window.frameTimes; window.frameTimes = []; return all; }";

    private ScrollPlay() {}

    /** @param data of a simulator that has ended, with some messages in it */
    static List<Figure> figures(BenchRun run, Chromium chromium, Path data, double frameMillisMost) throws Exception {
        int messages = run.sized(MESSAGES, 200);
        LongChat.write(data.resolve("simulator").resolve("phones.jsonl"), messages);
        List<Double> worst = new ArrayList<>();
        List<Double> p99 = new ArrayList<>();
        List<Double> slow = new ArrayList<>();
        try (SimulatorChild simulator = new SimulatorChild(run, data)) {
            for (int round = 0; round < run.sized(ROUNDS, 1); round++) {
                try (BrowserContext visitor = PagePart.visitor(chromium)) {
                    Page page = visitor.newPage();
                    PagePart.open(page, simulator.base());
                    List<Double> frames = readThrough(page);
                    List<Double> sorted = frames.stream().sorted().toList();
                    worst.add(sorted.getLast());
                    p99.add(sorted.get((int) (sorted.size() * 0.99)));
                    slow.add((double) frames.stream()
                            .filter(frame -> frame > frameMillisMost)
                            .count());
                    run.say(
                            "page: %,d messages read up and down, %,d frames: worst %.0f ms, p99 %.0f ms, %.0f over %.0f ms"
                                    .formatted(
                                            messages,
                                            frames.size(),
                                            worst.getLast(),
                                            p99.getLast(),
                                            slow.getLast(),
                                            frameMillisMost));
                }
            }
        }
        return List.of(
                Figure.of("worst frame while scrolling", "ms", worst, new Limit.AtMost(frameMillisMost)),
                Figure.shown("frames while scrolling, p99", "ms", p99),
                Figure.shown("frames over the limit", "", slow));
    }

    @SuppressWarnings("unchecked")
    private static List<Double> readThrough(Page page) {
        Locator list = page.locator("[data-testid=phone][data-person='" + Cast.WANG + "'] [data-testid=messages]");
        list.hover();
        page.waitForTimeout(2_000);
        page.evaluate(WATCH);
        Locator beginning = list.locator(".list-edge .time");
        List<Double> frames = new ArrayList<>();
        turn(page, -WHEEL_PX, () -> beginning.count() > 0);
        turn(
                page,
                WHEEL_PX,
                () -> Boolean.TRUE.equals(list.evaluate("list => list.scrollTop > -2"))
                        && page.locator("[data-testid=to-end]").count() == 0);
        for (Object frame : (List<Object>) page.evaluate(FRAMES)) {
            // Whole screens of 16.7 ms: 50.1 is no longer than 50.
            frames.add((double) Math.round(((Number) frame).doubleValue()));
        }
        return frames;
    }

    private static void turn(Page page, int pixels, BooleanSupplier there) {
        for (int turn = 0; turn < TURNS_MOST; turn++) {
            page.mouse().wheel(0, pixels);
            if (turn % 20 == 19 && there.getAsBoolean()) {
                return;
            }
        }
        throw new IllegalStateException("The chat has no end after " + TURNS_MOST + " turns of the wheel");
    }
}
