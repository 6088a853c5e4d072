package io.soprelay.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.soprelay.im.simulator.Cast;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A card with a chart, as the page draws it. */
@ExtendWith(Room.Entrance.class)
class DigestOnPageTest {

    @Test
    void the_bars_of_a_digest_are_drawn_and_said_to_whoever_cannot_see_them(Room room) {
        try (Screen screen = room.opens(1920, 1080, ColorScheme.LIGHT)) {
            Locator digest = screen.phone(Cast.WANG).isAnswered("日报");

            Locator chart = digest.locator("[data-testid=chart]");
            assertThat(chart).containsText("最近 7 天完成");
            assertThat(chart.locator("rect")).hasCount(7);
            assertThat(chart.locator("svg")).hasAttribute("aria-label", Pattern.compile("最近 7 天完成, .*"));
            assertThat(digest.locator("[data-testid=not-drawn]")).hasCount(0);
        }
    }
}
