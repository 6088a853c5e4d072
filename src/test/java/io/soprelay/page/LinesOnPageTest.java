package io.soprelay.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.Faults;
import io.soprelay.im.simulator.dingtalk.DingTalkFaults;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The bot opens its connections itself; the page breaks them and shows what the bot makes of it. */
@ExtendWith(Room.Entrance.class)
class LinesOnPageTest {
    private static final LocatorAssertions.HasAttributeOptions SOON =
            new LocatorAssertions.HasAttributeOptions().setTimeout(60_000);
    private static final LocatorAssertions.ContainsTextOptions SAID =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    private final Axe axe = new Axe();

    @Test
    void lines_break_in_every_way_and_the_page_says_what_the_bot_does_about_it(Room room) {
        room.fresh();
        try (Screen screen = room.opens(1440, 1000, ColorScheme.LIGHT)) {
            screen.part("faults").click();
            assertThat(screen.page().locator("[data-line]")).hasCount(0);
            screen.page().locator("[data-by-line=true]").click();
            assertThat(screen.page().locator("[data-by-line=true]")).hasAttribute("aria-pressed", "true", SOON);
            Locator feishu = screen.page().locator("[data-line=feishu] [data-testid=line-state]");
            Locator dingTalk = screen.page().locator("[data-line=dingtalk] [data-testid=line-state]");
            assertThat(feishu).hasAttribute("data-phase", "connected", SOON);
            assertThat(dingTalk).hasAttribute("data-phase", "connected", SOON);
            dingTalk.scrollIntoViewIfNeeded();
            screen.picture("1440-lines");
            assertThat(axe.complaints(screen.page())).isEmpty();

            act(screen, "feishu", "cut");
            assertThat(feishu).containsText("断过 1 次", SAID);
            assertThat(feishu).containsText("一共开过 2 条", SAID);
            act(screen, "dingtalk", "disconnect");
            assertThat(dingTalk).containsText(Pattern.compile("一共开过 2 条，断过 0 次"), SAID);

            room.dingTalk().faults().on(DingTalkFaults.Kind.OPENING_HANGS, OptionalInt.empty());
            assertThat(screen.page().locator("[data-fault='dingtalk:OPENING_HANGS']"))
                    .isChecked();
            act(screen, "dingtalk", "cut");
            assertThat(dingTalk).hasAttribute("data-phase", "connecting", SOON);
            dingTalk.scrollIntoViewIfNeeded();
            screen.picture("1440-lines-hanging");
            room.dingTalk().faults().clear();
            assertThat(dingTalk).hasAttribute("data-phase", "connected", SOON);
            screen.page().keyboard().press("Escape");

            looksWellOnASmallPage(room);
            for (String platform : new String[] {"feishu", "dingtalk"}) {
                PhoneOnPage wang = screen.phone(Cast.WANG);
                wang.shell().locator("[data-turn=" + platform + "]").click();
                assertThat(wang.shell()).hasAttribute("data-platform", platform);
                wang.says("帮助");
                wang.card("我能帮你做什么", "我的待办");
            }
            screen.part("tab-wire").click();
            assertThat(screen.part("wire")).containsText("STREAM");
            screen.part("faults").click();
            screen.page().locator("[data-by-line=false]").click();
            assertThat(screen.page().locator("[data-by-line=false]")).hasAttribute("aria-pressed", "true", SOON);
        } finally {
            room.company().platform().faults().off(Faults.Kind.OPENING_HANGS);
            room.dingTalk().faults().clear();
            room.fresh();
        }
    }

    private void looksWellOnASmallPage(Room room) {
        try (Screen small = room.opens(360, 740, ColorScheme.DARK)) {
            small.part("language").click();
            small.part("faults").click();
            Locator state = small.page().locator("[data-line=dingtalk] [data-testid=line-state]");
            assertThat(state).hasAttribute("data-phase", "connected", SOON);
            state.scrollIntoViewIfNeeded();
            assertThat(small.js("document.documentElement.scrollWidth")).isEqualTo(360);
            assertThat(axe.complaints(small.page())).isEmpty();
            small.picture("360-lines-en");
        }
    }

    private static void act(Screen screen, String platform, String act) {
        screen.page()
                .locator("[data-line=" + platform + "] [data-line-act=" + act + "]")
                .click();
    }
}
