package io.soprelay.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.GroupChat;
import io.soprelay.im.simulator.Phones;
import io.soprelay.im.simulator.kit.FeishuKit;
import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.im.simulator.kit.PlatformKit;
import io.soprelay.im.simulator.recording.RecordedSession;
import io.soprelay.im.simulator.recording.Recording;
import io.soprelay.im.simulator.story.Where;
import io.soprelay.testkit.company.StoryHouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sessions in {@code src/test/resources/sessions}, played again by the real bot: what people did and saw then they can do
 * and see now. {@code -Dsessions.update=true} records the delivery anew.
 */
class RecordedSessionsTest {
    private static final Path SESSIONS = Path.of("src/test/resources/sessions");
    private static final Path DELIVERY = SESSIONS.resolve("delivery.jsonl");
    private static final Path OVER_BOTH = SESSIONS.resolve("delivery-both.jsonl");

    private final StoryHouse house = StoryHouse.fresh();

    static List<Path> sessions() throws IOException {
        if (Boolean.getBoolean("sessions.update")) {
            Files.writeString(DELIVERY, recordedStory(StoryHouse.fresh(), "accepted"));
            Files.writeString(OVER_BOTH, recordedStory(StoryHouse.onBoth(), Where.BOTH, "accepted"));
        }
        try (Stream<Path> files = Files.list(SESSIONS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void a_session_can_be_lived_through_again(Path file) throws IOException {
        if (Files.readString(file).contains("\"on\":\"dingtalk\"")) {
            StoryHouse both = StoryHouse.onBoth();
            RecordedSession.read(file).replay(both.kit(), both.dingTalk());
        } else {
            RecordedSession.read(file).replay(house.kit());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Where.class,
            names = {"DINGTALK", "BOTH"})
    void one_recording_holds_both_platforms(Where where) {
        String text = recordedStory(StoryHouse.onBoth(), where, "shipped");
        assertThat(text)
                .contains("\"on\":\"dingtalk\"", "{dingtalk:库管小李}", "\"values\":{\"客户名称\":\"甲公司\"")
                .doesNotContainPattern("dingtalk:user[0-9a-f]");

        StoryHouse again = StoryHouse.onBoth();
        RecordedSession.parse("both", text).replay(again.kit(), again.dingTalk());
        assertThatThrownBy(() -> RecordedSession.parse("both", text)
                        .replay(StoryHouse.fresh().kit()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("nobody is on dingtalk here");
    }

    @Test
    void what_is_said_in_a_group_and_answered_there_or_in_private_is_recorded_and_played_again() {
        StoryHouse both = StoryHouse.onBoth();
        String text;
        try (Recording recording = Recording.of(
                List.of(both.kit().platform(), both.dingTalk().platform()), both.clock(), both.clock()::now)) {
            for (PlatformKit<?> kit : List.of(both.kit(), both.dingTalk())) {
                GroupChat group = kit.phones().groups().stream()
                        .filter(one -> one.name().equals(Cast.GROUP))
                        .findFirst()
                        .orElseThrow();
                Person wang = kit.user(Cast.WANG);
                group.hears(wang.phone(), "大家早");
                group.hears(wang.phone(), "@接力 待办");
                wang.sees("我的待办");
                kit.settle();
            }
            text = recording.text();
        }
        assertThat(text)
                .contains("{\"act\":\"say\",\"who\":\"销售小王\",\"text\":\"大家早\",\"in\":\"发货群\"}")
                .contains("\"on\":\"dingtalk\",\"text\":\"@接力 待办\",\"in\":\"发货群\"")
                .contains("{\"in\":\"发货群\",\"text\":\"只和你有关");

        StoryHouse again = StoryHouse.onBoth();
        RecordedSession.parse("groups", text).replay(again.kit(), again.dingTalk());
    }

    @Test
    void what_is_recorded_today_can_be_replayed_today() {
        String text = recordedStory(house, "rejected");
        assertThat(text)
                .contains("\"act\":\"press\"", "\"values\":{\"客户名称\":\"甲公司\"", "{FH#1}", "\"as\":\"c1\"")
                .doesNotContainPattern("[A-Z]{2}-\\d{8}-\\d{4}")
                .doesNotContainPattern("o[mu]_[0-9a-f]{8}");

        RecordedSession.parse("today", text).replay(StoryHouse.fresh().kit());
    }

    @Test
    void another_toast_another_card_and_a_message_too_many_are_found_by_line() {
        String text = recordedStory(house, "started");

        assertThatThrownBy(() -> replayed(text.replace("已提交，单号", "已收下，单号")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("已收下，单号")
                .hasMessageContaining("\"act\":\"press\"")
                .hasMessageContaining("on the phone of 销售小王");
        assertThatThrownBy(() -> replayed(text.replace("请审批：发货审批", "请审批：别的")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a card '请审批：别的'")
                .hasMessageContaining("on the phone of 审批人张总");
        String without = String.join(
                "\n", text.lines().filter(line -> !line.contains("请审批：发货审批")).toList());
        assertThatThrownBy(() -> replayed(without))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("nothing beyond what was recorded")
                .hasMessageContaining("请审批：发货审批");
    }

    @Test
    void greetings_files_and_a_clock_that_was_set_are_recorded_and_played_again() {
        String text;
        try (Recording recording = Recording.of(List.of(house.kit().platform()), house.clock(), house.clock()::now)) {
            house.kit().user(Cast.CHEN).isAnswered("/todo", "我的待办");
            recording.restart();
            house.kit().clock().jumpsToNext("18:00");
            house.kit().user(Cast.CHEN).sendsFile("合同.pdf");
            house.kit().user(Cast.CHEN).sees("没有别的事在等照片");
            text = recording.text();
        }

        assertThat(text.lines().toList())
                .hasSize(4)
                .contains("{\"act\":\"clock\",\"next\":\"18:00\"}")
                .contains("{\"act\":\"file\",\"who\":\"销售小陈\",\"file\":\"合同.pdf\"}");
        RecordedSession.parse("files", text).replay(StoryHouse.fresh().kit());
    }

    @Test
    void time_that_was_put_on_by_a_length_is_recorded_as_that_length() {
        try (Recording recording = Recording.of(List.of(house.kit().platform()), house.clock(), house.clock()::now)) {
            house.clock().advance(Duration.ofHours(1));
            assertThat(recording.text()).endsWith("{\"act\":\"clock\",\"advance\":\"PT1H\"}\n");
        }
    }

    @Test
    void presses_that_no_replay_could_aim_are_left_out() {
        FeishuKit feishu = house.kit();
        String text;
        try (Recording recording = Recording.of(List.of(feishu.platform()), house.clock(), house.clock()::now)) {
            Person chen = feishu.user(Cast.CHEN);
            chen.says("/start 发货流程");
            PhoneCard form = chen.card("发起发货流程", "提交");
            form.fills("客户名称", "甲公司", "发货内容", "网线", "数量", "3", "金额", "30");
            PhoneCard old = form.asItIs();
            form.presses("提交").seesToast("单号");
            old.presses("提交").seesToast("已经提交过了");
            feishu.settle();
            feishu.platform().expire(form.messageId());
            old.presses("提交").isStoppedByThePhone("14 days");
            text = recording.text();
        }

        assertThat(text).containsOnlyOnce("\"act\":\"press\"");
        RecordedSession.parse("presses", text).replay(StoryHouse.fresh().kit());
    }

    @Test
    void a_session_hires_whoever_it_names() {
        String text = """
                {"format":"sop-relay-session","version":1}
                {"act":"say","who":"管理员老周","text":"/role set 库管 @新来的小何","mentions":["新来的小何"]}
                {"sees":"管理员老周","text":"库管现在是：新来的小何"}
                """;
        RecordedSession.parse("hired", text).replay(house.kit());
    }

    @Test
    void roles_of_an_earlier_session_are_gone_in_a_fresh_house() {
        house.kit().user(Cast.ZHOU).isAnswered("/role set 跑腿 @" + Cast.LI, "跑腿现在是：" + Cast.LI);

        StoryHouse fresh = StoryHouse.fresh();
        fresh.kit().user(Cast.ZHOU).isAnswered("/role", "库管");
        assertThat(fresh.kit().user(Cast.ZHOU).count("跑腿")).isZero();
        assertThat(fresh.kit().user(Cast.ZHOU).count(Cast.LI)).isZero();
    }

    @Test
    void a_file_of_another_kind_or_version_is_refused() {
        assertThatThrownBy(() -> RecordedSession.parse("x", "{\"format\":\"sop-relay-session\",\"version\":9}"))
                .hasMessageContaining("x:1 must be");
        assertThatThrownBy(
                        () -> RecordedSession.parse("x", "{\"format\":\"sop-relay-session\",\"version\":1}\nnot JSON"))
                .hasMessageContaining("x:2 is no JSON object");
    }

    private static void replayed(String text) {
        RecordedSession.parse("changed", text).replay(StoryHouse.fresh().kit().patience(Duration.ofSeconds(5)));
    }

    private static String recordedStory(StoryHouse house, String scene) {
        return recordedStory(house, Where.FEISHU, scene);
    }

    private static String recordedStory(StoryHouse house, Where where, String scene) {
        List<Phones> platforms = where == Where.FEISHU
                ? List.of(house.kit().platform())
                : List.of(house.kit().platform(), house.dingTalk().platform());
        try (Recording recording = Recording.of(platforms, house.clock(), house.clock()::now)) {
            house.director(length -> {}, state -> {}).openScene(where, scene);
            house.kit().settle();
            return recording.text();
        }
    }
}
