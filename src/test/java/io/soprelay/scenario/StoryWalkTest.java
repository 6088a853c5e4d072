package io.soprelay.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.kit.FeishuKit;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.im.simulator.story.StoryDirector;
import io.soprelay.im.simulator.story.StoryState;
import io.soprelay.im.simulator.story.StoryState.State;
import io.soprelay.im.simulator.story.Where;
import io.soprelay.testkit.company.StoryHouse;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A visitor walks the story: it shows what is next, and finds the visitor again who does something else. */
class StoryWalkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int STEPS_MAX = 60;

    private final StoryHouse house = StoryHouse.fresh();
    private final FeishuKit feishu = house.kit();
    private final StoryDirector director = house.director(length -> {}, state -> {});

    @BeforeEach
    void begin() {
        director.walk(Where.FEISHU);
        awaits(state -> state.step() == 1);
    }

    @AfterEach
    void end() {
        director.close();
    }

    @Test
    void who_does_as_the_walk_says_comes_to_the_accepted_delivery() {
        for (int i = 0; i < STEPS_MAX && director.state().state() == State.WALKING; i++) {
            obeys();
        }

        assertThat(director.state().state()).isEqualTo(State.DONE);
        assertThat(director.state().scene()).isEqualTo("accepted");
        assertThat(director.state().step()).isEqualTo(director.state().steps());
        feishu.user(Cast.WANG).sees("财务确认了验收凭证");
    }

    @Test
    void a_form_filled_in_at_once_with_other_values_counts_as_well() {
        obeys();
        PhoneCard form = feishu.user(Cast.WANG).card("发起发货流程", "提交");
        form.fills("客户名称", "乙公司", "发货内容", "网线", "数量", "三", "金额", "30");
        form.presses("提交").seesToast("数量");
        assertThat(director.state().act()).as("refused, so not done").isEqualTo("fill");

        form.fills("数量", "3").presses("提交").seesToast("已提交");

        awaits(state -> state.who().equals(Cast.ZHANG));
        assertThat(director.state().scene()).isEqualTo("rejected");
        assertThat(director.state().target().label()).isEqualTo("意见");
    }

    @Test
    void who_approves_where_a_rejection_was_told_is_found_ahead() {
        obeysUntil("rejected");

        feishu.user(Cast.ZHANG)
                .presses("同意")
                .on(feishu.user(Cast.ZHANG).card("发货审批", "同意"))
                .seesToast("已同意");

        awaits(state -> state.who().equals(Cast.LIU));
        assertThat(director.state().target().button()).isEqualTo("同意");
        assertThat(director.state().problem()).isEmpty();
    }

    @Test
    void who_rejects_once_more_is_led_back_to_the_repair() {
        obeysUntil("approved");
        while (!director.state().who().equals(Cast.ZHANG)) {
            obeys();
        }

        feishu.user(Cast.ZHANG)
                .card("发货审批", "驳回")
                .fills("意见", "金额也不对")
                .presses("驳回")
                .seesToast("已驳回");

        awaits(state -> state.who().equals(Cast.WANG) && state.act().equals("fill"));
        obeys();
        obeys();
        awaits(state -> state.who().equals(Cast.ZHANG));
        assertThat(director.state().target().messageId())
                .isEqualTo(feishu.user(Cast.ZHANG).card("发货审批", "同意").messageId());
    }

    @Test
    void a_picture_before_the_form_makes_both_steps_done() {
        obeysUntil("photo-missing");
        PhoneCard task = feishu.user(Cast.LI).card("完成发货", "完成任务");
        feishu.user(Cast.LI).sendsPicture();
        feishu.user(Cast.LI).sees("已收到物流凭证");

        task.fills("实际发货时间", feishu.clock().picked(), "物流单号", "SF9")
                .presses("完成任务")
                .seesToast("已完成");

        awaits(state -> state.scene().equals("due"));
        assertThat(director.state().act()).isEqualTo("clock");
    }

    @Test
    void a_card_that_is_gone_is_missed_aloud() {
        obeysUntil("approved");
        feishu.user(Cast.WANG).says("查看");
        PhoneCard repair = feishu.user(Cast.WANG).card("修改后重新提交", "提交");
        feishu.platform().recall(repair.messageId());

        awaits(state -> !state.problem().isEmpty());

        assertThat(director.state().problem()).contains("修改后重新提交", "跳过");
    }

    @Test
    void who_skips_sees_it_done_to_the_end() {
        for (int i = 0; i < STEPS_MAX && director.state().state() == State.WALKING; i++) {
            director.skip();
            house.letLimitsPass();
        }

        awaits(state -> state.state() == State.DONE);
        feishu.user(Cast.WANG).sees("财务确认了验收凭证");
    }

    @Test
    void after_a_stop_nothing_is_told_any_more() {
        director.stop();
        assertThat(director.state().state()).isEqualTo(State.IDLE);

        feishu.user(Cast.WANG).isAnswered("/start 发货流程", "发起发货流程");
        director.skip();
        director.typed(Cast.WANG, "客户名称");

        assertThat(director.state().step()).isZero();
    }

    private void obeysUntil(String scene) {
        for (int i = 0; i < STEPS_MAX && !director.state().scene().equals(scene); i++) {
            obeys();
        }
        assertThat(director.state().scene()).isEqualTo(scene);
    }

    /** Does what the page would show, and waits until the walk has seen it. */
    private void obeys() {
        awaits(state -> state.problem().isEmpty());
        StoryState told = director.state();
        house.letLimitsPass();
        switch (told.act()) {
            case "say" -> feishu.user(told.who()).says(told.target().text());
            case "fill" -> {
                card(told).fills(told.target().label(), told.target().text());
                director.typed(told.who(), told.target().label());
            }
            case "press" -> card(told).presses(told.target().button());
            case "picture" -> feishu.user(told.who()).repliesWithPicture(card(told));
            case "clock" -> feishu.clock().jumps(Duration.ofDays(7).plusMinutes(1));
            default -> assertThat(told.act()).isEqualTo("look");
        }
        awaits(state -> state.step() != told.step() || state.state() == State.DONE);
    }

    private PhoneCard card(StoryState told) {
        return feishu.user(told.who()).holding(told.target().messageId());
    }

    private void awaits(Predicate<StoryState> fits) {
        Awaitility.await()
                .alias("the walk, which is at " + director.state())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> fits.test(director.state()));
    }
}
