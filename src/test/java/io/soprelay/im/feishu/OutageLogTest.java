package io.soprelay.im.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.soprelay.im.ImInbox.InboxUnavailableException;
import io.soprelay.im.door.OutageLog;
import io.soprelay.testkit.LogLines;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the log says while the store is away, over the callback that meets it. */
class OutageLogTest extends FeishuCallbackBench {
    @RegisterExtension
    final LogLines lines = new LogLines("io.soprelay.im.door");

    private final FeishuCallback callback = callback();

    @BeforeEach
    void listen() {
        InboxUnavailableException away =
                new InboxUnavailableException("not stored", new IOException("Redis is away for commit"));
        inbox.onPress = action -> {
            throw away;
        };
        inbox.onEvent = () -> {
            throw away;
        };
    }

    @Test
    void many_presses_and_events_are_one_line_which_names_the_act_and_has_no_stack() throws IOException {
        for (int i = 0; i < 20; i++) {
            sends("card-press");
            sends("message-text");
        }

        assertThat(said())
                .containsExactly("A press on task.complete is not confirmed: Redis is away for commit"
                        + " (0 more since the last such line)");
        assertThat(lines.events()).allSatisfy(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getThrowableProxy()).isNull();
        });
    }

    @Test
    void ten_seconds_later_the_next_line_says_how_many_were_left_out() throws IOException {
        sends("card-press");
        sends("card-press");
        sends("card-press");
        now = now.plus(OutageLog.LINE_EVERY).minus(Duration.ofMillis(1));
        sends("message-text");
        now = now.plusMillis(1);

        sends("message-text");

        assertThat(said()).hasSize(2);
        assertThat(said().getLast())
                .isEqualTo("An event, which the platform sends again, is not confirmed: Redis is away for commit"
                        + " (3 more since the last such line)");
    }

    @Test
    void a_defect_is_no_outage_and_keeps_its_stack() throws IOException {
        inbox.onPress = action -> {
            throw new IllegalStateException("defect");
        };

        sends("card-press");
        sends("card-press");

        assertThat(lines.events())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.getThrowableProxy()).isNotNull());
    }

    private List<String> said() {
        return lines.events().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void sends(String recorded) throws IOException {
        send(callback, FeishuPush.signed(FeishuPush.recorded(recorded), NOW));
    }
}
