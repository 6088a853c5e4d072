package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code /incident} and the buttons that do the same: what each says, who may, and what is kept. */
class IncidentCommandTest extends IncidentSpecs {

    @Test
    void giving_up_asks_why_keeps_the_reason_and_is_not_told_again_while_it_lasts() {
        liIsGone();

        world.presses(ZHOU, "放弃");
        Card asked = world.lastCard(ZHOU);
        assertThat(asked.kind()).isEqualTo(Card.Kind.REASON);
        CardAnswer answer = world.presses(ZHOU, "放弃", "为什么放弃？（会留下来）", "小李离职了");

        assertThat(answer.toast().text()).isEqualTo("已放弃，原因留下了");
        Card dropped = world.lastCard(ZHOU);
        assertThat(dropped.tone()).isEqualTo(Card.Tone.CLOSED);
        assertThat(dropped.quote()).isEqualTo(new Card.Quote("周管理 说", "小李离职了"));

        world.pass(Duration.ofSeconds(6));
        assertThat(world.phones.updates).as("the answer showed it").isEmpty();
        int told = world.chat(ZHOU).size();
        world.phones.nextSends.add(GONE);
        world.rescans();
        world.deliver();
        assertThat(world.incidents.open()).isEmpty();
        assertThat(world.chat(ZHOU)).hasSize(told);
    }

    @Test
    void going_back_from_the_question_changes_nothing_and_claims_no_success() {
        liIsGone();
        world.presses(ZHOU, "放弃");
        CardAnswer back = world.presses(ZHOU, "返回");
        assertThat(back.toast()).isEqualTo(new CardAnswer.Toast(CardAnswer.ToastKind.INFO, "好的"));
        assertThat(world.lastCard(ZHOU).kind()).isNotEqualTo(Card.Kind.REASON);
        assertThat(world.incidents.open()).hasSize(1);
    }

    @Test
    void an_empty_reason_is_asked_for_again() {
        liIsGone();
        world.presses(ZHOU, "放弃");
        CardAnswer answer = world.presses(ZHOU, "放弃", "为什么放弃？（会留下来）", "  ");
        assertThat(answer.toast().text()).isEqualTo("请写为什么放弃，会留下来");
        assertThat(world.incidents.open()).hasSize(1);
    }

    @Test
    void nobody_but_an_admin_acts_on_it_whatever_card_they_have() {
        liIsGone();
        Phones.Message forwarded = world.last(ZHOU);
        for (String button : List.of("重试", "放弃")) {
            CardAnswer answer = world.act(WANG, forwarded, button);
            assertThat(answer.toast().text()).isEqualTo("这个只有管理员能做");
            assertThat(answer.card()).isNull();
        }
        for (String line : List.of(
                "/incident list",
                "/incident show 1",
                "/incident retry 1",
                "/incident reassign 1 小陈",
                "/incident drop 1 不要了")) {
            world.says(WANG, line);
            assertThat(world.lastText(WANG)).as(line).isEqualTo("这个只有管理员能做");
        }
        assertThat(world.incidents.open()).hasSize(1);
        assertThat(world.roles.people().role("库管").members()).containsExactly(world.id(LI));
    }

    @Test
    void the_list_and_each_incident_can_be_asked_for() {
        world.says(ZHOU, "/incident list");
        assertThat(world.lastCard(ZHOU).title()).isEqualTo("现在没有做不下去的事");

        liIsGone();
        world.says(ZHOU, "异常");
        Card list = world.lastCard(ZHOU);
        assertThat(list.title()).isEqualTo("做不下去的事 (1)");
        assertThat(list.groups().getFirst().rows().getFirst().title()).isEqualTo("1 · 小李没收到卡片");
        world.presses(ZHOU, "打开");
        assertThat(world.lastCard(ZHOU).facts())
                .contains(
                        new Card.Fact("出现", "1 次，最近一次 今天 10:00（11-23）"),
                        new Card.Fact("平台或程序的原话", "UNREACHABLE: 230013: not available"));

        world.says(ZHOU, "/incident show 9");
        assertThat(world.lastText(ZHOU)).isEqualTo("没有这个编号的异常");
        world.says(ZHOU, "/status");
        assertThat(world.lastText(ZHOU)).contains("做不下去的事：1 件");
    }

    @Test
    void a_line_does_what_a_button_does_once_and_says_when_it_is_too_late() {
        liIsGone();
        world.says(ZHOU, "/incident drop 1");
        assertThat(world.lastText(ZHOU)).isEqualTo("请写为什么放弃，会留下来");
        world.says(ZHOU, "/incident drop 1 人已经（昨天） 走了，他的事我办");
        assertThat(world.lastCard(ZHOU).quote()).isEqualTo(new Card.Quote("周管理 说", "人已经（昨天） 走了，他的事我办"));
        world.says(ZHOU, "/incident retry 1");
        assertThat(world.lastText(ZHOU)).isEqualTo("这件已经了结了");
        world.says(ZHOU, "/incident reassign 1");
        assertThat(world.lastText(ZHOU)).isEqualTo("这件已经了结了");
    }

    @Test
    void a_line_that_lacks_something_is_answered_with_that_line_in_full() {
        liIsGone();
        for (String part : List.of("show", "retry", "reassign", "drop")) {
            world.says(ZHOU, "/incident " + part);
            assertThat(world.lastText(ZHOU)).startsWith("这样写：/incident " + part + " 7");
            world.says(ZHOU, "/incident " + part + " one");
            assertThat(world.lastText(ZHOU)).startsWith("这样写：/incident " + part + " 7");
        }
        for (String unclear : List.of("/incident what", "/incident 99999999999")) {
            world.says(ZHOU, unclear);
            assertThat(world.lastText(ZHOU)).contains("/incident list");
        }
        assertThat(world.incidents.open()).hasSize(1);
    }

    @Test
    void a_number_alone_shows_that_one() {
        liIsGone();
        for (String line : List.of("/incident 1", "异常 1")) {
            world.says(ZHOU, line);
            assertThat(world.lastCard(ZHOU).facts())
                    .as(line)
                    .anyMatch(fact -> fact.label().equals("出现"));
        }
        world.says(ZHOU, "/incident 9");
        assertThat(world.lastText(ZHOU)).isEqualTo("没有这个编号的异常");
        world.says(WANG, "/incident 1");
        assertThat(world.lastText(WANG)).isEqualTo("这个只有管理员能做");
    }

    @Test
    void help_lists_it_to_admins_only() {
        world.says(ZHOU, "/help");
        assertThat(rows(world.lastCard(ZHOU))).contains("/incident list");
        world.says(WANG, "/help");
        assertThat(rows(world.lastCard(WANG))).doesNotContain("/incident list");
    }
}
