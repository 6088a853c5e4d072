package io.soprelay.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.soprelay.im.simulator.Cast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Somebody opens the page for the first time and lets it lead. */
@ExtendWith(Room.Entrance.class)
class FirstVisitTest {
    private static final Logger LOG = LoggerFactory.getLogger(FirstVisitTest.class);

    @Test
    void the_tour_is_offered_once_and_leads_from_the_form_to_the_next_person(Room room) {
        try (Screen screen = room.opensForTheFirstTime(1280, 800)) {
            LOG.info(
                    "measured: first paint after {} ms",
                    screen.js(
                            "Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1)"));
            screen.part("tour-card").waitFor();
            screen.part("tour-walk").click();
            agrees(screen, "tour-bubble");

            Locator bubble = screen.part("tour-bubble");
            PhoneOnPage wang = screen.phone(Cast.WANG);
            assertThat(bubble).containsText("/start 发货流程");
            screen.part("tour-help").click();
            assertThat(wang.shell().locator("[data-testid=say]")).hasValue("/start 发货流程");
            wang.shell().locator("[data-testid=say]").press("Enter");
            for (String label : new String[] {"客户名称", "发货内容", "数量", "金额"}) {
                assertThat(bubble).containsText("“" + label + "”");
                screen.part("tour-help").click();
            }
            assertThat(bubble).containsText("点“提交”");
            PhoneOnPage.press(wang.card("发起发货流程", "提交"), "提交");
            assertThat(bubble.locator(".tour-who")).containsText(Cast.ZHANG);

            screen.part("tour-stop").click();
            assertThat(bubble).hasCount(0);
            screen.page().reload();
            screen.part("say").first().waitFor();
            assertThat(screen.part("tour-card")).hasCount(0);
            assertThat(screen.acts()).contains("story", "say", "press");
        }
    }

    @Test
    void who_would_rather_watch_sees_it_filled_in_and_may_stop_it(Room room) {
        try (Screen screen = room.opensForTheFirstTime(1280, 800)) {
            screen.part("tour-play").click();
            agrees(screen, "tour-bar");

            PhoneOnPage wang = screen.phone(Cast.WANG);
            Locator form = wang.card("发起发货流程", "提交");
            // A form of another test may be on the phone; the play gives the roles out before it asks for its own.
            assertThat(form.locator("[data-label=客户名称]"))
                    .hasValue("甲公司", new LocatorAssertions.HasValueOptions().setTimeout(Screen.PATIENCE_MILLIS));
            screen.part("tour-pause").click();
            assertThat(screen.part("tour-pause")).hasAttribute("aria-label", "继续");
            screen.part("tour-stop").click();

            assertThat(screen.part("tour-bar")).hasCount(0);
            assertThat(form.locator("[data-button=提交]")).isEnabled();
        }
    }

    /** Where something would be lost the page asks; whichever test came first decides whether there is something. */
    static void agrees(Screen screen, String then) {
        Locator begun = screen.part(then);
        screen.part("ask-yes").or(begun).first().waitFor();
        if (screen.part("ask-yes").isVisible()) {
            screen.part("ask-yes").click();
            assertThat(screen.part("preparing")).containsText("正在准备");
            begun.waitFor(new Locator.WaitForOptions().setTimeout(60_000));
            assertThat(screen.part("preparing")).hasCount(0);
        }
    }
}
