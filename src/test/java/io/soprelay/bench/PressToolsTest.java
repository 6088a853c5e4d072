package io.soprelay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PressToolsTest {
    private long now = 12_345;
    private final SendLimits limits = new SendLimits(() -> now);

    @Test
    void only_a_success_toast_with_a_whole_card_counts() {
        PressAnswers answers = new PressAnswers(5);
        String card = "\"card\":{\"type\":\"raw\",\"data\":{\"schema\":\"2.0\",\"body\":{}}}";
        answers.add(0, answer(200, "{\"toast\":{\"type\":\"success\",\"content\":\"好\"}," + card + "}"));
        answers.add(1, answer(200, "{\"toast\":{\"type\":\"success\",\"content\":\"好\"}}"));
        answers.add(2, answer(200, "{\"toast\":{\"type\":\"warning\",\"content\":\"再按一次\"}}"));
        answers.failed(3, new IOException("reset"));

        assertThat(answers.others())
                .containsOnlyKeys("no card", "toast warning '再按一次'", "java.io.IOException: reset", "no answer");
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
        PressStory story = new PressStory();

        assertThat(story.step(7, 0).at("/action/value/card").asString()).contains("/shipping-approval#1/");
        assertThat(story.step(7, 1).at("/action/value/card").asString()).contains("/resubmit#1/");
        assertThat(story.step(7, 2).at("/action/value/card").asString()).contains("/shipping-approval#2/");
        assertThat(story.step(7, 2).at("/operator/open_id").asString()).isEqualTo(PressStory.APPROVER);
        assertThat(story.step(7, 1).at("/operator/open_id").asString()).isEqualTo(PressStory.seller(7));
    }

    private static HttpConnection.Answer answer(int status, String body) {
        return new HttpConnection.Answer(status, body.getBytes(UTF_8), true);
    }
}
