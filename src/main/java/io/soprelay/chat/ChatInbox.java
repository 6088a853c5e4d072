package io.soprelay.chat;

import io.soprelay.chat.action.CardActionHandler;
import io.soprelay.chat.action.Press;
import io.soprelay.chat.command.Answers;
import io.soprelay.chat.command.Asked;
import io.soprelay.chat.command.MemberInbox;
import io.soprelay.chat.command.PeopleNames;
import io.soprelay.chat.view.Words;
import io.soprelay.directory.Member;
import io.soprelay.directory.Members;
import io.soprelay.engine.CommandIds;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.BotEntered;
import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.CardReceipt;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.im.ImInbox;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.MenuPressed;
import io.soprelay.im.MessageContent;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.outbox.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything people do, from whatever platform. A press is carried out and answered in the same call. A message is one
 * commit in its sender's inbox under the delivery id, together with what has to be done about it; commands are carried
 * out by their delivery, so a message that arrives twice, or a bot that dies in between, changes nothing twice.
 */
public final class ChatInbox implements ImInbox {
    private static final Logger LOG = LoggerFactory.getLogger(ChatInbox.class);

    /** Older words are asked about: the person may have done it otherwise meanwhile. */
    private static final Duration FRESH_FOR = Duration.ofMinutes(10);

    /** Nothing a person types as a command is longer. */
    private static final int TEXT_CHARS_MAX = 2000;

    private final Members members;
    private final MemberInbox inbox;
    private final CardReceipts receipts;
    private final BusinessTime time;
    private final InstantSource clock;
    private final Words words;
    private final Map<String, CardActionHandler> actions = new HashMap<>();

    /** @param clock the machine's: freshness is no business time */
    public ChatInbox(
            Members members,
            MemberInbox inbox,
            CardReceipts receipts,
            BusinessTime time,
            InstantSource clock,
            Words words,
            List<CardActionHandler> actions) {
        this.members = members;
        this.inbox = inbox;
        this.receipts = receipts;
        this.time = time;
        this.clock = clock;
        this.words = words;
        for (CardActionHandler action : actions) {
            if (this.actions.put(action.id(), action) != null) {
                throw new IllegalArgumentException("Two actions are called " + action.id());
            }
        }
    }

    @Override
    public CardAnswer onAction(CardAction action) {
        CardActionHandler handler = actions.get(action.actionId());
        if (handler == null) {
            return CardAnswer.toast(ToastKind.WARNING, words.say("toast.dead-button"));
        }
        try {
            Member operator = members.of(action.operator());
            return handler.handle(new Press(operator.id(), action));
        } catch (LedgerUnavailableException away) {
            throw new InboxUnavailableException("Not confirmed, pressing again is safe", away);
        } catch (Press.Unreadable notOurs) {
            LOG.warn(
                    "Press {} of {} is not readable: {}", action.deliveryId(), action.actionId(), notOurs.getMessage());
            return CardAnswer.toast(ToastKind.WARNING, words.say("toast.dead-button"));
        }
    }

    @Override
    public void onAnswerWritten(CardReceipt receipt) {
        try {
            receipts.settle(receipt);
        } catch (LedgerUnavailableException away) {
            LOG.debug("Card {} is sent once more, its receipt is lost", receipt.cardId(), away);
        }
    }

    @Override
    public void onMessage(InboundMessage message) {
        committed(() -> {
            Asked asked = asked(message);
            switch (message.content()) {
                case MessageContent.Text text -> accept(asked, "text", List.of(said(asked, text.text(), message)));
                case MessageContent.Files files -> accept(asked, "files", fetches(asked, files, message));
                case MessageContent.Unrecognised other -> accept(asked, "unread", List.of(Answers.unreadable(asked)));
            }
        });
    }

    /** Once a person, however often the chat is opened; nobody to whom the bot has written is introduced to it. */
    @Override
    public void onEntered(BotEntered entered) {
        committed(() -> {
            Member member = members.of(entered.person());
            if (!member.welcomed()) {
                Delivery.Reply welcome = Answers.welcome(member.id(), entered.person());
                inbox.accept(member.id(), new CommandId(welcome.deliveryId()), "entered", List.of(welcome));
            }
        });
    }

    /** The menu's key is a command word. */
    @Override
    public void onMenu(MenuPressed pressed) {
        committed(() -> {
            MemberId member = members.of(pressed.person()).id();
            Asked asked = Asked.privately(member, pressed.deliveryId(), pressed.person());
            accept(asked, "menu", List.of(Answers.command(asked, pressed.key())));
        });
    }

    private Asked asked(InboundMessage message) {
        MemberId sender = members.of(message.sender()).id();
        String group = message.privateChat() ? null : message.chatId();
        return new Asked(
                sender,
                message.deliveryId(),
                message.messageId(),
                new Delivery.Origin(message.sender().toString(), group));
    }

    private Delivery said(Asked asked, String text, InboundMessage message) {
        String cut = text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX);
        String line = PeopleNames.withMembers(cut, message.mentions(), members);
        boolean late = message.sentAt().isBefore(clock.instant().minus(FRESH_FOR));
        return late ? Answers.stale(asked, line, message.sentAt()) : Answers.command(asked, line);
    }

    private List<Delivery> fetches(Asked asked, MessageContent.Files files, InboundMessage message) {
        List<Delivery> fetches = new ArrayList<>();
        Instant sentAt = onBusinessTime(message.sentAt());
        for (MessageContent.Attachment file : files.attachments()) {
            fetches.add(new Delivery.EvidenceFetch(
                    asked.member(),
                    message.messageId(),
                    message.parentMessageId(),
                    file.key(),
                    file.picture(),
                    file.name(),
                    message.deliveryId(),
                    sentAt,
                    asked.origin()));
        }
        return fetches;
    }

    /** As long ago on business time as on the machine's clock; never in the future, whatever the platform's clock says. */
    private Instant onBusinessTime(Instant sentAt) {
        Duration age = Duration.between(sentAt, clock.instant());
        return time.now().minus(age.isNegative() ? Duration.ZERO : age);
    }

    private void accept(Asked asked, String kind, List<Delivery> toDo) {
        inbox.accept(asked.member(), CommandIds.delivery(asked.deliveryId()), kind, toDo);
    }

    private static void committed(Runnable act) {
        try {
            act.run();
        } catch (LedgerUnavailableException away) {
            throw new InboxUnavailableException("Not stored, deliver it again", away);
        }
    }
}
