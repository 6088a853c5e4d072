package io.soprelay.im.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.ChatMessage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which record was started last, as far as the bot's cards tell. */
class RecordNumbersTest {
    private final RecordNumbers numbers = new RecordNumbers();

    @Test
    void the_record_that_is_heard_of_last_is_the_newest_whatever_its_flow() {
        numbers.learn(headed("FH-20261122-0007"));
        numbers.learn(headed("TH-20261122-0001"));

        assertThat(numbers.newestFirst()).containsExactly("TH-20261122-0001", "FH-20261122-0007");
    }

    @Test
    void an_older_record_of_the_same_flow_that_is_heard_of_later_stays_the_older_one() {
        numbers.learn(headed("FH-20261122-10000"));
        numbers.learn(headed("TH-20261122-0001"));
        numbers.learn(headed("FH-20261122-9999"));
        numbers.learn(headed("FH-20261123-0001"));

        assertThat(numbers.newestFirst())
                .containsExactly("FH-20261123-0001", "TH-20261122-0001", "FH-20261122-10000", "FH-20261122-9999");
    }

    private static ChatMessage headed(String number) {
        String card = "{\"header\":{\"title\":{\"content\":\"" + number + " 已审批\"}}}";
        return new ChatMessage("om_1", "oc_1", "cli", "interactive", card, null, 1, false, Instant.EPOCH);
    }
}
