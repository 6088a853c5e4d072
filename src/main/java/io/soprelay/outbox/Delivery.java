package io.soprelay.outbox;

import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.LinkedRecord;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.Lane;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that waits in a schedule: what it is, in which lane, under which id. Stored; renaming needs a new format. */
public sealed interface Delivery {

    Lane lane();

    /** Unique in lane and partition, the same for each repeat of the act that caused it. */
    String entryId();

    /**
     * Whether it shows or tells people what nobody has just asked for, or leads to that. Such things wait while the
     * partition is frozen; answers, and what the truth itself needs, do not.
     */
    default boolean isUnasked() {
        return switch (this) {
            case CardDelivery card -> true;
            case NoticeDelivery notice -> true;
            case EndNotice notice -> true;
            case ReminderDelivery reminder -> true;
            case ReminderTimer timer -> true;
            case PersonReminders reminders -> true;
            case DigestDelivery digest -> true;
            case DigestTimer timer -> true;
            case Reply answer -> false;
            case WiringCheck answer -> false;
            case IncidentCard admins -> false;
            case EmptyRoleReport admins -> false;
            case EvidenceFetch file -> false;
            case EvidenceBind file -> false;
            case TodoProjection rows -> false;
            case LinkDelivery other -> false;
            case FilesErasure files -> false;
            case StoreRewrite files -> false;
            case RoleSweep work -> false;
        };
    }

    /**
     * Where a person said or pressed something: what comes of it is answered there, wherever else they can be reached.
     *
     * @param account as accounts are written: {@code feishu:ou_…}
     * @param group the platform's id of the group it was said in; null for the private chat
     */
    record Origin(String account, @Nullable String group) {}

    /** What happened to a record, told to a person; read in the order in which it happened. */
    interface News {
        FlowId flow();

        /** Of the record when it happened. */
        long version();

        MemberId to();
    }

    /** Make a person's card show the truth. Coalesces. */
    record CardDelivery(FlowId flow, ItemId item, MemberId member) implements Delivery {
        @Override
        public Lane lane() {
            return Lane.CARD;
        }

        @Override
        public String entryId() {
            return new CardId(flow, item, member).toString();
        }
    }

    /** Bring the to-do rows of one record up to date. Coalesces. */
    record TodoProjection(FlowId flow) implements Delivery {
        @Override
        public Lane lane() {
            return Lane.HANDOVER;
        }

        @Override
        public String entryId() {
            return "todo/" + flow;
        }
    }

    /** Tell a person the notice of this key, as the record stood at {@code version}. */
    record NoticeDelivery(FlowId flow, long version, String notice, MemberId to) implements Delivery, News {
        @Override
        public Lane lane() {
            return Lane.NOTICE;
        }

        @Override
        public String entryId() {
            return flow + "/" + version + "/" + notice + "/" + to;
        }
    }

    /** Tell a person that the record ended while something in it waited for them. */
    record EndNotice(FlowId flow, long version, MemberId to) implements Delivery, News {
        @Override
        public Lane lane() {
            return Lane.NOTICE;
        }

        @Override
        public String entryId() {
            return "end/" + flow + "/" + version + "/" + to;
        }
    }

    /** A reminder's moment has come: hand it over to whoever is to be reminded. */
    record ReminderDelivery(FlowId flow, ItemId item, Instant moment, MemberId to) implements Delivery {
        @Override
        public Lane lane() {
            return Lane.HANDOVER;
        }

        @Override
        public String entryId() {
            return flow + "/" + item + "/" + moment.toEpochMilli() + "/" + to;
        }
    }

    /** Issue the reminder command when the moment comes. */
    record ReminderTimer(FlowId flow, ItemId item, Instant moment) implements Delivery {
        @Override
        public Lane lane() {
            return Lane.TIMER;
        }

        @Override
        public String entryId() {
            return flow + "/" + item + "/" + moment.toEpochMilli();
        }
    }

    /** Tell another record what this one is now. */
    record LinkDelivery(FlowId target, LinkedRecord source) implements Delivery {
        @Override
        public Lane lane() {
            return Lane.HANDOVER;
        }

        @Override
        public String entryId() {
            return "link/" + target + "/" + source.id() + "/" + source.version();
        }
    }

    /** Delete the files that were sent for an erased record. */
    record FilesErasure(FlowId flow) implements Delivery {
        @Override
        public Lane lane() {
            return Lane.HANDOVER;
        }

        @Override
        public String entryId() {
            return "files/" + flow;
        }
    }

    /**
     * Have the store write its files anew, without what was erased.
     *
     * @param erased id of the record or person
     */
    record StoreRewrite(String erased) implements Delivery {
        @Override
        public Lane lane() {
            return Lane.HANDOVER;
        }

        @Override
        public String entryId() {
            return "rewrite/" + erased;
        }
    }

    /** A role changed: send {@code Reassign} to every open item that was resolved from an older version. */
    record RoleSweep(String role, long version) implements Delivery {
        @Override
        public Lane lane() {
            return Lane.HANDOVER;
        }

        @Override
        public String entryId() {
            return "role/" + role + "/" + version;
        }
    }

    /**
     * Download what a person sent, store it, and attach it to what waits for it.
     *
     * @param sentAt on business time
     * @param origin where it was sent; null in deliveries that were stored before there were several platforms
     */
    record EvidenceFetch(
            MemberId from,
            String messageId,
            @Nullable String replyTo,
            String key,
            boolean picture,
            @Nullable String name,
            String deliveryId,
            Instant sentAt,
            @Nullable Origin origin)
            implements Delivery {
        @Override
        public Lane lane() {
            return Lane.EVIDENCE;
        }

        @Override
        public String entryId() {
            return EntryId.of("evidence/" + messageId + "/" + key);
        }

        /** The same file, known to be a picture or not. */
        public EvidenceFetch as(boolean isPicture) {
            return new EvidenceFetch(from, messageId, replyTo, key, isPicture, name, deliveryId, sentAt, origin);
        }
    }

    /**
     * Attach a stored file to the field that was chosen for it. The choice is stored with it: made again after a crash,
     * it would find other fields waiting.
     *
     * @param file what came; a picture by its content
     * @param media SHA-256 of the stored bytes
     */
    record EvidenceBind(
            EvidenceFetch file, String media, @Nullable String name, FlowId flow, ItemId item, String field)
            implements Delivery {
        @Override
        public Lane lane() {
            return Lane.HANDOVER;
        }

        @Override
        public String entryId() {
            return EntryId.of("bind/" + file.messageId() + "/" + file.key());
        }
    }

    /**
     * Answer something a person wrote or pressed outside a record's card; rendered from the truth when it is sent.
     *
     * @param answer which answer: names a renderer in {@code chat}
     * @param params what it needs, strings only
     * @param replyTo the message it answers; null for none
     * @param origin where the answer belongs; null for wherever the person can be reached
     */
    record Reply(
            MemberId to,
            String answer,
            Map<String, String> params,
            String deliveryId,
            @Nullable String replyTo,
            @Nullable Origin origin)
            implements Delivery {
        public Reply {
            params = Map.copyOf(params);
        }

        @Override
        public Lane lane() {
            return Lane.ANSWER;
        }

        @Override
        public String entryId() {
            return EntryId.of("reply/" + deliveryId + "/" + answer);
        }
    }

    /**
     * Look whether a test card was pressed; if not, tell the admin who got it what to do in the platform's console.
     *
     * @param card names the test card
     */
    record WiringCheck(MemberId to, String card, Origin origin) implements Delivery {
        @Override
        public Lane lane() {
            return Lane.NOTICE;
        }

        @Override
        public String entryId() {
            return "wiring/" + card;
        }
    }

    /** A person's digest is due. */
    record DigestTimer(MemberId member, Instant moment) implements Delivery {
        @Override
        public Lane lane() {
            return Lane.TIMER;
        }

        @Override
        public String entryId() {
            return "digest/" + member + "/" + moment.toEpochMilli();
        }
    }

    /** Send a person's digest of this day; one a day, whatever happens. */
    record DigestDelivery(MemberId to, LocalDate day) implements Delivery {
        @Override
        public Lane lane() {
            return Lane.DIGEST;
        }

        @Override
        public String entryId() {
            return "digest/" + to + "/" + day;
        }
    }

    /** Tell a person, in one message, of everything they are to be reminded of by now. Coalesces. */
    record PersonReminders(MemberId to) implements Delivery {
        @Override
        public Lane lane() {
            return Lane.REMINDER;
        }

        @Override
        public String entryId() {
            return "reminders/" + to;
        }
    }

    /** Make an admin's card of an incident show the truth. Coalesces. */
    record IncidentCard(String incident, MemberId admin) implements Delivery {
        /** Where a card id names the item. */
        public static final ItemId ITEM = new ItemId("incident", 1);

        @Override
        public Lane lane() {
            return Lane.CARD;
        }

        @Override
        public String entryId() {
            return card().toString();
        }

        /** Named as a record's cards are, so that what is known of screens is kept in one way. */
        public CardId card() {
            return new CardId(new FlowId(incident), ITEM, admin);
        }
    }

    /**
     * A role nobody holds keeps work from going on.
     *
     * @param admins whom releases without incidents told
     */
    record EmptyRoleReport(FlowId flow, ItemId item, String role, List<MemberId> admins) implements Delivery {
        public EmptyRoleReport {
            admins = List.copyOf(admins);
        }

        @Override
        public Lane lane() {
            return Lane.NOTICE;
        }

        @Override
        public String entryId() {
            return "role-empty/" + flow + "/" + item + "/" + role;
        }
    }
}
