package io.soprelay.chat.action;

import io.soprelay.chat.command.Answers;
import io.soprelay.chat.command.MemberInbox;
import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.Words;
import io.soprelay.engine.CommandIds;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.ToastKind;
import java.util.List;

/** Does what writing the button's line would do, with the presser's own rights. */
public final class SayAction implements CardActionHandler {
    private final MemberInbox inbox;
    private final Words words;

    public SayAction(MemberInbox inbox, Words words) {
        this.inbox = inbox;
        this.words = words;
    }

    @Override
    public String id() {
        return Buttons.SAY;
    }

    @Override
    public CardAnswer handle(Press press) {
        String deliveryId = press.action().deliveryId();
        inbox.accept(
                press.operator(),
                CommandIds.delivery(deliveryId),
                id(),
                List.of(Answers.command(press.operator(), press.param(Buttons.LINE), deliveryId, null)));
        return CardAnswer.toast(ToastKind.SUCCESS, words.say("toast.sent"));
    }
}
