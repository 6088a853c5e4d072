package io.soprelay.chat.command;

import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.outbox.Delivery;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    public static Delivery.Reply command(MemberId to, String line, String deliveryId, @Nullable String replyTo) {
        return new Delivery.Reply(to, COMMAND, Map.of(LINE, line), deliveryId, replyTo);
    }

    public static Delivery.Reply stale(
            MemberId to, String line, Instant sentAt, String deliveryId, @Nullable String replyTo) {
        return new Delivery.Reply(to, STALE, Map.of(LINE, line, SENT_AT, sentAt.toString()), deliveryId, replyTo);
    }

    public static Delivery.Reply open(MemberId to, FlowId flow, ItemId item, String deliveryId) {
        return new Delivery.Reply(to, OPEN, Map.of(FLOW, flow.value(), ITEM, item.toString()), deliveryId, null);
    }

    /** The same for every entry of this person: nobody is welcomed twice. */
    public static Delivery.Reply welcome(MemberId to) {
        return new Delivery.Reply(to, WELCOME, Map.of(), "welcome-" + to, null);
    }

    public static Delivery.Reply unreadable(MemberId to, String deliveryId, @Nullable String replyTo) {
        return new Delivery.Reply(to, UNREADABLE, Map.of(), deliveryId, replyTo);
    }

    /** @param text the words themselves; no names of people */
    public static Delivery.Reply said(MemberId to, String text, String deliveryId, @Nullable String replyTo) {
        return new Delivery.Reply(to, SAID, Map.of(LINE, text), deliveryId, replyTo);
    }

    /** @param file what the buttons of the question carry back */
    public static Delivery.Reply which(MemberId to, Map<String, String> file, String deliveryId) {
        return new Delivery.Reply(to, WHICH, file, deliveryId, null);
    }

    /** The line a {@link #COMMAND} or {@link #STALE} answer carries. */
    public static String line(Delivery.Reply reply) {
        return reply.params().getOrDefault(LINE, "");
    }
}
