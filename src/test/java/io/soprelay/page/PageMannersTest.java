package io.soprelay.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.soprelay.page.PhoneOnPage.fill;
import static io.soprelay.page.PhoneOnPage.press;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.soprelay.im.simulator.Cast;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the page behaves whoever uses it, with whatever device and whatever in mind. */
@ExtendWith(Room.Entrance.class)
class PageMannersTest {
    private static final int TABS_MAX = 400;

    @Test
    void what_is_required_and_missing_is_asked_for_and_nothing_is_sent(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            Locator form = screen.phone(Cast.WANG).startForm("");

            press(form, "提交");

            assertThat(form.locator(".control-hint")).hasCount(1);
            assertThat(form.locator("[data-label=客户名称]")).hasAttribute("aria-invalid", "true");
            assertThat(form.locator("[data-label=客户名称]")).isFocused();
            fill(form, "客户名称", "丙公司");
            assertThat(form.locator(".control-hint")).hasCount(0);
            assertThat(screen.acts()).doesNotContain("press");
        }
    }

    @Test
    void hostile_text_stays_text_on_every_phone(Room room) {
        String hostile = "<img src=x onerror=alert(1)><at id=all></at>";
        String turned = "\u202Egnp.exe\u202C <script>alert(2)</script> " + "长".repeat(60);
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            PhoneOnPage wang = screen.phone(Cast.WANG);
            wang.isAnswered(turned);
            wang.message("<script>alert(2)</script>");
            press(wang.startForm(hostile), "提交");
            wang.seesToast("success", "已提交");

            Locator approval = screen.phone(Cast.ZHANG).card(hostile, "同意");

            assertThat(approval).containsText("发货审批");
            assertThat(screen.page().locator("img[src=x], .message script, .message at"))
                    .hasCount(0);
            assertThat(screen.js("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
        }
    }

    @Test
    void while_a_scene_is_made_ready_the_page_says_what_is_being_done(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            Locator banner = screen.part("banner");
            screen.part("demo").click();
            screen.page().locator("[data-scene=roles]").click();
            Locator going = screen.part("preparing").locator(".tour-doing");
            screen.part("ask-yes").or(going).first().waitFor();
            if (screen.part("ask-yes").isVisible()) {
                screen.part("ask-yes").click();
            }

            assertThat(banner).hasAttribute("aria-live", "polite");
            assertThat(going).containsText("重新启动机器人");
            screen.picture("preparing");
            assertThat(banner).hasText("");
            banner.getByText("场景“角色定好”好了").waitFor(new Locator.WaitForOptions().setTimeout(60_000));
            assertThat(going).hasCount(0);
        }
    }

    @Test
    void a_narrow_page_is_one_phone_without_scrolling_sideways(Room room) {
        try (Screen screen = room.opens(360, 740, ColorScheme.LIGHT)) {
            PhoneOnPage li = screen.phone(Cast.LI);
            li.isAnswered("/help");

            assertThat(screen.part("phone")).hasCount(1);
            assertThat(screen.js("document.documentElement.scrollWidth")).isEqualTo(360);
            assertThat(li.shell().locator("[data-testid=say]")).isInViewport();
            screen.picture("360");
        }
    }

    @Test
    void with_keys_alone_a_person_is_opened_asks_for_help_and_presses_a_button(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            Page page = screen.page();
            Keyboard keys = page.keyboard();
            tabTo(page, "[data-rail]");
            for (int i = 0; i < TABS_MAX && !focused(page, "[data-person-tab=" + Cast.ZHAO + "]"); i++) {
                keys.press("ArrowDown");
            }
            keys.press("Enter");
            Locator zhao = page.locator("[data-testid=phone][data-person=" + Cast.ZHAO + "]");
            zhao.locator("[data-testid=message]").first().waitFor();
            tabTo(page, "[data-person=" + Cast.ZHAO + "] [data-testid=say]");
            int before = zhao.locator("[data-type=card]").count();
            keys.type("/help");
            keys.press("Enter");
            Locator help = zhao.locator("[data-type=card]").nth(before);
            help.waitFor();

            backTo(page, "[data-person=" + Cast.ZHAO + "] [data-testid=button]");
            keys.press("Enter");

            zhao.locator("[data-type=card]").nth(before + 1).waitFor();
            assertThat(screen.acts()).contains("say", "press");
        }
    }

    @Test
    void with_keys_alone_a_delivery_is_asked_for_filled_in_sent_and_looked_up(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            Page page = screen.page();
            PhoneOnPage wang = screen.phone(Cast.WANG);
            String phone = "[data-person=" + Cast.WANG + "] ";
            tabTo(page, phone + "[data-testid=say]");
            page.keyboard().type("/start 发货流程");
            page.keyboard().press("Enter");
            wang.card("客户名称", "提交");

            backTo(page, phone + "[data-label^=客户名称]");
            String[] asked = {"客户名称", "壬公司", "发货内容", "交换机 A 型", "数量", "10", "金额", "12800"};
            for (int i = 0; i < asked.length; i += 2) {
                tabTo(page, phone + "[data-label^=" + asked[i] + "]");
                page.keyboard().type(asked[i + 1]);
            }
            tabTo(page, phone + "[data-button=提交]");
            page.keyboard().press("Enter");
            wang.seesToast("success", "已提交");
            screen.phone(Cast.ZHANG).card("壬公司", "同意");

            tabTo(page, "#tab-timeline");
            page.keyboard().press("ArrowRight");
            page.keyboard().press("Enter");
            assertThat(screen.part("facts")).containsText("壬公司");
            assertThat(screen.acts()).contains("say", "press");
        }
    }

    @Test
    void the_picture_menu_is_gone_through_with_the_arrow_keys(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            screen.phone(Cast.WANG);
            tabTo(screen.page(), "[data-person=" + Cast.WANG + "] [data-testid=picture-menu]");
            screen.page().keyboard().press("Enter");
            assertThat(screen.part("sample-picture")).isFocused();

            screen.page().keyboard().press("ArrowDown");
            assertThat(screen.page().locator("[role=menuitem]:focus")).hasText("从电脑里选");
            screen.page().keyboard().press("Escape");
            assertThat(screen.part("picture-menu").first()).isFocused();
        }
    }

    @Test
    void the_page_follows_the_system_s_light_and_changes_light_and_language_by_a_press(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            screen.phone(Cast.LI).isAnswered("/help");
            screen.picture("1280-light");
            Locator body = screen.page().locator("body");
            String light = String.valueOf(screen.js("getComputedStyle(document.body).backgroundColor"));

            screen.part("theme").click();
            assertThat(body).not().hasCSS("background-color", light);
            screen.part("theme").click();
            assertThat(body).hasCSS("background-color", light);
            screen.part("theme").click();
            assertThat(screen.part("theme")).hasAttribute("data-theme-now", "auto");

            screen.part("language").click();
            assertThat(screen.page().locator("html")).hasAttribute("lang", Pattern.compile("en.*"));
            assertThat(screen.page()).hasTitle(Pattern.compile("[^\\u4e00-\\u9fff]*SOP Relay.*simulated Feishu.*"));
            screen.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            assertThat(body).not().hasCSS("background-color", light);

            screen.part("theme").click();
            assertThat(screen.part("theme")).hasAttribute("data-theme-now", "light");
            assertThat(body).hasCSS("background-color", light);
        }
    }

    private static void tabTo(Page page, String wanted) {
        moveTo(page, "Tab", wanted);
    }

    private static void backTo(Page page, String wanted) {
        moveTo(page, "Shift+Tab", wanted);
    }

    private static void moveTo(Page page, String key, String wanted) {
        for (int i = 0; i < TABS_MAX && !focused(page, wanted); i++) {
            page.keyboard().press(key);
        }
        assertThat(focused(page, wanted)).as("%s reached with %s", wanted, key).isTrue();
    }

    private static boolean focused(Page page, String selector) {
        return Boolean.TRUE.equals(page.evaluate("selector => document.activeElement.matches(selector)", selector));
    }
}
