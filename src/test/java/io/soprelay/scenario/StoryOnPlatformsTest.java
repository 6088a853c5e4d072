package io.soprelay.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.im.simulator.story.StoryDirector;
import io.soprelay.im.simulator.story.StoryState;
import io.soprelay.im.simulator.story.StoryState.State;
import io.soprelay.im.simulator.story.Where;
import io.soprelay.testkit.company.StoryHouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The story wholly on DingTalk, and with the warehouse keeper there and all others on Feishu. */
class StoryOnPlatformsTest {
    private static final int STEPS_MAX = 60;

    private final StoryHouse house = StoryHouse.onBoth();
    private final List<StoryState> told = new ArrayList<>();
    private final StoryDirector director = house.director(length -> {}, told::add);

    @ParameterizedTest
    @EnumSource(
            value = Where.class,
            names = {"DINGTALK", "BOTH"})
    void the_whole_story_is_played_to_its_last_scene(Where where) {
        director.openScene(where, "returned");

        assertThat(director.state().scene()).isEqualTo("returned");
        assertThat(director.state().where()).isEqualTo(where);
        boolean alone = where == Where.DINGTALK;
        (alone ? house.dingTalk().user(Cast.WANG) : house.kit().user(Cast.WANG)).sees("退款 2560 元");
        house.dingTalk().user(Cast.LI).sees("完成发货并反馈发货信息");
        assertThat(house.kit().user(Cast.LI).count("完成发货"))
                .as("work goes to one account")
                .isZero();
        assertThat(house.kit().user(Cast.WANG).count("已提交") == 0)
                .as("nobody is on Feishu")
                .isEqualTo(alone);
    }

    @ParameterizedTest
    @CsvSource({"both,feishu,dingtalk", "dingtalk,dingtalk,dingtalk"})
    void each_step_says_on_which_phone_it_is_done(String where, String seller, String keeper) {
        director.openScene(Where.of(where).orElseThrow(), "shipped");

        assertThat(told)
                .filteredOn(state -> state.who().equals(Cast.WANG))
                .isNotEmpty()
                .allSatisfy(state -> {
                    assertThat(state.json().path("on").asString("")).isEqualTo(seller);
                    assertThat(state.json().path("platform").asString("")).isEqualTo(where);
                });
        assertThat(told)
                .filteredOn(state -> state.who().equals(Cast.LI))
                .isNotEmpty()
                .allSatisfy(state ->
                        assertThat(state.json().path("on").asString("")).isEqualTo(keeper));
    }

    @Test
    void on_dingtalk_who_rejects_is_asked_why_after_the_press() {
        director.openScene(Where.DINGTALK, "rejected");

        assertThat(told)
                .filteredOn(state -> state.who().equals(Cast.ZHANG))
                .extracting(StoryState::act)
                .containsSubsequence("press", "fill", "press");
        house.dingTalk().user(Cast.WANG).card("修改后重新提交", "数量不对，合同上是 10 台");
    }

    @Test
    void a_visitor_walks_it_on_dingtalk_phones() {
        director.walk(Where.DINGTALK);
        awaits(state -> state.step() == 1);

        for (int i = 0; i < STEPS_MAX && director.state().state() == State.WALKING; i++) {
            obeys();
        }

        assertThat(director.state().state()).isEqualTo(State.DONE);
        assertThat(director.state().scene()).isEqualTo("accepted");
        house.dingTalk().user(Cast.WANG).sees("财务确认了验收凭证");
        director.close();
    }

    @Test
    void a_story_on_a_platform_that_is_not_there_is_refused() {
        StoryDirector alone = StoryHouse.fresh().director(length -> {}, state -> {});
        assertThatThrownBy(() -> alone.walk(Where.DINGTALK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no DingTalk");
        assertThat(alone.state().state()).isEqualTo(State.IDLE);
        assertThat(Where.of("slack")).isEmpty();
    }

    private void obeys() {
        awaits(state -> state.problem().isEmpty());
        StoryState now = director.state();
        house.letLimitsPass();
        switch (now.act()) {
            case "say" -> house.dingTalk().user(now.who()).says(now.target().text());
            case "fill" -> {
                card(now).fills(now.target().label(), now.target().text());
                director.typed(now.who(), now.target().label());
            }
            case "press" -> card(now).presses(now.target().button());
            case "picture" -> house.dingTalk().user(now.who()).sendsPicture();
            case "clock" -> house.kit().clock().jumps(Duration.ofDays(7).plusMinutes(1));
            default -> assertThat(now.act()).isEqualTo("look");
        }
        awaits(state -> state.step() != now.step() || state.state() == State.DONE);
    }

    private PhoneCard card(StoryState now) {
        return house.dingTalk().user(now.who()).holding(now.target().messageId());
    }

    private void awaits(Predicate<StoryState> fits) {
        Awaitility.await()
                .alias("the walk, which is at " + director.state())
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> fits.test(director.state()));
    }
}
