package io.soprelay.im.feishu;

import io.soprelay.im.Card;
import io.soprelay.im.SendResult;
import io.soprelay.im.door.PressDesk.Press;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the fresh card of an answer by an update of the message after the answer ({@code relay.feishu.card-answer=patch}),
 * for clients that were reported to refuse cards inside answers. It costs a call a press and a second of waiting, so it
 * is not the default.
 */
public final class FeishuCardUpdate {
    private static final Logger LOG = LoggerFactory.getLogger(FeishuCardUpdate.class);

    /** The first try always waits: the gateway refuses to update a card that was pressed a moment ago. */
    private static final int TRIES_MAX = 5;

    private static final Duration WAIT_MAX = Duration.ofSeconds(5);

    private final BiFunction<String, Card, SendResult> updating;

    /** @param updating {@link FeishuGateway#updateCard} */
    public FeishuCardUpdate(BiFunction<String, Card, SendResult> updating) {
        this.updating = updating;
    }

    /** Call it once the answer has left; returns at once. What cannot be shown is left to the card's outbox entry. */
    void after(Press press, Card card) {
        Thread.ofVirtual().name("card update").start(() -> show(press, card));
    }

    private void show(Press press, Card card) {
        for (int tried = 0; tried < TRIES_MAX; tried++) {
            switch (updating.apply(press.messageId(), card)) {
                case SendResult.Sent ignored -> {
                    press.shownByUpdate();
                    return;
                }
                case SendResult.Retry(Duration after, String ignored, boolean asked) ->
                    LockSupport.parkNanos((after.compareTo(WAIT_MAX) < 0 ? after : WAIT_MAX).toNanos());
                case SendResult.Unknown ignored -> {
                    // An update says what is true now, so it may be repeated.
                }
                case SendResult.Refused(SendResult.Cause cause, String detail) -> {
                    LOG.warn("The fresh card of an answer is refused: {} {}", cause, detail);
                    return;
                }
            }
        }
    }
}
