package io.soprelay.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.soprelay.page.Chromium;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The simulator's page open for four hours of busy use, pressed into a few minutes: does anything grow that should not?
 * Then a chat of 2,000 messages is read from its end to its beginning and back: is there a frame that a person notices?
 */
final class PagePart implements Part {
    private static final int QUARTERS = 16;

    /** The lists of the page are bounded and filled before; what is compiled and kept on first use comes in the first hour. */
    private static final int QUARTERS_BEFORE = 4;

    private static final long QUARTER_MILLIS = TimeUnit.MINUTES.toMillis(15);

    /** Twice so many messages fill the window of a phone. */
    private static final int TEXTS_BEFORE = 200;

    private static final double GROWTH_PERCENT_MOST = 3;
    private static final double FRAME_MILLIS_MOST = 50;

    @Override
    public String name() {
        return "page";
    }

    @Override
    public List<Figure> measure(BenchRun run) throws Exception {
        Optional<Path> program = Chromium.installed();
        if (program.isEmpty()) {
            run.say("page: left out, there is no Chromium on the PATH");
            return List.of();
        }
        try (TempFolder data = new TempFolder("relay-bench-page");
                Chromium chromium = new Chromium(program.orElseThrow())) {
            List<Figure> figures = new ArrayList<>();
            try (SimulatorChild simulator = new SimulatorChild(run, data.path())) {
                figures.addAll(hours(run, chromium, simulator));
            }
            figures.addAll(ScrollPlay.figures(run, chromium, data.path(), FRAME_MILLIS_MOST));
            return figures;
        }
    }

    private static List<Figure> hours(BenchRun run, Chromium chromium, SimulatorChild simulator) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(run.minutes());
        PhoneTalk talk = new PhoneTalk(simulator.base());
        talk.giveRoles();
        List<String> complaints = new ArrayList<>();
        try (BrowserContext visitor = visitor(chromium)) {
            Page page = visitor.newPage();
            listen(page, complaints);
            if (!run.realTime()) {
                page.clock().install();
            }
            open(page, simulator.base());
            CDPSession inside = visitor.newCDPSession(page);
            PageUse use = new PageUse(page);
            run.say("page: fills the phones with messages");
            talk.texts(run.sized(run.realTime() ? 0 : TEXTS_BEFORE, 10));
            List<PageSize> sizes = new ArrayList<>();
            for (int quarter = 0; quarter < QUARTERS; quarter++) {
                long left = end - System.nanoTime();
                if (-left > TimeUnit.MINUTES.toNanos(run.minutes())) {
                    run.say("page: stops after %d quarters, twice the time is over".formatted(quarter));
                    break;
                }
                long until = System.nanoTime() + left / (QUARTERS - quarter);
                if (run.realTime()) {
                    sitThere(page, talk, until);
                } else {
                    quarter(run, page, use, talk, quarter, until);
                }
                sizes.add(PageSize.measured(inside, simulator));
                run.say("page: %2d: %s".formatted(quarter + 1, described(sizes.getLast())));
            }
            return judged(sizes, talk.said(), complaints);
        }
    }

    static BrowserContext visitor(Chromium chromium) {
        BrowserContext visitor = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1920, 1080)
                        .setLocale("zh-CN")
                        .setTimezoneId("Asia/Shanghai"));
        visitor.addInitScript(
                "localStorage.getItem('relay.prefs') || localStorage.setItem('relay.prefs', '{\"toured\":true}')");
        return visitor;
    }

    static void open(Page page, URI simulator) {
        page.navigate(simulator + "/simulator");
        page.locator("[data-testid=phone] [data-testid=message]").first().waitFor();
    }

    private static void listen(Page page, List<String> complaints) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    private static void quarter(BenchRun run, Page page, PageUse use, PhoneTalk talk, int quarter, long until)
            throws InterruptedException {
        Thread others = Thread.ofVirtual().start(() -> {
            try {
                talk.texts(run.sized(8, 2));
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        use.playDelivery();
        use.lookAround();
        use.changePeople();
        use.readOldMessages();
        if (quarter % 4 == 3) {
            use.jumpAnHour();
        }
        others.join();
        while (!run.quick() && System.nanoTime() < until) {
            talk.texts(4);
        }
        // What is left of the quarter passes: every timer of the page fires as often as it would.
        page.clock().runFor(QUARTER_MILLIS);
    }

    private static void sitThere(Page page, PhoneTalk talk, long until) throws IOException, InterruptedException {
        for (int i = 0; System.nanoTime() < until; i++) {
            talk.say(PhoneTalk.TALKING.get(i % PhoneTalk.TALKING.size()), "今天第 " + talk.said() + " 件事办好了");
            page.waitForTimeout(Math.clamp((until - System.nanoTime()) / 1_000_000, 0, 10_000));
        }
    }

    private static List<Figure> judged(List<PageSize> sizes, int said, List<String> complaints) {
        Figure heap = growth("page's heap", sizes, PageSize::heapMegabytes);
        if (sizes.size() < QUARTERS) {
            heap = heap.butBroken("only %d of %d quarters of an hour were played".formatted(sizes.size(), QUARTERS));
        }
        if (!complaints.isEmpty()) {
            heap = heap.butBroken("the page complained: " + complaints.getFirst());
        }
        PageSize last = sizes.getLast();
        return List.of(
                heap,
                growth("page's nodes", sizes, PageSize::nodes),
                growth("page's listeners", sizes, PageSize::listeners),
                Figure.shown("page's heap at the end", "MB", last.heapMegabytes()),
                Figure.shown("texts said meanwhile", "", (double) said),
                Figure.shown("simulator's objects at the end", "MB", last.simulatorLiveMegabytes()),
                Figure.shown("simulator's memory at the end", "MB", last.simulatorResidentMegabytes()));
    }

    private static Figure growth(String what, List<PageSize> sizes, ToDoubleFunction<PageSize> value) {
        List<Double> values = sizes.stream()
                .skip(Math.min(QUARTERS_BEFORE, sizes.size() - 1))
                .map(value::applyAsDouble)
                .toList();
        double anHour = Slope.of(values) * 4;
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        return Figure.of(
                what + ", growth an hour", "%", List.of(anHour / mean * 100), new Limit.AtMost(GROWTH_PERCENT_MOST));
    }

    private static String described(PageSize size) {
        return "heap %.1f MB, %,.0f nodes, %,.0f listeners; simulator %.1f MB of objects, %.0f MB resident"
                .formatted(
                        size.heapMegabytes(),
                        size.nodes(),
                        size.listeners(),
                        size.simulatorLiveMegabytes(),
                        size.simulatorResidentMegabytes());
    }
}
