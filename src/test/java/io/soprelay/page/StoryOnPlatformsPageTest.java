package io.soprelay.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.soprelay.page.PhoneOnPage.press;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.soprelay.im.simulator.Cast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenes, walk and play on DingTalk's phones, and over both platforms. */
@ExtendWith(Room.Entrance.class)
class StoryOnPlatformsPageTest {
    private final Axe axe = new Axe();

    @ParameterizedTest
    @CsvSource({"both,feishu,dingtalk", "dingtalk,dingtalk,dingtalk"})
    void a_link_opens_the_scene_on_its_platforms(String place, String seller, String keeper, Room room) {
        room.fresh();
        try (Screen screen = room.opens(1440, 900, ColorScheme.LIGHT)) {
            String page = screen.page().url().replaceFirst("#.*", "");

            screen.page().navigate(page + "?open#scene=approved&platform=" + place);

            screen.part("banner").getByText("场景“已审批”好了").waitFor(new Locator.WaitForOptions().setTimeout(90_000));
            PhoneOnPage li = turned(screen, Cast.LI, keeper);
            li.card("完成发货并反馈发货信息", "完成任务");
            turned(screen, Cast.WANG, seller).message("已审批");
            assertThat(room.company().user(Cast.LI).count("完成发货")).isZero();
            screen.picture("1440-scene-" + place);
        } finally {
            room.fresh();
        }
    }

    @Test
    void the_walk_is_taken_on_dingtalk_says_so_and_offers_feishu_by_one_press(Room room) {
        room.fresh();
        try (Screen screen = room.opens(360, 740, ColorScheme.LIGHT)) {
            screen.part("demo").click();
            screen.page().locator("[data-story-on=dingtalk]").click();
            assertThat(screen.part("demo-panel")).containsText("所有人都在钉钉上");
            screen.picture("360-demo-dingtalk");
            screen.part("walk").click();
            Locator bubble = screen.part("tour-bubble");
            assertThat(bubble).containsText("/start 发货流程");
            assertThat(screen.part("tour-place")).hasText("钉钉");
            Locator shell = screen.page().locator("[data-testid=phone][data-person='" + Cast.WANG + "']");
            assertThat(shell).hasAttribute("data-platform", "dingtalk");
            screen.picture("360-walk-dingtalk");
            assertThat(axe.complaints(screen.page())).isEmpty();

            screen.part("tour-help").click();
            screen.part("tour-help").click();
            for (String label : new String[] {"客户名称", "发货内容", "数量", "金额"}) {
                assertThat(bubble).containsText("“" + label + "”");
                screen.part("tour-help").click();
            }
            assertThat(bubble).containsText("点“提交”");
            press(new PhoneOnPage(shell).card("客户名称", "提交"), "提交");
            assertThat(bubble.locator(".tour-who")).containsText(Cast.ZHANG);
            Locator zhang = screen.page().locator("[data-testid=phone][data-person='" + Cast.ZHANG + "']");
            assertThat(zhang).hasAttribute("data-platform", "dingtalk");
            assertThat(bubble).containsText("点“驳回”");
            screen.picture("360-walk-dingtalk-approval");
            press(new PhoneOnPage(zhang).card("请审批", "驳回"), "驳回");
            assertThat(bubble).containsText("为什么");

            screen.part("tour-other").click();
            screen.part("ask-yes").click();
            assertThat(screen.part("tour-place"))
                    .hasText("飞书", new LocatorAssertions.HasTextOptions().setTimeout(90_000));
            assertThat(shell).hasAttribute("data-platform", "feishu");
            screen.part("tour-stop").click();
        } finally {
            room.fresh();
        }
    }

    @Test
    void the_play_over_both_platforms_fills_in_what_can_be_seen(Room room) {
        room.fresh();
        try (Screen screen = room.opens(1440, 900, ColorScheme.DARK)) {
            screen.page()
                    .evaluate(
                            "fetch('/simulator/api/story', { method: 'POST', headers: { 'Content-Type': 'application/json' },"
                                    + " body: JSON.stringify({ act: 'play', pace: 2, platform: 'both' }) })");
            Locator task = screen.page()
                    .locator("[data-testid=phone][data-person='" + Cast.LI
                            + "'][data-platform=dingtalk] [data-label^=物流单号]");
            task.first().waitFor(new Locator.WaitForOptions().setTimeout(90_000));
            assertThat(task.first()).hasValue("SF1234567890");
            assertThat(screen.part("tour-bar")).containsText("两边一起");
            screen.picture("1440-play-both");
            screen.part("tour-stop").click();
            assertThat(screen.part("tour-bar")).hasCount(0);
        } finally {
            room.fresh();
        }
    }

    private static PhoneOnPage turned(Screen screen, String person, String platform) {
        Locator shell = screen.page().locator("[data-testid=phone][data-person='" + person + "']");
        if (shell.count() == 0) {
            screen.page().locator("[data-person-tab='" + person + "']").click();
        }
        shell.locator("[data-turn=" + platform + "]").click();
        assertThat(shell).hasAttribute("data-platform", platform);
        return new PhoneOnPage(shell);
    }
}
