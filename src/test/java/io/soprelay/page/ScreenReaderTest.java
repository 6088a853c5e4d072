package io.soprelay.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.soprelay.page.PhoneOnPage.fill;
import static io.soprelay.page.PhoneOnPage.press;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.soprelay.im.simulator.Cast;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page for who listens to it instead of looking, or sees little. */
@ExtendWith(Room.Entrance.class)
class ScreenReaderTest {
    private final Axe axe = new Axe();

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void nothing_is_in_the_way_of_a_screen_reader_in_any_state_of_the_page(ColorScheme colors, Room room) {
        try (Screen screen = room.opens(1440, 900, colors)) {
            PhoneOnPage wang = screen.phone(Cast.WANG);
            suits(screen, "fresh");

            Locator form = wang.startForm("");
            press(form, "提交");
            assertThat(form.locator(".control-hint")).hasCount(1);
            suits(screen, "a form with something missing, the mouse on its button");

            fill(form, "客户名称", "己公司");
            press(form, "提交");
            wang.seesToast("success", "已提交");
            screen.part("diagram").waitFor();
            suits(screen, "a toast and a record");

            everyPanel(screen, "");
            screen.part("language").click();
            assertThat(screen.page().locator("html")).hasAttribute("lang", Pattern.compile("en.*"));
            everyPanel(screen, ", in English");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void a_dingtalk_phone_is_in_nobodys_way(ColorScheme colors, Room room) {
        try (Screen screen = room.opens(1280, 800, colors)) {
            Locator shell = screen.phone(Cast.LI).shell();
            shell.locator("[data-turn=dingtalk]").click();
            suits(screen, "a DingTalk phone with an offer to move");
            PhoneOnPage li = new PhoneOnPage(shell);
            li.says("发起 发货流程");
            press(li.card("客户名称", "提交"), "提交");
            shell.locator(".control-hint").first().waitFor();
            suits(screen, "a DingTalk form with something missing");
            fill(li.card("客户名称", "提交"), "客户名称", "壬公司");
            shell.locator("[data-turn=feishu]").click();
        }
    }

    private void everyPanel(Screen screen, String more) {
        screen.part("tab-facts").click();
        suits(screen, "the record's fields" + more);
        screen.part("tab-wire").click();
        Locator line = screen.page().locator(".wire-head").first();
        line.click();
        screen.page().locator(".wire-body pre").first().waitFor();
        suits(screen, "the wire log with an open call" + more);
        line.click();
        screen.part("tab-timeline").click();
        for (String panel : new String[] {"faults", "bot", "demo", "clock-any", "picture-menu"}) {
            screen.part(panel).first().click();
            screen.page().locator(".popover-panel").waitFor();
            suits(screen, "the panel of " + panel + more);
            screen.page().keyboard().press("Escape");
        }
        screen.part("demo").click();
        screen.part("reset").click();
        screen.part("ask-no").waitFor();
        suits(screen, "a question before something is lost" + more);
        screen.part("ask-no").click();
    }

    @Test
    void a_card_that_has_grown_old_is_grey_but_as_easy_to_read(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            PhoneOnPage chen = screen.phone(Cast.CHEN);
            screen.part("faults").click();
            screen.page().locator("[data-expire=" + Cast.CHEN + "]").click();
            screen.page().keyboard().press("Escape");
            chen.shell().locator(".card.expired").first().waitFor();

            suits(screen, "an old card");
            screen.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            suits(screen, "an old card in the dark");
        }
    }

    private void suits(Screen screen, String state) {
        assertThat(axe.complaints(screen.page())).as(state).isEmpty();
    }
}
