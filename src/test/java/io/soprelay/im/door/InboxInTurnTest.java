package io.soprelay.im.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.Account;
import io.soprelay.im.BotEntered;
import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.CardReceipt;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.im.ImInbox;
import io.soprelay.im.ImInbox.InboxUnavailableException;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.MenuPressed;
import io.soprelay.im.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Everybody who comes at once has their turn; whoever waited in vain has begun nothing. */
class InboxInTurnTest {
    private static final Account LI = new Account(Platform.DINGTALK, "li");
    private static final CardReceipt RECEIPT = new CardReceipt("card-1", "m1", 7, "shown", 1);

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch twoInside = new CountDownLatch(2);
    private final CountDownLatch leave = new CountDownLatch(1);

    @Test
    void of_many_presses_at_once_no_more_are_handled_than_there_are_turns_and_all_are_answered() throws Exception {
        ImInbox inbox = new InboxInTurn(new Crowded(), 2, Duration.ofMinutes(1));
        List<CompletableFuture<CardAnswer>> answers = new ArrayList<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                CardAction press = press("d" + i);
                answers.add(CompletableFuture.supplyAsync(() -> inbox.onAction(press), people));
            }
            twoInside.await();
            leave.countDown();
        }

        assertThat(answers).allMatch(CompletableFuture::isDone);
        assertThat(begun).hasValue(200);
        assertThat(most).hasValue(2);
    }

    @Test
    void whoever_waited_in_vain_is_told_so_and_nothing_was_begun() throws Exception {
        ImInbox inbox = new InboxInTurn(new Crowded(), 2, Duration.ofMillis(1));
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            people.execute(() -> inbox.onAction(press("d1")));
            people.execute(() -> inbox.onAnswerWritten(RECEIPT));
            twoInside.await();

            assertThatThrownBy(() -> inbox.onAction(press("d3")))
                    .isInstanceOf(InboxUnavailableException.class)
                    .hasMessage("Too many at once, nothing was begun");
            assertThat(begun).hasValue(2);
            leave.countDown();
        }
    }

    @Test
    void a_failure_gives_its_turn_back() {
        leave.countDown();
        ImInbox inbox = new InboxInTurn(new Crowded(), 1, Duration.ofMillis(1));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> inbox.onEntered(new BotEntered("d", LI)))
                    .isInstanceOf(IllegalStateException.class);
        }
        inbox.onAction(press("d1"));
        assertThat(begun).hasValue(1);
    }

    private static CardAction press(String deliveryId) {
        return new CardAction(deliveryId, LI, "m1", "task.complete", Map.of(), Map.of());
    }

    /** Nobody leaves before the test says so. */
    private final class Crowded implements ImInbox {
        @Override
        public CardAnswer onAction(CardAction action) {
            stay();
            return CardAnswer.toast(ToastKind.SUCCESS, "ok");
        }

        @Override
        public void onAnswerWritten(CardReceipt receipt) {
            stay();
        }

        private void stay() {
            begun.incrementAndGet();
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            twoInside.countDown();
            try {
                leave.await();
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            } finally {
                inside.decrementAndGet();
            }
        }

        @Override
        public void onMessage(InboundMessage message) {
            throw new AssertionError(message);
        }

        @Override
        public void onEntered(BotEntered entered) {
            throw new IllegalStateException("a defect");
        }

        @Override
        public void onMenu(MenuPressed pressed) {
            throw new AssertionError(pressed);
        }
    }
}
