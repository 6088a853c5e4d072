package io.soprelay.chat;

import io.soprelay.chat.action.EvidenceSlots;
import io.soprelay.chat.action.EvidenceSlots.Slot;
import io.soprelay.chat.command.Answers;
import io.soprelay.chat.command.Asked;
import io.soprelay.chat.command.Gateways;
import io.soprelay.chat.command.MemberInbox;
import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.Words;
import io.soprelay.engine.CommandIds;
import io.soprelay.im.ImGateway;
import io.soprelay.im.ImGateway.Download;
import io.soprelay.im.MessageContent;
import io.soprelay.ledger.Claimed;
import io.soprelay.media.FileSort;
import io.soprelay.media.LargeFileTurn;
import io.soprelay.media.MediaId;
import io.soprelay.media.MediaStore;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.Delivery.EvidenceBind;
import io.soprelay.outbox.Delivery.EvidenceFetch;
import io.soprelay.outbox.DeliveryHandler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Downloads what a person sent, stores it, and chooses what it is for: the task whose card it replies to, else
 * the only field that waits; several are asked about, none is said.
 */
final class EvidenceHandler implements DeliveryHandler<EvidenceFetch> {
    /** A photo or a scan; the platform itself refuses more than 100 MB. */
    static final long FILE_BYTES_MAX = 30L * 1024 * 1024;

    /** Phones' pictures; as many of them as there are hands are in memory at once. */
    static final long SMALL_BYTES_MAX = 4L * 1024 * 1024;

    /** The to-do row of a task that opened just now, or the receipt of its card, may be a moment behind. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final LargeFileTurn turn = new LargeFileTurn();
    private final EvidenceSlots slots;
    private final Gateways gateways;
    private final MediaStore media;
    private final CardReceipts cards;
    private final MemberInbox inbox;
    private final Words words;

    EvidenceHandler(
            EvidenceSlots slots,
            Gateways gateways,
            MediaStore media,
            CardReceipts cards,
            MemberInbox inbox,
            Words words) {
        this.slots = slots;
        this.gateways = gateways;
        this.media = media;
        this.cards = cards;
        this.inbox = inbox;
        this.words = words;
    }

    @Override
    public Class<EvidenceFetch> kind() {
        return EvidenceFetch.class;
    }

    @Override
    public Result handle(EvidenceFetch sent, Claimed entry) {
        List<Slot> all = slots.of(sent.from(), sent.sentAt());
        List<Slot> replied = repliedTo(all, sent);
        boolean mayBeBehind = all.isEmpty() || (sent.replyTo() != null && replied.isEmpty());
        if (mayBeBehind && entry.attempts() <= 1) {
            return new Result.Retry(SETTLING, "nothing waits for the file yet, or not under the card it replies to");
        }
        List<Slot> fitting = EvidenceSlots.likeliest(replied.isEmpty() ? all : replied, sent.sentAt());
        if (fitting.isEmpty()) {
            return say(sent, words.say("evidence.nobody"));
        }
        Optional<Gateways.Route> route = gateways.to(sent.from(), sent.origin());
        if (route.isEmpty()) {
            return new Result.Impossible("no connected account of " + sent.from(), sent.from());
        }
        var attachment = new MessageContent.Attachment(sent.key(), sent.picture(), sent.name());
        ImGateway gateway = route.get().gateway();
        Download download = gateway.download(sent.messageId(), attachment, SMALL_BYTES_MAX);
        return download instanceof Download.TooLarge
                ? turn.take(
                        () -> fetched(
                                gateway.download(sent.messageId(), attachment, FILE_BYTES_MAX), sent, entry, fitting),
                        () -> new Result.Retry(LargeFileTurn.AGAIN_AFTER, "other large files are fetched before it"))
                : fetched(download, sent, entry, fitting);
    }

    private Result fetched(Download download, EvidenceFetch sent, Claimed entry, List<Slot> fitting) {
        return switch (download) {
            case Download.Later later -> new Result.Retry(Sending.wait(entry), later.reason());
            case Download.Impossible impossible -> say(sent, words.say("evidence.unreadable"));
            case Download.TooLarge large -> say(sent, words.say("evidence.unreadable"));
            case Download.Done(byte[] bytes, String type, String name) ->
                keep(sent, fitting, bytes, name == null ? sent.name() : name);
        };
    }

    private Result keep(EvidenceFetch sent, List<Slot> fitting, byte[] bytes, @Nullable String name) {
        FileSort sort = FileSort.of(bytes, name);
        if (sort == FileSort.PROGRAM) {
            return say(sent, words.say("evidence.refused"));
        }
        // A photo sent as a file is a photo; what was sent as a picture was looked at by the platform.
        EvidenceFetch file = sent.as(sent.picture() || sort == FileSort.PICTURE);
        return bind(file, fitting, media.store(bytes), name);
    }

    private Result bind(EvidenceFetch sent, List<Slot> fitting, MediaId file, @Nullable String name) {
        if (fitting.size() > 1) {
            return answer(sent, "which", Answers.which(asked(sent), carried(sent, file, name)));
        }
        Slot slot = fitting.getFirst();
        String key = Sending.key(sent.entryId(), 1);
        inbox.accept(
                sent.from(),
                CommandIds.delivery("b-" + key),
                "bind",
                List.of(new EvidenceBind(
                        sent, file.sha256(), name, slot.instance().id(), slot.item(), slot.field())));
        return new Result.Done();
    }

    private static Map<String, String> carried(EvidenceFetch sent, MediaId file, @Nullable String name) {
        Map<String, String> params = new LinkedHashMap<>(Map.of(
                Buttons.MESSAGE, sent.messageId(),
                Buttons.SENT_AT, sent.sentAt().toString(),
                Buttons.KEY, sent.key(),
                Buttons.MEDIA, file.sha256(),
                Buttons.PICTURE, Boolean.toString(sent.picture())));
        if (name != null) {
            params.put(Buttons.NAME, name);
        }
        return params;
    }

    /** A reply to a task's card, to whichever message carries it, means that task. */
    private List<Slot> repliedTo(List<Slot> all, EvidenceFetch sent) {
        String parent = sent.replyTo();
        if (parent == null) {
            return List.of();
        }
        return all.stream()
                .filter(slot -> cards.find(new CardId(slot.instance().id(), slot.item(), sent.from()))
                        .filter(card -> card.isCarriedBy(parent))
                        .isPresent())
                .toList();
    }

    private Result say(EvidenceFetch sent, String text) {
        return answer(sent, "evidence", said(sent, text));
    }

    /** The one sentence that answers a file. */
    static Delivery.Reply said(EvidenceFetch sent, String text) {
        return Answers.said(asked(sent), text);
    }

    private static Asked asked(EvidenceFetch sent) {
        return new Asked(sent.from(), id(sent), sent.messageId(), sent.origin());
    }

    /** Written down with its own retries: an answer that cannot be sent now must not bind the file twice. */
    private Result answer(EvidenceFetch sent, String kind, Delivery.Reply reply) {
        inbox.accept(sent.from(), CommandIds.delivery(id(sent)), kind, List.of(reply));
        return new Result.Done();
    }

    /** One answer a file; short, because the platform's keys may be long. */
    static String id(EvidenceFetch sent) {
        return "e-" + Sending.key(sent.entryId(), 1);
    }
}
