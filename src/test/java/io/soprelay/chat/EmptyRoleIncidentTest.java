package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.CHEN;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Card;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A role nobody holds while work waits for it. */
class EmptyRoleIncidentTest extends IncidentSpecs {

    @Test
    void an_empty_role_is_one_incident_for_all_that_waits_and_heals_when_somebody_is_named() {
        world.says(ZHOU, "/role unset 库管");
        world.approved();
        Card card = card("还没有人是“库管”");
        assertThat(card.paragraphs()).containsExactly("现在先由小王来做。", "定好人就会自动转过去：点“换人”，或写 /role set 库管 @某人");
        assertThat(labels(card)).containsExactly("换人", "放弃", "打开");

        world.says(ZHOU, "/role set 库管 feishu:li");

        assertThat(card("还没有人是“库管”").tone()).isEqualTo(Card.Tone.DONE);
        assertThat(world.incidents.open()).isEmpty();
    }

    @Test
    void an_empty_role_is_filled_from_its_card() {
        world.says(ZHOU, "/role unset 库管");
        world.approved();
        world.says(ZHOU, "/incident reassign 1 小陈");

        assertThat(world.roles.people().role("库管").members()).containsExactly(world.id(CHEN));
        assertThat(world.newest(CHEN, "完成任务")).isNotNull();
    }

    @Test
    void a_role_that_nothing_waits_for_any_more_is_no_incident() {
        world.says(ZHOU, "/role unset 库管");
        world.approved();
        world.says(WANG, "查看 FH-20261123-0001");
        world.presses(WANG, "取消这张单子");
        world.presses(WANG, "取消这张单子", "为什么？（对方会看到）", "不要了");
        assertThat(world.incidents.open()).hasSize(1);
        world.rescans();
        world.deliver();
        assertThat(world.incidents.open()).isEmpty();
    }

    @Test
    void two_records_that_wait_for_the_same_role_are_one_incident_with_both() {
        world.says(ZHOU, "/role unset 审批人");
        world.started();
        world.says(WANG, "/start 发货流程");
        world.presses(WANG, "提交", "客户名称", "乙公司", "发货内容", "网线", "数量", "1", "金额", "1");
        world.pass(Duration.ofSeconds(10));

        assertThat(onlyOne().work()).hasSize(2);
        assertThat(card("还没有人是“审批人”").groups().getFirst().rows())
                .extracting(Card.Row::detail)
                .containsExactly("甲公司 · FH-20261123-0001", "乙公司 · FH-20261123-0002");
        assertThat(world.chat(ZHOU).stream()
                        .filter(message -> message.card() != null
                                && ChatWorld.card(message).title().startsWith("还没有人是")))
                .hasSize(1);
    }
}
