package io.soprelay.chat.action;

import io.soprelay.chat.command.Answers;
import io.soprelay.chat.command.MemberInbox;
import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.Words;
import io.soprelay.engine.CommandIds;
import io.soprelay.im.CardAnswer;
import java.util.List;

/** 打开: sends the presser's own card for an item once more, at the end of the chat. */
public final class OpenAction implements CardActionHandler {
    private final MemberInbox inbox;
    private final Words words;

    public OpenAction(MemberInbox inbox, Words words) {
        this.inbox = inbox;
        this.words = words;
    }

    @Override
    public String id() {
        return Buttons.OPEN;
    }

    @Override
    public CardAnswer handle(Press press) {
        inbox.accept(
                press.operator(),
                CommandIds.delivery(press.action().deliveryId()),
                id(),
                List.of(Answers.open(press.asked(), press.flow(), press.item())));
        return CardAnswer.followed(words.say("toast.sent"));
    }
}
