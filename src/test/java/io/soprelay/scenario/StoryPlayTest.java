package io.soprelay.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.story.StoryDirector;
import io.soprelay.im.simulator.story.StoryState;
import io.soprelay.im.simulator.story.StoryState.State;
import io.soprelay.im.simulator.story.Where;
import io.soprelay.testkit.company.StoryHouse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The story plays by itself at watching speed: announced first, done afterwards, pausable. Time is the test's. */
class StoryPlayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StoryHouse house = StoryHouse.fresh();
    private final List<StoryState> told = new CopyOnWriteArrayList<>();
    private final List<Duration> rests = new CopyOnWriteArrayList<>();
    private volatile Runnable atRest = () -> {};
    private final StoryDirector director = house.director(
            length -> {
                rests.add(length);
                atRest.run();
            },
            told::add);

    @AfterEach
    void stop() {
        director.close();
    }

    @Test
    void every_step_is_announced_with_who_what_and_where_before_it_is_done() {
        director.play(Where.FEISHU, 1);
        awaitState(State.DONE);

        List<StoryState> steps = told.stream()
                .filter(state -> state.state() == State.PLAYING && state.step() > 0)
                .toList();
        int count = director.state().steps();
        assertThat(steps).extracting(StoryState::step).contains(1, count / 2, count);
        assertThat(steps)
                .filteredOn(state -> state.act().equals("fill"))
                .isNotEmpty()
                .allSatisfy(state -> {
                    assertThat(state.hint()).contains(state.target().label());
                    assertThat(state.target().messageId()).startsWith("om_");
                    assertThat(state.target().text()).isNotBlank().doesNotContain("{");
                });
        assertThat(steps)
                .filteredOn(state -> state.act().equals("press"))
                .isNotEmpty()
                .allSatisfy(state -> {
                    assertThat(state.hint()).contains(state.target().button());
                    assertThat(house.kit().platform().message(state.target().messageId()))
                            .isPresent();
                });
        assertThat(total()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(90));
        assertThat(director.state().scene()).isEqualTo("returned");
    }

    @Test
    void a_pause_stops_before_the_next_act_and_a_resume_goes_on() {
        atRest = () -> {
            if (director.state().act().equals("press")) {
                atRest = () -> {};
                director.pause();
            }
        };
        director.play(Where.FEISHU, 2);
        awaitState(State.PAUSED);
        StoryState paused = director.state();
        assertThat(house.kit()
                        .user(Cast.WANG)
                        .phone()
                        .cardIn(paused.target().messageId())
                        .buttons())
                .as("announced, not pressed")
                .contains(paused.target().button());

        director.resume();

        awaitState(State.DONE);
        assertThat(total()).as("twice as fast").isLessThan(Duration.ofSeconds(45));
    }

    @Test
    void a_stop_ends_the_play_before_the_next_act() {
        atRest = () -> {
            if (director.state().scene().equals("started")
                    && director.state().act().equals("say")) {
                director.stop();
            }
        };
        director.play(Where.FEISHU, 1);

        awaitState(State.IDLE);
        house.kit().settle();
        assertThat(house.kit().user(Cast.WANG).count("发起发货流程")).isZero();
        assertThat(told.getLast().state()).isEqualTo(State.IDLE);
    }

    @Test
    void what_does_not_go_as_told_is_said_in_one_line() {
        atRest = () -> {
            if (director.state().scene().equals("rejected")
                    && director.state().act().equals("press")) {
                atRest = () -> {};
                house.kit()
                        .user(Cast.ZHANG)
                        .holding(director.state().target().messageId())
                        .presses("同意");
            }
        };
        director.play(Where.FEISHU, 1);

        awaitState(State.FAILED);
        assertThat(director.state().problem())
                .startsWith(Cast.ZHANG + " ")
                .endsWith("再演一遍。")
                .doesNotContainPattern("[a-z]|\n");
    }

    @Test
    void a_pace_beyond_reason_is_refused() {
        assertThatThrownBy(() -> director.play(Where.FEISHU, 0)).hasMessageContaining("between 0.1 and 20");
        assertThatThrownBy(() -> director.play(Where.FEISHU, Double.NaN)).hasMessageContaining("between 0.1 and 20");
        assertThat(director.state().state()).isEqualTo(State.IDLE);
    }

    private Duration total() {
        return rests.stream().reduce(Duration.ZERO, Duration::plus);
    }

    private void awaitState(State wanted) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .failFast(
                        "the play failed",
                        () -> assertThat(director.state().problem())
                                .matches(problem -> wanted == State.FAILED || problem.isEmpty()))
                .until(() -> director.state().state() == wanted);
    }
}
