package io.soprelay.chat.command;

import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.outbox.Delivery;
import java.time.Instant;
import java.util.Map;

/** The answers that leave through the outbox, and what each of them carries. Names are stored. */
public final class Answers {
    /** Carries out a command line. */
    public static final String COMMAND = "command";
    /** Asks whether words that came late still count. */
    public static final String STALE = "stale";
    /** Sends a person's card once more. */
    public static final String OPEN = "open";
    /** Introduces the bot, once. */
    public static final String WELCOME = "welcome";
    /** Says that a kind of message is not read. */
    public static final String UNREADABLE = "unreadable";

    /** Plain words that were decided already. */
    public static final String SAID = "said";
    /** Asks which field a file belongs to. */
    public static final String WHICH = "which";

    public static final String LINE = "line";
    public static final String SENT_AT = "sentAt";
    public static final String FLOW = "flow";
    public static final String ITEM = "item";

    private Answers() {}

    public static Delivery.Reply command(Asked asked, String line) {
        return reply(asked, COMMAND, Map.of(LINE, line));
    }

    public static Delivery.Reply stale(Asked asked, String line, Instant sentAt) {
        return reply(asked, STALE, Map.of(LINE, line, SENT_AT, sentAt.toString()));
    }

    public static Delivery.Reply open(Asked asked, FlowId flow, ItemId item) {
        return reply(asked, OPEN, Map.of(FLOW, flow.value(), ITEM, item.toString()));
    }

    /** The same for every entry of this person: nobody is welcomed twice. */
    public static Delivery.Reply welcome(MemberId to, Account account) {
        return reply(Asked.privately(to, "welcome-" + to, account), WELCOME, Map.of());
    }

    public static Delivery.Reply unreadable(Asked asked) {
        return reply(asked, UNREADABLE, Map.of());
    }

    /** @param text the words themselves; no names of people */
    public static Delivery.Reply said(Asked asked, String text) {
        return reply(asked, SAID, Map.of(LINE, text));
    }

    /** @param file what the buttons of the question carry back */
    public static Delivery.Reply which(Asked asked, Map<String, String> file) {
        return reply(asked, WHICH, file);
    }

    private static Delivery.Reply reply(Asked asked, String answer, Map<String, String> params) {
        return new Delivery.Reply(asked.member(), answer, params, asked.deliveryId(), asked.replyTo(), asked.origin());
    }

    /** The line a {@link #COMMAND} or {@link #STALE} answer carries. */
    public static String line(Delivery.Reply reply) {
        return reply.params().getOrDefault(LINE, "");
    }
}
