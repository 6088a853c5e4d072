package io.soprelay.im.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Buttons on a card whose form may be half filled: any change of the card would empty it. */
class DingTalkBesideFormTest extends DingTalkCallbackBench {
    @Test
    void what_follows_as_a_message_leaves_a_form_on_the_card_alone_and_any_other_card_says_so() throws IOException {
        DingTalkButton show = new DingTalkButton("say", Map.of("line", "/show FH-1"), null, null, false);
        inbox.onPress = action -> CardAnswer.followed("好的，看下面");

        String alone = DingTalkPush.recorded("card-foreign").replace("submit", show.packed());
        assertThat(changed(send(DingTalkPush.press(alone, NOW))).path("toast").stringValue())
                .isEqualTo("好的，看下面");
        String beside = DingTalkPush.recorded("card-foreign")
                .replace("submit", show.besideTheForm().packed());
        assertThat(send(DingTalkPush.press(beside, NOW.plusMillis(1))).getContentAsString())
                .isEqualTo("{}");
        assertThat(((CardAction) inbox.received.getLast()).params()).isEqualTo(Map.of("line", "/show FH-1"));
    }
}
