package io.soprelay.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.Simulator;
import io.soprelay.im.simulator.SimulatorOptions;
import io.soprelay.im.simulator.control.ControlApi;
import io.soprelay.im.simulator.control.DingTalkSide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chat that is longer than the page keeps, read with the wheel. The bot has no part in it and is not started. */
class OldMessagesTest {
    private static final int MESSAGES = 560;
    private static final int TURNS_MOST = 400;

    /** The numbers that stand within the list's frame right now. */
    private static final String SEEN = """
            list => {
              const frame = list.getBoundingClientRect();
              return [...list.querySelectorAll('.message')].filter((one) => {
                const place = one.getBoundingClientRect();
                return place.bottom > frame.top && place.top < frame.bottom;
              }).map((one) => Number(one.querySelector('.bubble').textContent.trim()));
            }""";

    @Test
    void no_message_is_skipped_on_the_way_up_nor_on_the_way_down(@TempDir Path data) throws IOException {
        remember(data);
        try (Simulator simulator = simulator(data);
                ControlApi api = new ControlApi(simulator);
                Chromium chromium = Chromium.start();
                BrowserContext visitor = chromium.browser().newContext()) {
            api.mount();
            simulator.platform().start();
            visitor.addInitScript("localStorage.setItem('relay.prefs', '{\"toured\":true}')");
            Page page = visitor.newPage();
            page.navigate(simulator.platform().baseUrl() + "/simulator");
            Locator list = page.locator("[data-testid=phone][data-person=" + Cast.WANG + "] [data-testid=messages]");
            list.locator(".message").first().waitFor();
            list.hover();

            assertThat(readsUntil(1, -1, page, list)).isEqualTo(everyNumber());
            assertThat(page.locator("[data-testid=to-end]")).isVisible();
            assertThat(readsUntil(MESSAGES, 1, page, list)).isEqualTo(everyNumber());
            assertThat(page.locator("[data-testid=to-end]")).hasCount(0);
        }
    }

    /** Turns the wheel by less than the frame's height at a time. */
    private static TreeSet<Integer> readsUntil(int wanted, int direction, Page page, Locator list) {
        TreeSet<Integer> seen = new TreeSet<>();
        for (int turn = 0; turn < TURNS_MOST && !seen.contains(wanted); turn++) {
            for (Object number : (List<?>) list.evaluate(SEEN)) {
                seen.add((Integer) number);
            }
            page.mouse().wheel(0, direction * 200);
        }
        return seen;
    }

    private static TreeSet<Integer> everyNumber() {
        return new TreeSet<>(IntStream.rangeClosed(1, MESSAGES).boxed().toList());
    }

    /** What was on the phone before this start, as a simulator keeps it. */
    private static void remember(Path data) throws IOException {
        try (Simulator before = simulator(data)) {
            SimulatedPerson wang = before.platform().person(Cast.WANG);
            List<String> lines = IntStream.rangeClosed(1, MESSAGES)
                    .mapToObj(number -> ("{\"id\":\"om_%d\",\"chatId\":\"%s\",\"sender\":\"%s\",\"type\":\"text\","
                                    + "\"content\":\"{\\\"text\\\":\\\"%d\\\"}\",\"revision\":1,\"sentAt\":\"%s\"}")
                            .formatted(number, wang.chatId(), wang.openId(), number, "2026-11-22T08:00:00Z"))
                    .toList();
            Files.write(data.resolve("simulator").resolve("phones.jsonl"), lines);
        }
    }

    private static Simulator simulator(Path data) {
        return new Simulator(SimulatorOptions.read(List.of("--server.port=0"), Map.of()), data, DingTalkSide::new);
    }
}
