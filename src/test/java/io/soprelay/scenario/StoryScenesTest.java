package io.soprelay.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.story.StoryDirector;
import io.soprelay.im.simulator.story.StoryState;
import io.soprelay.im.simulator.story.StoryState.State;
import io.soprelay.im.simulator.story.Where;
import io.soprelay.testkit.company.StoryHouse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each scene can be opened from a fresh company, and then stands as its title says. */
class StoryScenesTest {
    private final StoryHouse house = StoryHouse.fresh();
    private final List<StoryState> told = new ArrayList<>();
    private final StoryDirector director = house.director(length -> {}, told::add);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    roles         | 管理员老周  | 财务现在是             |
                    started       | 审批人张总  | 请审批：发货审批       | 驳回
                    rejected      | 销售小王    | 修改后重新提交         | 提交
                    approved      | 库管小李    | 完成发货并反馈发货信息 | 完成任务
                    photo-missing | 库管小李    | 完成发货并反馈发货信息 | 完成任务
                    shipped       | 销售小王    | 完成验收并反馈验收信息 | 完成任务
                    stranger      | 销售小王    | 完成验收并反馈验收信息 | 完成任务
                    due           | 销售小王    | 还没完成               | 打开
                    accepted      | 销售小王    | 财务确认了验收凭证     |
                    returned      | 销售小王    | 退款 2560 元           |
                    """)
    void a_scene_opens_at_full_speed_and_stands(String scene, String who, String words, String button) {
        director.openScene(Where.FEISHU, scene);

        assertThat(director.state().state()).isEqualTo(State.IDLE);
        assertThat(director.state().scene()).isEqualTo(scene);
        house.kit().user(who).sees(words);
        if (button != null) {
            house.kit().user(who).card(words, button);
        }
        assertThat(told).extracting(StoryState::state).contains(State.PLAYING).doesNotContain(State.FAILED);
    }

    @Test
    void the_list_of_scenes_has_titles_for_people() {
        assertThat(director.state().scenes())
                .extracting(StoryState.Scene::title)
                .containsExactly("角色定好", "已发起", "被驳回", "已审批", "少一张照片", "已发货", "不相干的人", "七天后，该验收了", "已验收", "已退货");
    }

    @Test
    void an_unknown_scene_is_refused_and_nothing_is_played() {
        assertThatThrownBy(() -> director.openScene(Where.FEISHU, "lost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'lost'")
                .hasMessageContaining("shipped");

        assertThat(told).isEmpty();
        assertThat(house.kit().user(Cast.ZHOU).phone().cards()).isEmpty();
    }
}
