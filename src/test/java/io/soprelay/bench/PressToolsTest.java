package io.soprelay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.chat.view.Buttons;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.im.Platform;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PressToolsTest {
    private long now = 12_345;
    private final SendLimits limits = new SendLimits(() -> now);

    @Test
    void only_a_success_toast_with_a_whole_card_counts() {
        PressAnswers answers = new PressAnswers(5, FeishuDoor::judged);
        String card = "\"card\":{\"type\":\"raw\",\"data\":{\"schema\":\"2.0\",\"body\":{}}}";
        answers.add(0, answer(200, "{\"toast\":{\"type\":\"success\",\"content\":\"好\"}," + card + "}"));
        answers.add(1, answer(200, "{\"toast\":{\"type\":\"success\",\"content\":\"好\"}}"));
        answers.add(2, answer(200, "{\"toast\":{\"type\":\"warning\",\"content\":\"再按一次\"}}"));
        answers.failed(3, new IOException("reset"));

        assertThat(answers.others())
                .containsOnlyKeys("no card", "toast warning '再按一次'", "java.io.IOException: reset", "no answer");
    }

    @Test
    void an_answer_of_dingtalk_that_refuses_is_no_success_though_it_fills_the_card() {
        assertThat(DingTalkDoor.judged(answer(200, card("\"title\":\"发货\",\"toast\":\"好\",\"error_show\":\"false\""))))
                .isEmpty();
        assertThat(DingTalkDoor.judged(answer(
                        200, card("\"title\":\"发货\",\"toast\":\"好\",\"error\":\"填一下\",\"error_show\":\"true\""))))
                .as("a form's hint is no refusal")
                .isEmpty();
        assertThat(DingTalkDoor.judged(answer(
                        200, card("\"title\":\"发货\",\"toast\":\"再按\",\"error\":\"再按\",\"error_show\":\"true\""))))
                .isEqualTo("toast '再按'");
        assertThat(DingTalkDoor.judged(answer(200, card("\"toast\":\"好\"")))).isEqualTo("no card");
        assertThat(DingTalkDoor.judged(answer(500, ""))).isEqualTo("code 500");
    }

    @Test
    void the_stub_refuses_the_sixth_message_to_a_person_within_a_second() {
        for (int i = 0; i < 5; i++) {
            assertThat(limits.receiver("ou_1")).isZero();
        }
        assertThat(limits.receiver("ou_1")).isEqualTo(1);
        assertThat(limits.receiver("ou_2")).isZero();

        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(limits.receiver("ou_1")).isZero();
    }

    @Test
    void the_stub_allows_fifty_calls_a_second_and_a_thousand_a_minute() {
        int allowed = 0;
        for (int second = 0; second < 30; second++) {
            for (int call = 0; call < 60; call++) {
                allowed += limits.api("POST new") == 0 ? 1 : 0;
            }
            if (second == 0) {
                assertThat(allowed).isEqualTo(50);
            }
            now += TimeUnit.SECONDS.toNanos(1);
        }

        assertThat(allowed).isEqualTo(1_000);
        assertThat(limits.api("POST new")).isEqualTo(30);
    }

    @Test
    void the_story_names_the_cards_the_bot_would_send() throws IOException {
        PressStory story = story("/config/flows/delivery.yaml", "/config/flows/return.yaml");

        assertThat(story.step(7, 0).params().get(Buttons.CARD)).contains("/shipping-approval#1/");
        assertThat(story.step(7, 1).params().get(Buttons.CARD)).contains("/resubmit#1/");
        assertThat(story.step(7, 2).params().get(Buttons.CARD)).contains("/shipping-approval#2/");
        assertThat(story.step(7, 2).who()).isEqualTo(PressStory.APPROVER);
        assertThat(story.step(7, 1).who()).isEqualTo(PressStory.seller(7));
    }

    @Test
    void the_soak_presses_what_everybody_else_presses_and_its_records_are_over_then() throws IOException {
        PressStory shipped = story("/config/flows/delivery.yaml", "/config/flows/return.yaml");
        PressStory soak = story("/bench/soak.yaml");

        assertThat(soak.start(7)).isEqualTo(shipped.start(7));
        for (int at = 0; at < PressStory.STEPS; at++) {
            assertThat(soak.step(7, at)).isEqualTo(shipped.step(7, at));
        }
        assertThat(soak.cancel(7).params())
                .containsEntry(Buttons.FLOW, soak.flow(7).value());
        assertThat(new ReadFlows(new FeelConditions(), List.of("/bench/soak.yaml"))
                        .version("delivery", 1)
                        .state("已审批")
                        .kind())
                .isEqualTo(StateKind.SETTLED);
    }

    private static PressStory story(String... flows) throws IOException {
        return new PressStory(Platform.FEISHU, person -> person, new ReadFlows(new FeelConditions(), List.of(flows)));
    }

    private static String card(String variables) {
        return "{\"cardData\":{\"cardParamMap\":{" + variables + "}}}";
    }

    private static HttpConnection.Answer answer(int status, String body) {
        return new HttpConnection.Answer(status, body.getBytes(UTF_8), true);
    }
}
