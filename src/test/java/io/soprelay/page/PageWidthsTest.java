package io.soprelay.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.soprelay.im.simulator.Cast;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the smallest phone to a wide desk: nothing is cut off, and the room there is is used. */
@ExtendWith(Room.Entrance.class)
class PageWidthsTest {
    /**
     * What stands outside the page or is cut by its own frame, one line each. What scrolls sideways on purpose (the people
     * on a phone, code) holds more than is seen, and what is for ears only is clipped.
     */
    private static final String CUT = """
            () => [...document.querySelectorAll('body *')].flatMap((node) => {
              const place = node.getBoundingClientRect();
              const style = getComputedStyle(node);
              if (!place.width || !place.height || style.visibility === 'hidden') return [];
              const ears = node.closest('.visually-hidden, .skip, [aria-hidden=true], input[type=file]');
              const clipped = (one) => one && one !== document.body
                && (getComputedStyle(one).clipPath !== 'none' || clipped(one.parentElement));
              if (ears || clipped(node)) return [];
              const slides = (one) => one && one !== document.body
                && (['auto', 'scroll'].includes(getComputedStyle(one).overflowX) || slides(one.parentElement));
              const what = `${node.tagName}.${node.getAttribute('class') ?? ''} ${node.textContent.trim().slice(0, 40)}`;
              const found = [];
              if (!slides(node.parentElement) && (place.left < -1 || place.right > innerWidth + 1)) found.push(`outside: ${what}`);
              const frames = ['hidden', 'clip'].includes(style.overflowX) && style.display !== 'inline';
              if (frames && node.scrollWidth > node.clientWidth + 1) found.push(`cut: ${what}`);
              return found;
            })""";

    private static final String WIDTHS =
            "() => [...document.querySelectorAll('.phone')].map((phone) => phone.offsetWidth)";

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-US"})
    void on_a_wide_page_phones_stand_side_by_side_and_fill_it(String language, Room room) {
        try (Screen screen = room.opens(2560, 1440, ColorScheme.LIGHT)) {
            speaks(screen, language);
            screen.phone(Cast.ZHANG).isAnswered("/help");

            List<Integer> widths = widths(screen);
            assertThat(widths).hasSizeGreaterThanOrEqualTo(5).allMatch(width -> width >= 340 && width <= 430);
            int fill = (Integer) screen.js("document.querySelector('#phones').clientWidth");
            assertThat(widths.stream().mapToInt(Integer::intValue).sum()).isGreaterThan(fill * 85 / 100);
            nothingIsCut(screen);
            screen.picture("2560-" + language);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 320})
    void on_a_small_page_one_phone_has_all_the_width_and_most_of_the_height(int width, Room room) {
        try (Screen screen = room.opens(width, 640, ColorScheme.LIGHT)) {
            PhoneOnPage li = screen.phone(Cast.LI);
            li.isAnswered("/help");
            assertThat(widths(screen)).containsExactly(width);
            int messages = (Integer) screen.js("document.querySelector('[data-testid=messages]').clientHeight");
            assertThat(messages).isGreaterThan(640 / 2);
            nothingIsCut(screen);
            screen.picture(width + "-chat");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-US"})
    void on_a_small_page_every_panel_fits(String language, Room room) {
        try (Screen screen = room.opens(360, 740, ColorScheme.DARK)) {
            speaks(screen, language);
            for (String panel : new String[] {"faults", "bot", "demo", "clock-any"}) {
                screen.part(panel).click();
                screen.part(panel + "-panel").waitFor();
                nothingIsCut(screen);
                screen.picture("360-" + panel + "-" + language);
                screen.page().keyboard().press("Escape");
            }
            screen.part("side-toggle").click();
            assertThat(screen.part("side")).isInViewport();
            nothingIsCut(screen);
            screen.picture("360-side-" + language);
        }
    }

    @Test
    void a_long_chat_of_long_words_is_cut_nowhere(Room room) {
        try (Screen screen = room.opens(360, 740, ColorScheme.LIGHT)) {
            PhoneOnPage li = screen.phone(Cast.LI);
            li.isAnswered("SF" + "1234567890".repeat(20) + " " + "长".repeat(200));
            li.isAnswered("/start 发货流程");
            nothingIsCut(screen);
            screen.picture("360-form");
        }
    }

    private static void speaks(Screen screen, String language) {
        if (!language.equals("zh-CN")) {
            screen.part("language").click();
        }
        assertThat(screen.page().locator("html")).hasAttribute("lang", language);
    }

    @SuppressWarnings("unchecked")
    private static List<Integer> widths(Screen screen) {
        return (List<Integer>) screen.js(WIDTHS);
    }

    private static void nothingIsCut(Screen screen) {
        assertThat(screen.js("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        assertThat((List<?>) screen.js(CUT)).isEmpty();
    }
}
