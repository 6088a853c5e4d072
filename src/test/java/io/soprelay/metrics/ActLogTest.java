package io.soprelay.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.soprelay.engine.ActWatch.Act;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** One line for every act, by which its command can be found in the history, and nothing of what people typed. */
class ActLogTest {
    private static final Act ACT =
            new Act(new FlowId("f1"), new CommandId("c-1"), "CompleteTask", new MemberId("m-li"), 3_400_000);

    private final Logger log = (Logger) LoggerFactory.getLogger("io.soprelay.act");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void leave() {
        log.detachAppender(lines);
    }

    @Test
    void a_refusal_is_a_line_with_its_code_and_without_what_was_found() {
        Rejection rejection = Rejection.of(Rejection.Code.NOT_FOUND, "张三 13800001111");

        new ActLog().acted(ACT, new EngineAnswer.Refused(rejection, null, null));

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).isEqualTo("CompleteTask f1 by m-li: refused NOT_FOUND, 3 ms, c-1");
            assertThat(line.getKeyValuePairs())
                    .contains(new KeyValuePair("command", "c-1"), new KeyValuePair("member", "m-li"));
            assertThat(line.toString() + line.getKeyValuePairs()).doesNotContain("138");
        });
    }
}
