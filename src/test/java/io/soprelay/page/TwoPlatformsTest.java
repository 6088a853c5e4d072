package io.soprelay.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.soprelay.page.PhoneOnPage.fill;
import static io.soprelay.page.PhoneOnPage.press;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.dingtalk.DingTalkFaults;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One company, two platforms: each phone shows one of them, and the work goes where the administrator says. */
@ExtendWith(Room.Entrance.class)
class TwoPlatformsTest {

    /** Other tests of the room find everybody on Feishu. */
    @AfterEach
    void work_goes_to_feishu_again(Room room) {
        room.company().user(Cast.ZHOU).isAnswered("/role set 库管 @" + Cast.LI, "库管");
        room.dingTalk().faults().clear();
    }

    @Test
    void a_delivery_that_begins_on_feishu_is_done_on_dingtalk(Room room) {
        // Every delivery that waits for a photo would be a reason to ask which one is meant.
        room.fresh();
        String customer = "两岸公司";
        try (Screen screen = room.opens(1440, 900, ColorScheme.LIGHT)) {
            PhoneOnPage li = dingTalk(screen, Cast.LI);
            usesDingTalk(li);
            screen.picture("1440-dingtalk-empty");

            PhoneOnPage wang = screen.phone(Cast.WANG);
            press(wang.startForm(customer), "提交");
            wang.seesToast("success", "已提交");
            for (String approver : new String[] {Cast.ZHANG, Cast.LIU}) {
                PhoneOnPage phone = screen.phone(approver);
                press(phone.card(customer, "同意"), "同意");
                phone.seesToast("success", "同意");
            }

            li = dingTalk(screen, Cast.LI);
            Locator task = li.card(customer, "完成任务");
            screen.picture("1440-dingtalk-task");
            press(task, "完成任务");
            assertThat(task.locator(".control-hint").first()).isVisible();
            assertThat(screen.acts()).doesNotContain("dingtalk/press");

            fill(task, "实际发货时间", screen.pickedNow());
            fill(task, "物流单号", "SF" + "1234567890".repeat(5));
            press(task, "完成任务");
            assertThat(task.locator("[data-testid=error-line]")).containsText("物流单号太长");
            assertThat(task.locator("[data-label^=物流单号]")).hasValue(Pattern.compile("SF1234567890.*"));
            screen.picture("1440-dingtalk-refused");

            sendsPicture(li);
            li.message("已收到");
            fill(task, "物流单号", "SF1234567890");
            press(task, "完成任务");
            li.seesToast("success", "已完成");
            Locator done = li.shell()
                    .locator("[data-testid=card]")
                    .filter(new Locator.FilterOptions().setHas(screen.page().locator("[data-status=done]")));
            assertThat(done).containsText("SF1234567890");
            press(done, "看整张单子");
            assertThat(li.shell().locator("[data-testid=card] img.picture").last())
                    .isVisible();
            assertThat(screen.part("state")).hasText("已发货");
            wang.card(customer, "完成任务");
            screen.picture("1440-dingtalk-done");

            screen.part("tab-wire").click();
            assertThat(screen.part("wire")).containsText("钉钉");
            assertThat(screen.part("wire")).containsText("飞书");
            screen.picture("1440-dingtalk-wire");
        }
    }

    @Test
    void what_was_typed_is_gone_when_the_phone_turns_away_and_nothing_else_is(Room room) {
        try (Screen screen = room.opens(360, 740, ColorScheme.LIGHT)) {
            PhoneOnPage wang = dingTalk(screen, Cast.WANG);
            assertThat(wang.shell().locator("[data-testid=workplace]")).hasCount(0);
            wang.shell().locator("[data-menu=start]").click();
            press(wang.card("发起", "发货流程"), "发货流程");
            Locator form = wang.card("客户名称", "提交");
            assertThat(form.locator("[data-testid=reply]")).hasCount(0);
            fill(form, "客户名称", "丙公司");
            screen.picture("360-dingtalk-form");
            wang.shell().locator("[data-turn=feishu]").click();
            assertThat(wang.shell()).hasAttribute("data-platform", "feishu");
            screen.picture("360-feishu-beside");
            wang.shell().locator("[data-turn=dingtalk]").click();
            assertThat(wang.card("客户名称", "提交").locator("[data-label^=客户名称]")).hasValue("");
        }
    }

    @Test
    void dingtalk_has_its_own_switches_and_a_lost_press_says_why(Room room) {
        try (Screen screen = room.opens(1440, 900, ColorScheme.DARK)) {
            PhoneOnPage wang = dingTalk(screen, Cast.WANG);
            wang.says("帮助");
            Locator help = wang.card("", "我的待办");
            screen.part("faults").click();
            Locator slow = screen.page().locator("[data-fault='dingtalk:LATE_CALLBACK']");
            slow.scrollIntoViewIfNeeded();
            slow.setChecked(true, new Locator.SetCheckedOptions().setForce(true));
            screen.picture("1440-dingtalk-faults");
            screen.page().keyboard().press("Escape");
            assertThat(room.dingTalk().faults().settings())
                    .anyMatch(fault -> fault.kind() == DingTalkFaults.Kind.LATE_CALLBACK && fault.on());
            press(help, "我的待办");
            wang.seesToast("error", "2 秒内没有回答");
            screen.part("faults").click();
            screen.part("faults-clear").click();
            assertThat(slow).not().isChecked();
        }
    }

    @Test
    void a_template_that_is_a_draft_again_makes_grey_boxes_of_its_cards_and_the_bot_says_why(Room room) {
        try (Screen screen = room.opens(1440, 900, ColorScheme.LIGHT)) {
            PhoneOnPage wang = dingTalk(screen, Cast.WANG);
            wang.says("帮助");
            wang.card("", "我的待办");
            Locator grey = wang.shell().locator("[data-testid=not-drawn]");
            assertThat(grey).hasCount(0);
            screen.part("faults").click();
            Locator draft = screen.page().locator("[data-fault='dingtalk:TEMPLATE_UNPUBLISHED']");
            draft.scrollIntoViewIfNeeded();

            draft.setChecked(true, new Locator.SetCheckedOptions().setForce(true));

            assertThat(grey.last()).containsText("没有发布");
            screen.page().keyboard().press("Escape");
            wang.says("帮助");
            screen.part("faults").click();
            screen.part("ask-status").click();
            assertThat(new PhoneOnPage(screen.page().locator("[data-testid=phone][data-person='" + Cast.ZHOU + "']"))
                            .message("卡片模板没有发布"))
                    .isVisible();
            screen.picture("1440-dingtalk-draft");
            screen.part("faults").click();
            screen.part("faults-clear").click();
            assertThat(grey).hasCount(0);
        }
    }

    private static PhoneOnPage dingTalk(Screen screen, String person) {
        Locator shell = screen.page().locator("[data-testid=phone][data-person='" + person + "']");
        if (shell.count() == 0) {
            screen.page().locator("[data-person-tab='" + person + "']").click();
        }
        shell.locator("[data-turn=dingtalk]").click();
        assertThat(shell).hasAttribute("data-platform", "dingtalk");
        return new PhoneOnPage(shell);
    }

    private static void sendsPicture(PhoneOnPage phone) {
        phone.shell().locator("[data-testid=picture-menu]").click();
        phone.shell().locator("[data-testid=sample-picture]").click();
    }

    private static void usesDingTalk(PhoneOnPage phone) {
        phone.shell().locator("[data-testid=workplace-move]").click();
        assertThat(phone.shell().locator("[data-testid=workplace]")).hasAttribute("data-works-on", "dingtalk");
    }
}
