package io.soprelay.chat;

import io.soprelay.chat.action.EvidenceBinder;
import io.soprelay.chat.action.EvidenceBinder.Offered;
import io.soprelay.chat.command.MemberInbox;
import io.soprelay.engine.CommandIds;
import io.soprelay.ledger.Claimed;
import io.soprelay.media.MediaId;
import io.soprelay.media.MediaStore;
import io.soprelay.outbox.Delivery.EvidenceBind;
import io.soprelay.outbox.Delivery.EvidenceFetch;
import io.soprelay.outbox.DeliveryHandler;
import java.util.List;

/** Attaches a file to the field chosen for it and says what became of it; again after a crash, with the same effect. */
final class EvidenceBindHandler implements DeliveryHandler<EvidenceBind> {
    private final EvidenceBinder binder;
    private final MediaStore media;
    private final MemberInbox inbox;

    EvidenceBindHandler(EvidenceBinder binder, MediaStore media, MemberInbox inbox) {
        this.binder = binder;
        this.media = media;
        this.inbox = inbox;
    }

    @Override
    public Class<EvidenceBind> kind() {
        return EvidenceBind.class;
    }

    @Override
    public Result handle(EvidenceBind bind, Claimed entry) {
        EvidenceFetch file = bind.file();
        Offered offered = new Offered(
                file.messageId(), file.sentAt(), file.key(), new MediaId(bind.media()), file.picture(), bind.name());
        // It may have waited here for longer than a stored file is safe from the erasure of a record that had it too.
        media.keep(offered.media());
        String told = binder.attach(file.from(), bind.flow(), bind.item(), bind.field(), offered);
        inbox.accept(
                file.from(),
                CommandIds.delivery(EvidenceHandler.id(file)),
                "evidence",
                List.of(EvidenceHandler.said(file, told)));
        return new Result.Done();
    }
}
