package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.Finding;
import io.soprelay.im.Platform;
import io.soprelay.im.PlatformState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What admins are told about the way to the platforms. */
class WiringTest {
    private final ChatWorld world = ChatWorld.staffed();

    @Test
    void a_test_card_that_is_pressed_proves_that_buttons_come_back() {
        world.says(ZHOU, "/status");
        assertThat(world.lastText(ZHOU)).contains("飞书：按钮还没试过");

        world.says(ZHOU, "/status test");
        world.presses(ZHOU, "按这里");
        assertThat(world.lastCard(ZHOU).title()).isEqualTo("通了，飞书的按钮能用");
        int before = world.chat(ZHOU).size();
        world.pass(Duration.ofMinutes(3));
        assertThat(world.chat(ZHOU)).hasSize(before);

        world.says(ZHOU, "/status");
        assertThat(world.lastText(ZHOU)).contains("飞书：按钮接通过", "钉钉：按钮还没试过");
    }

    @Test
    void what_one_app_has_proved_is_not_proved_for_the_next() {
        world.says(ZHOU, "/status test");
        world.presses(ZHOU, "按这里");

        world.phones.app = "app_2";
        world.says(ZHOU, "/status");
        assertThat(world.lastText(ZHOU)).contains("飞书：按钮还没试过");
        world.chat.proveWiring(Platform.FEISHU);
        world.deliver();
        world.presses(ZHOU, "按这里");
        int before = world.chat(ZHOU).size();
        world.chat.proveWiring(Platform.FEISHU);
        world.deliver();

        assertThat(world.chat(ZHOU)).as("no second card").hasSize(before);
        world.says(ZHOU, "/status");
        assertThat(world.lastText(ZHOU)).contains("飞书：按钮接通过");
    }

    @Test
    void a_test_card_that_is_not_pressed_back_in_two_minutes_is_answered_with_what_to_do() {
        world.says(ZHOU, "/status test");
        int before = world.chat(ZHOU).size();
        world.pass(Duration.ofSeconds(119));
        assertThat(world.chat(ZHOU)).hasSize(before);
        world.pass(Duration.ofSeconds(2));

        Card verdict = world.lastCard(ZHOU);
        assertThat(verdict.title()).isEqualTo("飞书的按钮还没接通");
        assertThat(verdict.paragraphs()).hasSize(5).anyMatch(step -> step.contains("卡片回传交互"));
    }

    @Test
    void each_platform_is_tried_where_the_admin_asks() {
        world.says(ZHOU, "/member link 周管理 dingtalk:zhou-ding");
        var onDingTalk = new Account(Platform.DINGTALK, "zhou-ding");
        world.says(onDingTalk, "/status test");
        assertThat(world.lastCard(onDingTalk).title()).isEqualTo("按一下试试");
        world.pass(Duration.ofMinutes(3));
        assertThat(world.lastCard(onDingTalk).title()).isEqualTo("钉钉的按钮还没接通");
        assertThat(world.lastCard(onDingTalk).paragraphs())
                .as("both ways are spoken of: the admin may have chosen either")
                .anyMatch(step -> step.contains("Stream") && step.contains("relay.dingtalk.callback-url"));
    }

    @Test
    void what_a_platforms_answers_reveal_is_said_with_what_to_do() {
        world.dingTalk.state = new PlatformState(
                Platform.DINGTALK,
                List.of(new Finding(Finding.Kind.PERMISSION, "code X: Card.Instance.Write", world.clock.instant())),
                new PlatformState.Calls(4100, 5000, false),
                new PlatformState.Calls(12, 3000, false));
        world.says(ZHOU, "/status");
        assertThat(world.lastText(ZHOU))
                .contains("飞书：没发现问题")
                .contains("钉钉：⚠️ 缺权限点", "Card.Instance.Write")
                .contains("4100 次，共 5000 次（82%），快用完了")
                .contains("钉钉：这个月收到 12 次，共 3000 次（0%）");
    }

    @Test
    void a_press_on_another_bots_card_is_the_sign_that_two_bots_share_one_app() {
        ChatWorld other = ChatWorld.staffed();
        other.started();

        CardAnswer answer = world.act(ZHANG, other.last(ZHANG), "同意");

        assertThat(answer.toast().text()).isEqualTo("没找到这张单子，或者它和你没关系");
        world.says(ZHOU, "/status");
        assertThat(world.lastText(ZHOU)).contains("飞书：⚠️ 11-23 10:00 有人按了不是我发的卡片");
        world.pass(Duration.ofDays(1));
        world.says(ZHOU, "/status");
        assertThat(world.lastText(ZHOU)).doesNotContain("不是我发的卡片");
    }

    @Test
    void it_is_the_admins_affair() {
        world.says(WANG, "/status test");
        assertThat(world.lastText(WANG)).isEqualTo("这个只有管理员能做");
    }
}
