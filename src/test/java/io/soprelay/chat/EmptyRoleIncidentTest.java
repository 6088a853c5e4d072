package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.CHEN;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Card;
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
}
