package io.soprelay.im.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.soprelay.im.Account;
import io.soprelay.im.BotEntered;
import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.CardReceipt;
import io.soprelay.im.CardAnswer.Toast;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.im.ImInbox;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.MenuPressed;
import io.soprelay.im.Platform;
import io.soprelay.im.door.CallbackCounters.Outcome;
import io.soprelay.im.door.PressDesk.Budget;
import io.soprelay.im.door.PressDesk.EventResult;
import io.soprelay.im.door.PressDesk.Press;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A press is answered in time or honestly, and settled only once its answer has left. */
class PressDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final CardReceipt RECEIPT = new CardReceipt("card-1", "m1", 7, "shown", 1);
    private static final CardAction ACTION =
            new CardAction("d1", new Account(Platform.DINGTALK, "li"), "m1", "task.complete", Map.of(), Map.of());

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CallbackCounters counters = new CallbackCounters(meters, Platform.DINGTALK);
    private final List<CardReceipt> settled = new ArrayList<>();
    private Instant now = NOW;
    private final OpenPresses open = new OpenPresses(() -> now);
    private Supplier<CardAnswer> answering = () -> new CardAnswer(new Toast(ToastKind.SUCCESS, "ok"), null, RECEIPT);

    @Test
    void an_answer_that_left_inside_the_window_settles_its_card() {
        try (Press press = desk(Budget.DINGTALK).take(ACTION, NOW)) {
            assertThat(press.answer()).isPresent();
            assertThat(open.wait("m1")).isPresent();
            assertThat(settled).isEmpty();
            now = NOW.plusMillis(1_999);
            press.written(true);
        }

        assertThat(settled).containsExactly(RECEIPT);
        assertThat(counters.value(Outcome.HANDLED)).isEqualTo(1);
        assertThat(meters.timer("relay.dingtalk.answer").totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(1_999);
        now = now.plus(OpenPresses.SETTLING);
        assertThat(open.wait("m1")).isEmpty();
    }

    @Test
    void one_that_left_after_the_window_or_showed_less_settles_nothing() {
        try (Press press = desk(Budget.DINGTALK).take(ACTION, NOW)) {
            press.written(false);
            now = NOW.plusSeconds(2);
            press.written(true);
        }

        assertThat(settled).isEmpty();
    }

    @Test
    void a_card_shown_by_an_update_settles_whenever_that_was() {
        try (Press press = desk(Budget.DINGTALK).take(ACTION, NOW)) {
            now = NOW.plusSeconds(4);
            press.shownByUpdate();
        }

        assertThat(settled).containsExactly(RECEIPT);
    }

    @Test
    void what_takes_longer_than_the_budget_is_not_confirmed() {
        CountDownLatch never = new CountDownLatch(1);
        answering = () -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
            return CardAnswer.toast(ToastKind.SUCCESS, "late");
        };

        try (Press press =
                desk(new Budget(Duration.ofMillis(20), Duration.ofSeconds(2))).take(ACTION, NOW)) {
            assertThat(press.answer()).isEmpty();
            press.written(true);
        }

        never.countDown();
        assertThat(settled).isEmpty();
        assertThat(counters.value(Outcome.LATE)).isEqualTo(1);
    }

    @Test
    void events_are_handled_or_asked_for_again() {
        PressDesk desk = desk(Budget.DINGTALK);

        assertThat(desk.handIn(() -> {})).isEqualTo(EventResult.HANDLED);
        assertThat(desk.handIn(() -> {
                    throw new ImInbox.InboxUnavailableException("away", new IOException());
                }))
                .isEqualTo(EventResult.SEND_AGAIN);
        assertThat(desk.handIn(() -> {
                    throw new IllegalStateException("a defect");
                }))
                .isEqualTo(EventResult.SEND_AGAIN);
        assertThat(counters.value(Outcome.UNAVAILABLE)).isEqualTo(1);
        assertThat(counters.value(Outcome.FAILED)).isEqualTo(1);
    }

    private PressDesk desk(Budget budget) {
        return new PressDesk(new Inbox(), open, counters, () -> now, budget);
    }

    private final class Inbox implements ImInbox {
        @Override
        public CardAnswer onAction(CardAction action) {
            return answering.get();
        }

        @Override
        public void onAnswerWritten(CardReceipt receipt) {
            settled.add(receipt);
        }

        @Override
        public void onMessage(InboundMessage message) {
            throw new AssertionError(message);
        }

        @Override
        public void onEntered(BotEntered entered) {
            throw new AssertionError(entered);
        }

        @Override
        public void onMenu(MenuPressed pressed) {
            throw new AssertionError(pressed);
        }
    }
}
