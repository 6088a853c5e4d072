package io.soprelay.chat.action;

import io.soprelay.chat.command.Answers;
import io.soprelay.chat.command.MemberInbox;
import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.Words;
import io.soprelay.engine.CommandIds;
import io.soprelay.im.CardAnswer;
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
        inbox.accept(
                press.operator(),
                CommandIds.delivery(press.action().deliveryId()),
                id(),
                List.of(Answers.command(press.asked(), press.param(Buttons.LINE))));
        return CardAnswer.followed(words.say("toast.sent"));
    }
}
