package io.soprelay.im.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.Account;
import io.soprelay.im.BotEntered;
import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer.CardReceipt;
import io.soprelay.im.ImInbox.InboxUnavailableException;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.MenuPressed;
import io.soprelay.im.MessageContent;
import io.soprelay.im.Platform;
import io.soprelay.im.RecordingInbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** One person's script is turned away before anything of it is begun; nobody else notices. */
class PersonalPaceTest {
    private static final Account SCRIPT = new Account(Platform.FEISHU, "script");
    private static final Account LI = new Account(Platform.FEISHU, "li");
    private static final String TOO_FAST = "点得太快了";

    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private final RecordingInbox behind = new RecordingInbox();
    private final PersonalPace inbox = new PersonalPace(behind, 120, 120, TOO_FAST, () -> now);

    @Test
    void a_hundred_presses_a_second_of_one_person_leave_everybody_elses_alone() {
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i < 100; i++) {
                now = now.plusMillis(10);
                inbox.onAction(press(SCRIPT, second + "-" + i));
            }
            assertThat(inbox.onAction(press(LI, "li-" + second)).toast().text()).isEqualTo("已完成");
        }
        assertThat(behind.received).filteredOn(PersonalPaceTest::isTheScripts).hasSizeBetween(139, 141);
        assertThat(behind.received).filteredOn(act -> !isTheScripts(act)).hasSize(10);
        assertThat(inbox.onAction(press(SCRIPT, "last")).toast().text()).isEqualTo(TOO_FAST);
    }

    @Test
    void whoever_was_too_fast_may_act_again_a_moment_later() {
        for (int i = 0; i < 121; i++) {
            inbox.onAction(press(SCRIPT, "p" + i));
        }
        assertThat(behind.received).hasSize(120);
        now = now.plusMillis(500);
        assertThat(inbox.onAction(press(SCRIPT, "again")).toast().text()).isEqualTo("已完成");
    }

    @Test
    void a_message_too_many_is_asked_for_again_and_not_lost() {
        for (int i = 0; i < 120; i++) {
            inbox.onMessage(message("m" + i));
        }
        assertThatThrownBy(() -> inbox.onMessage(message("one more"))).isInstanceOf(InboxUnavailableException.class);
        assertThatThrownBy(() -> inbox.onEntered(new BotEntered("e", SCRIPT)))
                .isInstanceOf(InboxUnavailableException.class);
        assertThatThrownBy(() -> inbox.onMenu(new MenuPressed("k", SCRIPT, "todo")))
                .isInstanceOf(InboxUnavailableException.class);
        assertThat(behind.received).hasSize(120);

        now = now.plusSeconds(15);
        assertThatCode(() -> inbox.onMessage(message("one more"))).doesNotThrowAnyException();
    }

    @Test
    void receipts_are_nobodys_acts() {
        for (int i = 0; i < 500; i++) {
            inbox.onAnswerWritten(new CardReceipt("card", "m", 1, "shown", 1));
        }
        assertThat(behind.settled).hasSize(500);
    }

    @Test
    void a_clock_that_is_set_back_blocks_nobody() {
        inbox.onAction(press(LI, "p1"));
        now = now.minus(Duration.ofDays(1));
        assertThat(inbox.onAction(press(LI, "p2")).toast().text()).isEqualTo("已完成");
    }

    @Test
    void twenty_thousand_people_are_forgotten_once_they_are_quiet_and_the_flooder_is_not() {
        for (int i = 0; i < 121; i++) {
            inbox.onAction(press(SCRIPT, "p" + i));
        }
        for (int i = 0; i < 20_000; i++) {
            now = now.plusNanos(1_000);
            inbox.onAction(press(new Account(Platform.FEISHU, "ou_" + i), "q" + i));
        }
        assertThat(inbox.onAction(press(SCRIPT, "still")).toast().text()).isEqualTo(TOO_FAST);
    }

    @Test
    void of_a_thousand_acts_at_once_exactly_the_burst_goes_through() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_000; i++) {
                CardAction press = press(SCRIPT, "p" + i);
                threads.execute(() -> inbox.onAction(press));
            }
        }
        assertThat(behind.received).hasSize(120);
    }

    private static boolean isTheScripts(Object act) {
        return act instanceof CardAction action && action.operator().equals(SCRIPT);
    }

    private static CardAction press(Account who, String deliveryId) {
        return new CardAction(deliveryId, who, "m1", "complete", Map.of(), Map.of());
    }

    private InboundMessage message(String id) {
        return new InboundMessage(id, SCRIPT, id, "chat", true, null, new MessageContent.Text("待办"), List.of(), now);
    }
}
