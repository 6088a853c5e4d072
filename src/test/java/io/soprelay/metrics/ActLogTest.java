package io.soprelay.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.engine.ActWatch.Act;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.testkit.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.event.KeyValuePair;

/** One line for every act, by which its command can be found in the history, and nothing of what people typed. */
class ActLogTest {
    private static final Act ACT =
            new Act(new FlowId("f1"), new CommandId("c-1"), "CompleteTask", new MemberId("m-li"), 3_400_000);

    @RegisterExtension
    final LogLines lines = new LogLines("io.soprelay.act");

    @Test
    void a_refusal_is_a_line_with_its_code_and_without_what_was_found() {
        Rejection rejection = Rejection.of(Rejection.Code.NOT_FOUND, "张三 13800001111");

        new ActLog().acted(ACT, new EngineAnswer.Refused(rejection, null, null));

        assertThat(lines.events()).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).isEqualTo("CompleteTask f1 by m-li: refused NOT_FOUND, 3 ms, c-1");
            assertThat(line.getKeyValuePairs())
                    .contains(new KeyValuePair("command", "c-1"), new KeyValuePair("member", "m-li"));
            assertThat(line.toString() + line.getKeyValuePairs()).doesNotContain("138");
        });
    }
}
