package io.soprelay.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.soprelay.im.simulator.Cast;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of the tour: always to be seen, never in the way, and nothing of the story happens unseen. */
@ExtendWith(Room.Entrance.class)
class TourTest {
    private static final String WHOLLY_SEEN = """
            () => {
              const { left, top, right, bottom } = document.querySelector('.tour-bubble').getBoundingClientRect();
              return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
            }""";

    /** Notes what is filled in on the phones. */
    private static final String NOTE_FILLED = """
            () => {
              window.filled = [];
              addEventListener('change', ({ target }) => filled.push(`${target.dataset.label}=${target.value}`));
            }""";

    @ParameterizedTest
    @CsvSource({"1280,800", "360,740"})
    void what_is_spoken_of_stays_in_view_when_something_newer_comes_unless_scrolled_away_by_hand(
            int width, int height, Room room) {
        try (Screen screen = room.opens(width, height, ColorScheme.LIGHT)) {
            Locator bubble = walksToTheForm(screen);
            PhoneOnPage wang = screen.phone(Cast.WANG);
            Locator field = wang.card("发起发货流程", "提交").locator("[data-label=客户名称]");
            Locator ring = screen.page().locator(".spotlight");
            assertThat(field).isInViewport();
            if (width > 720) {
                coversNothingOf(bubble, wang.card("发起发货流程", "提交"));
            }
            coversNothingOf(bubble, field);

            for (int i = 0; i < 3; i++) {
                room.company().user(Cast.WANG).isAnswered("/help", "发起");
                wang.shell().locator("[data-type=card]").last().waitFor();
                assertThat(field).isInViewport();
                assertThat(ring).isVisible();
                assertThat(screen.js(WHOLLY_SEEN)).isEqualTo(true);
            }

            wang.shell().locator("[data-testid=messages]").hover();
            screen.page().mouse().wheel(0, 4000);
            assertThat(screen.part("tour-back")).isVisible();
            assertThat(field).not().isInViewport();
            assertThat(ring).isHidden();
            assertThat(screen.js(WHOLLY_SEEN)).isEqualTo(true);
            assertThat(screen.part("tour-skip")).isInViewport();
            screen.picture("tour-away-" + width);

            screen.part("tour-back").click();
            assertThat(field).isInViewport();
            assertThat(screen.part("tour-back")).isHidden();
            assertThat(ring).isVisible();
            screen.part("tour-stop").click();
            assertThat(bubble).hasCount(0);
        }
    }

    @Test
    void the_play_fills_in_what_can_be_seen_even_where_the_person_comes_onto_the_phone_only_then(Room room) {
        try (Screen screen = room.opens(360, 740, ColorScheme.LIGHT)) {
            screen.page().evaluate(NOTE_FILLED);
            screen.page()
                    .evaluate(
                            "fetch('/simulator/api/story', { method: 'POST', headers: { 'Content-Type': 'application/json' },"
                                    + " body: JSON.stringify({ act: 'play', pace: 4 }) })");

            screen.page().waitForFunction("() => filled.some((one) => one.startsWith('物流单号'))");
            screen.part("tour-stop").click();
            assertThat(screen.part("tour-bar")).hasCount(0);

            assertThat((List<?>) screen.js("filled"))
                    .anySatisfy(one ->
                            assertThat(String.valueOf(one)).matches("实际发货时间.*=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d"));
        }
    }

    @Test
    void who_comes_by_the_link_of_a_scene_is_asked_about_the_scene_and_not_welcomed_as_well(Room room) {
        try (Screen screen = room.opensForTheFirstTime(1280, 800)) {
            screen.part("tour-card").waitFor();
            room.company().user(Cast.WANG).isAnswered("/help", "发起");
            PhoneOnPage wang = screen.phone(Cast.WANG);
            screen.part("tour-self").click();
            PhoneOnPage.press(wang.startForm("链接公司"), "提交");
            wang.seesToast("success", "已提交");
            screen.js("localStorage.clear()");

            screen.page().navigate(screen.page().url().replaceFirst("#.*", "") + "?again#scene=shipped");

            screen.part("ask-no").waitFor();
            assertThat(screen.part("tour-card")).hasCount(0);
            screen.part("ask-no").click();
            assertThat(screen.part("ask-no")).isHidden();
            assertThat(screen.part("tour-card")).hasCount(0);
        }
    }

    @Test
    void the_welcome_says_where_it_is_found_again_and_in_english_why_cards_are_chinese(Room room) {
        try (Screen screen = room.opensForTheFirstTime(360, 740)) {
            Locator card = screen.part("tour-card");
            card.waitFor();
            assertThat(card.locator(".tour-again svg")).isVisible();
            assertThat(screen.part("tour-languages")).hasCount(0);
            assertThat(screen.page().locator(".clock-date")).isVisible();

            screen.js("document.querySelector('[data-testid=language]').click()");
            assertThat(screen.part("tour-languages")).containsText("RELAY_LOCALE=en-US scripts/run");
            assertThat(screen.js("document.documentElement.scrollWidth")).isEqualTo(360);
        }
    }

    @Test
    void a_file_that_is_too_large_is_refused_in_words_whatever_it_is(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            PhoneOnPage wang = screen.phone(Cast.WANG);
            byte[] large = "%PDF".repeat(31 * 1024 * 256).getBytes(StandardCharsets.US_ASCII);

            wang.shell()
                    .locator("[data-testid=file]")
                    .setInputFiles(new FilePayload("大.pdf", "application/pdf", large));

            wang.seesToast("error", "大.pdf 太大了，最多 10 MB");
            assertThat(screen.acts()).doesNotContain("file");
        }
    }

    @Test
    void a_page_on_which_nothing_happens_moves_nothing(Room room) {
        try (Screen screen = room.opensInMotion(1280, 800)) {
            PhoneOnPage wang = screen.phone(Cast.WANG);
            PhoneOnPage.press(wang.startForm("静公司"), "提交");
            wang.seesToast("success", "已提交");
            screen.part("diagram").locator(".current").waitFor();
            screen.part("toast").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));

            screen.page().waitForFunction("() => document.getAnimations().every((one) => one.playState !== 'running')");
            assertThat(
                            (List<?>)
                                    screen.js(
                                            "document.getAnimations().filter((one) => one.effect.getTiming().iterations === Infinity).map(String)"))
                    .isEmpty();
        }
    }

    /** From wherever the company stands to the first control of the form. */
    private static Locator walksToTheForm(Screen screen) {
        screen.part("demo").click();
        screen.part("walk").click();
        FirstVisitTest.agrees(screen, "tour-bubble");
        Locator bubble = screen.part("tour-bubble");
        assertThat(bubble).containsText("/start 发货流程");
        screen.part("tour-help").click();
        assertThat(bubble).containsText("按发送");
        assertThat(screen.part("tour-help")).hasText("替我发送");
        screen.part("tour-help").click();
        assertThat(bubble).containsText("“客户名称”");
        return bubble;
    }

    private static void coversNothingOf(Locator bubble, Locator other) {
        Page page = bubble.page();
        page.waitForFunction("() => document.getAnimations().every((one) => one.playState !== 'running')");
        BoundingBox a = bubble.boundingBox();
        BoundingBox b = other.boundingBox();
        boolean apart = a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height;
        assertThat(apart).as("%s,%s beside %s,%s", a.x, a.y, b.x, b.y).isTrue();
    }
}
