package io.soprelay.im.simulator.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.kit.DingTalkKit;
import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The kit's sentences on DingTalk, with bots that answer what the test says: the same sentences as on Feishu. */
class DingTalkKitTest {
    private static final String REDRAWN = """
            {"fields":[{"name":"number","label":"物流单号","type":"TEXT","required":true,"defaultValue":"SF1"},
             {"name":"note","label":"备注","type":"TEXT_AREA"}]}""";

    private final DingTalkKit dingTalk = DingTalkKit.start().patience(Duration.ofSeconds(5));
    private final Calls calls = new Calls(dingTalk.platform());
    private final Person li = dingTalk.user("库管小李");
    private final StreamBot bot = StreamBot.connect(dingTalk.platform());

    @BeforeEach
    void send() {
        calls.card(li.onDingTalk(), "task-1", DingTalkFixture.task());
    }

    @AfterEach
    void close() {
        bot.close();
        dingTalk.close();
    }

    @Test
    void a_press_is_told_in_one_sentence() {
        PhoneCard card = li.card("完成任务", "甲公司").offers("完成任务", "求助").offersNot("转交");
        bot.answers(answer(Map.of("toast", "已完成，下一步：验收", "form_show", "false", "status", "done")));

        li.fills("物流单号", "SF1").on(card);
        li.presses("完成任务").on(card).seesToast("已完成", "验收").sees("完成发货");

        card.offersNot("完成任务").showsNot("物流单号");
        assertThat(card.readOnDingTalk().face().status()).isEqualTo("done");
        assertThat(Json.text(bot.pressed().at("/params/form"), "number")).isEqualTo("SF1");
    }

    @Test
    void a_form_keeps_what_was_typed_only_if_the_answer_brings_it_back() {
        PhoneCard card = li.card("完成任务");
        bot.answers(answer(Map.of("toast", "单号不对", "error", "单号不对", "error_show", "true", "form", REDRAWN)));
        card.fills("物流单号", "SF1").presses("完成任务").seesToast("单号不对").keepsWhatWasTyped();
        assertThat(card.shows("单号不对").value("物流单号")).isEqualTo("SF1");

        bot.answers(answer(Map.of("toast", "单号还是不对", "error", "单号还是不对")));
        card.fills("物流单号", "SF2");
        assertThatThrownBy(() -> card.presses("完成任务").keepsWhatWasTyped())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("物流单号=SF2");
    }

    @Test
    void a_submit_without_a_required_field_is_stopped_by_the_phone() {
        li.card("完成任务").presses("完成任务").isStoppedByThePhone("物流单号");
        assertThat(bot.pushes()).isEmpty();
    }

    @Test
    void somebody_else_may_press_the_same_card() {
        PhoneCard card = li.card("完成任务");
        Person stranger = dingTalk.user("路人");
        bot.answers(answer(Map.of("toast", "这一步是库管小李的")));

        stranger.presses("求助").on(card).seesToast("小李的");

        assertThat(Json.text(bot.last(), "userId")).isEqualTo(stranger.phone().accountId());
    }

    @Test
    void people_talk_send_pictures_and_see_what_comes() {
        bot.answers(frame -> {
            calls.update("task-1", Map.of("subtitle", "已收到照片"), true);
            return "{}";
        });

        li.sendsPicture();
        li.card("完成任务").isAnsweredWithPicture();

        li.sees("已收到照片");
        li.card("完成任务").comesToShow("已收到照片");
        assertThat(bot.pushes()).hasSize(2);
    }

    @Test
    void what_does_not_hold_shows_the_phone() {
        dingTalk.patience(Duration.ofMillis(50));
        assertThatThrownBy(() -> li.card("完成任务").shows("已完成"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("on the phone of 库管小李")
                .hasMessageContaining("求助");
        assertThatThrownBy(() -> li.card("别的")).hasMessageContaining("a card with [别的]");
        assertThatThrownBy(() -> li.card("完成任务").fills("车牌", "A1")).hasMessageContaining("物流单号");
        assertThatThrownBy(li::onFeishu).isInstanceOf(ClassCastException.class);
    }

    private static String answer(Map<String, String> variables) {
        ObjectNode answer = Json.object();
        answer.putObject("cardUpdateOptions").put("updateCardDataByKey", true);
        ObjectNode shared = answer.putObject("cardData").putObject("cardParamMap");
        variables.forEach(shared::put);
        return Json.write(answer);
    }
}
