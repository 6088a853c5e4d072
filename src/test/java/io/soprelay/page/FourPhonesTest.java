package io.soprelay.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.soprelay.page.PhoneOnPage.fill;
import static io.soprelay.page.PhoneOnPage.press;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.soprelay.im.simulator.Cast;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A delivery on several phones, with the mouse. */
@ExtendWith(Room.Entrance.class)
class FourPhonesTest {
    private static final Logger LOG = LoggerFactory.getLogger(FourPhonesTest.class);

    /** Notes when the answer to a press was read and when a card that was not there stands on another phone. */
    private static final String WATCH = """
            person => {
              const phone = document.querySelector(`[data-testid=phone][data-person="${person}"]`);
              const before = phone.querySelectorAll('[data-type=card]').length;
              const ask = window.fetch;
              window.answered = window.shown = 0;
              window.fetch = async (...call) => {
                const answer = await ask(...call);
                if (String(call[0]).endsWith('/press')) window.answered = performance.now();
                return answer;
              };
              new MutationObserver((_, watch) => {
                if (phone.querySelectorAll('[data-type=card]').length <= before) return;
                window.shown = performance.now();
                watch.disconnect();
              }).observe(phone, { childList: true, subtree: true });
            }""";

    /** The ways whose state name runs into the rule beside it. */
    private static final String STUCK_TOGETHER = """
            [...document.querySelectorAll('.ways li')].filter((way) => {
              const words = document.createRange();
              words.selectNodeContents(way.querySelector('b'));
              const rule = way.querySelector('.soft');
              return rule && words.getBoundingClientRect().right > rule.getBoundingClientRect().left - 4;
            }).map((way) => way.textContent)""";

    @Test
    void the_panel_that_follows_the_newest_record_stays_with_it_when_an_older_one_moves(Room room) {
        try (Screen screen = room.opens(1920, 1080, ColorScheme.LIGHT)) {
            PhoneOnPage wang = screen.phone(Cast.WANG);
            press(wang.startForm("早公司"), "提交");
            wang.seesToast("success", "已提交");
            press(wang.startForm("晚公司"), "提交");
            PhoneOnPage zhang = screen.phone(Cast.ZHANG);
            Locator later = zhang.card("晚公司", "同意");
            String newest = later.innerText().replaceFirst("(?s).*(FH-\\d{8}-\\d+).*", "$1");
            Locator followed = screen.part("record-choice").locator("option").first();
            assertThat(followed).hasText("最新：" + newest);

            press(zhang.card("早公司", "同意"), "同意");
            screen.phone(Cast.LIU).card("早公司", "同意");
            wang.isAnswered("/help");

            assertThat(followed).hasText("最新：" + newest);
        }
    }

    @Test
    void a_delivery_goes_from_the_form_to_the_acceptance_over_the_phones_of_five_people(Room room) {
        // Nobody else's in this room, so that no card of another delivery is taken for one of this.
        String customer = "四海公司";
        try (Screen screen = room.opens(1920, 1080, ColorScheme.DARK)) {
            PhoneOnPage wang = screen.phone(Cast.WANG);
            assertThat(screen.part("phone")).hasCount(4);
            press(wang.startForm(customer), "提交");
            wang.seesToast("success", "已提交");

            PhoneOnPage zhang = screen.phone(Cast.ZHANG);
            press(zhang.card(customer, "同意"), "同意");
            PhoneOnPage liu = screen.phone(Cast.LIU);
            Locator approval = liu.card(customer, "同意");
            PhoneOnPage li = screen.phone(Cast.LI);
            screen.page().evaluate(WATCH, Cast.LI);
            press(approval, "同意");

            Locator task = li.card(customer, "完成任务");
            screen.page().waitForFunction("window.shown > 0 && window.answered > 0");
            LOG.info(
                    "measured: a new card on another phone {} ms after the answer to the press",
                    screen.js("Math.round(window.shown - window.answered)"));
            li.answersWithPicture(task);
            li.message("已收到");
            fill(task, "实际发货时间", screen.pickedNow());
            fill(task, "物流单号", "SF1234567890");
            press(task, "完成任务");
            li.seesToast("success", "已完成");
            assertThat(screen.part("state")).hasText("已发货");
            assertThat(screen.part("diagram").locator(".current")).containsText("已发货");
            assertThat((List<?>) screen.js(STUCK_TOGETHER)).isEmpty();

            Locator acceptance = wang.card(customer, "完成任务");
            screen.page().locator("[data-jump=P7D]:visible").click();
            wang.message("还没完成");

            wang.answersWithPicture(acceptance);
            fill(acceptance, "客户验收时间", screen.pickedNow());
            press(acceptance, "完成任务");
            PhoneOnPage zhao = screen.phone(Cast.ZHAO);
            press(zhao.card(customer, "同意"), "同意");
            assertThat(screen.part("state")).hasText("已验收");
            screen.picture("1920-dark");
        }
    }

    @Test
    void a_press_while_the_bot_is_dead_fails_as_in_feishu_keeps_what_was_typed_and_works_after_a_restart(Room room) {
        try (Screen screen = room.opens(1280, 800, ColorScheme.LIGHT)) {
            PhoneOnPage wang = screen.phone(Cast.WANG);
            Locator form = wang.startForm("乙公司");
            screen.part("bot").click();
            screen.part("bot-kill").click();
            assertThat(screen.page().locator("[data-testid=bot-lamp][data-state=stopped]"))
                    .isVisible();
            assertThat(screen.page().getByRole(AriaRole.LOG)).containsText("机器人停了");
            // The button that was pressed is gone.
            assertThat(screen.part("bot-start")).isFocused();

            press(form, "提交");
            wang.seesToast("error", "");
            assertThat(form.locator("[data-label=客户名称]")).hasValue("乙公司");

            screen.part("bot").click();
            screen.part("bot-start").click();
            screen.page()
                    .locator("[data-testid=bot-lamp][data-state=running]")
                    .waitFor(new Locator.WaitForOptions().setTimeout(60_000));
            press(form, "提交");
            wang.seesToast("success", "已提交");
            assertThat(screen.acts()).contains("bot");
        }
    }
}
