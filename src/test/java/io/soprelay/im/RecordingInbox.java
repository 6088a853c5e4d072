package io.soprelay.im;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An inbox that remembers what was handed in and answers presses as it is told. */
public final class RecordingInbox implements ImInbox {
    public final List<Object> received = new CopyOnWriteArrayList<>();
    public final List<CardAnswer.CardReceipt> settled = new CopyOnWriteArrayList<>();
    public Function<CardAction, CardAnswer> onPress = action -> CardAnswer.toast(CardAnswer.ToastKind.SUCCESS, "已完成");
    public Runnable onEvent = () -> {};

    @Override
    public CardAnswer onAction(CardAction action) {
        received.add(action);
        return onPress.apply(action);
    }

    @Override
    public void onAnswerWritten(CardAnswer.CardReceipt receipt) {
        settled.add(receipt);
    }

    @Override
    public void onMessage(InboundMessage message) {
        take(message);
    }

    @Override
    public void onEntered(BotEntered entered) {
        take(entered);
    }

    @Override
    public void onMenu(MenuPressed pressed) {
        take(pressed);
    }

    private void take(Object event) {
        onEvent.run();
        received.add(event);
    }
}
