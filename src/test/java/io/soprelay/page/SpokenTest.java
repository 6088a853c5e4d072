package io.soprelay.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.soprelay.page.PhoneOnPage.press;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.soprelay.im.simulator.Cast;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a screen reader was heard to say on the page (docs/simulator.md), held by what it makes its speech from. */
@ExtendWith(Room.Entrance.class)
class SpokenTest {
    /** The regions that are read by themselves when something comes into them. */
    private static final String LIVE = "[aria-live], [role=status], [role=alert], [role=log]";

    @Test
    void what_the_bot_writes_is_said_once_with_its_person_whoever_is_on_a_phone(Room room) {
        try (Screen screen = room.opens(360, 740, ColorScheme.LIGHT)) {
            Locator said = said(screen);
            assertThat(said).hasAttribute("aria-live", "polite");

            press(screen.phone(Cast.WANG).startForm("庚公司"), "提交");

            Locator arrived = said.locator("p")
                    .filter(new Locator.FilterOptions()
                            .setHasText(Pattern.compile("^" + Cast.ZHANG + " 收到：.*发货审批.*FH-\\d{8}-\\d{4}")));
            assertThat(arrived).hasCount(1);
            assertThat(screen.part("phone")).hasCount(1);
        }
    }

    @Test
    void nothing_that_is_read_by_itself_holds_a_chat_a_card_or_a_button(Room room) {
        try (Screen screen = room.opens(1440, 900, ColorScheme.LIGHT)) {
            screen.phone(Cast.WANG).isAnswered("/help");

            Locator live = screen.page().locator(LIVE);
            assertThat(live).not().hasCount(0);
            assertThat(live.locator(".message, .card, button, input")).hasCount(0);
            assertThat(screen.part("phone").locator(LIVE)).hasCount(0);
        }
    }

    @Test
    void a_toast_is_said_with_its_phone_and_one_of_trouble_at_once(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            PhoneOnPage wang = screen.phone(Cast.WANG);
            // A region that comes together with its words is not heard.
            Locator urgent = screen.page().locator("[role=alert]");
            assertThat(urgent).hasCount(1);
            assertThat(urgent).isEmpty();

            wang.shell()
                    .locator("[data-testid=file]")
                    .setInputFiles(new FilePayload("空.pdf", "application/pdf", new byte[0]));
            assertThat(urgent).containsText(Cast.WANG + "的手机：空.pdf");

            press(wang.startForm("辛公司"), "提交");
            assertThat(said(screen)).containsText(Cast.WANG + "的手机：已提交");
        }
    }

    @Test
    void who_presses_goes_on_at_the_card_as_it_is_then(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            PhoneOnPage wang = screen.phone(Cast.WANG);
            Locator form = wang.startForm("戊公司");
            form.locator("[data-button=提交]").focus();
            screen.page().keyboard().press("Enter");
            wang.seesToast("success", "已提交");

            Locator focused = screen.page().locator(":focus");
            assertThat(focused).hasRole(AriaRole.ARTICLE);
            assertThat(focused).hasAccessibleName("发起发货流程");
        }
    }

    @Test
    void who_sends_by_the_button_goes_on_writing(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            PhoneOnPage wang = screen.phone(Cast.WANG);
            wang.shell().locator("[data-testid=say]").fill("/help");
            wang.shell().locator("[data-testid=send]").focus();
            screen.page().keyboard().press("Enter");

            Locator focused = screen.page().locator(":focus");
            assertThat(focused).hasRole(AriaRole.TEXTBOX);
            assertThat(focused).hasAccessibleName(Cast.WANG + "发消息");
        }
    }

    @Test
    void what_is_missing_is_said_by_the_control_that_gets_the_focus_and_by_nothing_else(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            Locator form = screen.phone(Cast.WANG).startForm("");
            press(form, "提交");

            Locator focused = screen.page().locator(":focus");
            assertThat(focused).hasAccessibleName("客户名称");
            assertThat(focused).hasAccessibleDescription("请填写");
            assertThat(focused).hasAttribute("aria-invalid", "true");
            assertThat(form.locator(LIVE)).hasCount(0);
        }
    }

    /** A description is said again by each part of a picker, and once more when it comes. */
    @Test
    void a_moment_that_is_missing_is_asked_for_in_its_name(Room room) {
        try (Screen screen = room.opens(1440, 900, ColorScheme.LIGHT)) {
            String customer = "癸公司";
            press(screen.phone(Cast.WANG).startForm(customer), "提交");
            for (String approver : new String[] {Cast.ZHANG, Cast.LIU}) {
                press(screen.phone(approver).card(customer, "同意"), "同意");
            }
            Locator task = screen.phone(Cast.LI).card(customer, "完成任务");
            press(task, "完成任务");

            Locator moment = task.locator("[data-label^=实际发货时间]");
            assertThat(moment).hasAccessibleName(Pattern.compile("实际发货时间.*，请选择"));
            assertThat(moment).hasAccessibleDescription("");
        }
    }

    @Test
    void a_jump_of_the_clock_says_the_time_and_keeps_the_focus(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            assertThat(screen.part("clock-any"))
                    .hasAccessibleName(Pattern.compile("业务时间 \\d\\d-\\d\\d 周. \\d\\d:\\d\\d，跳到任意时刻"));
            Locator hour = screen.page().locator("[data-jump=PT1H]:visible");
            hour.focus();
            screen.page().keyboard().press("Enter");

            assertThat(said(screen)).containsText(Pattern.compile("业务时间：\\d\\d-\\d\\d 周. \\d\\d:\\d\\d"));
            assertThat(hour).isFocused();

            screen.part("clock-any").click();
            assertThat(screen.part("clock-moment")).isFocused();
        }
    }

    @Test
    void a_fault_is_a_switch_with_a_short_name_and_its_reason_beside_it(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            screen.part("faults").click();
            assertThat(screen.page().locator("[data-by-line=false]")).isFocused();
            Locator first = screen.page().getByRole(AriaRole.SWITCH).first();
            first.focus();
            assertThat(first).hasAccessibleName(Pattern.compile(".{2,20}"));
            assertThat(first).hasAccessibleDescription(Pattern.compile(".{6,}"));
            screen.page().keyboard().press("Space");
            assertThat(first).isChecked();
            assertThat(screen.part("faults")).hasAccessibleName("故障，开着 1 个");

            screen.part("faults-clear").focus();
            screen.page().keyboard().press("Enter");
            assertThat(first).not().isChecked();
            assertThat(screen.part("faults-clear")).isFocused();
        }
    }

    /** A reader says the new name of a button under the focus; the same in a region would be heard twice. */
    @Test
    void language_and_light_say_what_they_are_now_by_their_own_names_alone(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            screen.phone(Cast.WANG);
            assertThat(screen.part("language")).hasAccessibleName("现在是中文，切换到 English");
            screen.part("theme").click();
            assertThat(screen.part("theme")).hasAccessibleName("外观：深色");
            assertThat(screen.part("theme")).isFocused();
            screen.part("language").click();
            assertThat(screen.part("language")).hasAccessibleName("English now, 切换到中文");
            assertThat(screen.part("language")).isFocused();
            assertThat(said(screen)).not().containsText("深色");
        }
    }

    @Test
    void the_names_behind_an_at_are_read_as_the_arrow_keys_go_through_them(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            Page page = screen.page();
            Locator say = screen.phone(Cast.WANG).shell().locator("[data-testid=say]");
            assertThat(say).hasRole(AriaRole.TEXTBOX);
            say.focus();
            page.keyboard().type("@销售");
            page.keyboard().press("ArrowDown");

            String active = say.getAttribute("aria-activedescendant");
            assertThat(page.locator("[id='" + active + "']")).hasAttribute("data-mention", Cast.CHEN);
            page.keyboard().press("Enter");
            assertThat(say).hasValue("@" + Cast.CHEN + " ");
            assertThat(say).not().hasAttribute("aria-activedescendant", Pattern.compile(".*"));
        }
    }

    @Test
    void the_picture_of_the_flow_says_where_the_record_is(Room room) {
        try (Screen screen = room.opens(1440, 900, ColorScheme.LIGHT)) {
            String customer = "子公司";
            press(screen.phone(Cast.WANG).startForm(customer), "提交");
            Locator picture = screen.part("diagram");
            assertThat(picture).hasAccessibleName("发货流程的状态图，现在在“待审批”");
            for (String approver : new String[] {Cast.ZHANG, Cast.LIU}) {
                press(screen.phone(approver).card(customer, "同意"), "同意");
            }
            assertThat(picture).hasAccessibleName("发货流程的状态图，走过“待审批”，现在在“已审批”");
        }
    }

    @Test
    void a_first_visit_begins_at_its_question_and_goes_on_at_the_phones(Room room) {
        try (Screen screen = room.opensForTheFirstTime(1280, 800)) {
            assertThat(screen.part("tour-card")).hasAccessibleDescription(Pattern.compile("四部手机.*"));
            assertThat(screen.part("tour-walk")).isFocused();
            screen.page().keyboard().press("Escape");
            assertThat(screen.page().getByRole(AriaRole.MAIN)).isFocused();
        }
    }

    @Test
    void every_phone_is_a_place_of_its_own_by_its_owner_s_name(Room room) {
        try (Screen screen = room.opens(1440, 900, ColorScheme.LIGHT)) {
            screen.phone(Cast.WANG);
            List<String> places = screen.page().getByRole(AriaRole.REGION).all().stream()
                    .map(place -> place.getAttribute("aria-label"))
                    .toList();
            assertThat(places).contains(Cast.WANG + "的手机");
            Locator owner = screen.phone(Cast.WANG).shell().locator(".owner-button");
            assertThat(owner).hasAccessibleName(Cast.WANG + "，销售，换一个人");
        }
    }

    private static Locator said(Screen screen) {
        return screen.page().getByRole(AriaRole.LOG);
    }
}
