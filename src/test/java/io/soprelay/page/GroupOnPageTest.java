package io.soprelay.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.soprelay.page.PhoneOnPage.press;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.soprelay.im.simulator.Cast;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The group on the phones: the bot is mentioned, answers all or one alone, and its cards are pressed there. */
@ExtendWith(Room.Entrance.class)
class GroupOnPageTest {
    private final Axe axe = new Axe();

    @ParameterizedTest
    @ValueSource(strings = {"feishu", "dingtalk"})
    void what_is_for_all_is_answered_aloud_and_what_is_for_one_alone_in_private(String platform, Room room) {
        try (Screen screen = room.opens(1440, 900, ColorScheme.LIGHT)) {
            PhoneOnPage wang = inGroup(screen, Cast.WANG, platform);
            // Nobody gives him anything to do, in whatever test.
            PhoneOnPage chen = inGroup(screen, Cast.CHEN, platform);
            assertThat(wang.shell().locator("[data-testid=group-hint]")).containsText("私下");
            assertThat(wang.shell().locator("[data-testid=picture-menu]")).hasCount(0);

            wang.says("大家早");
            assertThat(chen.message("大家早").locator(".message-from")).hasText(Cast.WANG);
            wang.shell().locator("[data-group-line=help]").click();
            Locator help = chen.card("我能帮你做什么", "我的待办");
            wang.card("我能帮你做什么", "我的待办");
            screen.picture("1440-group-" + platform);
            assertThat(axe.complaints(screen.page())).isEmpty();

            chen.shell().locator("[data-group-line=todo]").click();
            chen.message("私下发给你了");
            wang.message("私下发给你了");
            Locator back = chen.shell().locator("[data-chat=private]");
            assertThat(back.locator("[data-testid=chat-unread]")).hasCount(1);
            back.click();
            chen.message("现在没有要做的事");
            Locator lists =
                    chen.shell().locator("[data-type=card]").filter(new Locator.FilterOptions().setHasText("现在没有要做的事"));
            int before = lists.count();
            chen.shell().locator("[data-chat=group]").click();
            press(help, "我的待办");
            back.locator("[data-testid=chat-unread]").waitFor();
            back.click();
            assertThat(lists).hasCount(before + 1);
            assertThat(chen.shell().locator("[data-testid=group-hint]")).hasCount(0);
            assertThat(wang.shell()
                            .locator("[data-testid=message]")
                            .filter(new Locator.FilterOptions().setHasText("现在没有要做的事")))
                    .hasCount(0);
            screen.picture("1440-group-private-" + platform);
            assertThat(screen.acts()).contains((platform.equals("feishu") ? "" : "dingtalk/") + "group/say");
        }
    }

    @ParameterizedTest
    @CsvSource({"feishu,360", "dingtalk,360", "dingtalk,320"})
    void a_narrow_page_turns_to_the_group_and_back(String platform, int width, Room room) {
        try (Screen screen = room.opens(width, 740, ColorScheme.DARK)) {
            PhoneOnPage wang = inGroup(screen, Cast.WANG, platform);
            wang.says("@");
            Locator said = wang.message("@");
            assertThat(said).isVisible();
            wang.shell().locator("[data-testid=say]").fill("@接");
            assertThat(wang.shell().locator("[data-mention=接力]")).isVisible();
            wang.shell().locator("[data-mention=接力]").click();
            assertThat(wang.shell().locator("[data-testid=say]")).hasValue("@接力 ");
            wang.says("@接力 帮助");
            wang.card("我能帮你做什么", "我的待办");
            assertThat(screen.js("document.documentElement.scrollWidth")).isEqualTo(width);
            screen.picture(width + "-group-" + platform);
            wang.shell().locator("[data-chat=private]").click();
            assertThat(wang.shell().locator("[data-menu=todo]")).isVisible();
            screen.picture(width + "-group-back-" + platform);
        }
    }

    private static PhoneOnPage inGroup(Screen screen, String person, String platform) {
        Locator shell = screen.page().locator("[data-testid=phone][data-person='" + person + "']");
        if (shell.count() == 0) {
            screen.page().locator("[data-person-tab='" + person + "']").click();
        }
        shell.locator("[data-turn=" + platform + "]").click();
        shell.locator("[data-chat=group]").click();
        shell.locator("[data-testid=group-hint]").waitFor();
        return new PhoneOnPage(shell);
    }
}
