package io.soprelay.chat;

import io.soprelay.engine.RecordFiles;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Ledger;
import io.soprelay.media.MediaId;
import io.soprelay.media.MediaStore;
import io.soprelay.outbox.Delivery.FilesErasure;
import io.soprelay.outbox.DeliveryHandler;
import java.time.Duration;

/** Deletes what was sent for an erased record, then has the store forget on disk what it has forgotten in memory. */
final class FilesErasureHandler implements DeliveryHandler<FilesErasure> {
    /** A store writes its files anew within seconds. */
    private static final Duration STILL_WRITING = Duration.ofSeconds(10);

    private final RecordFiles files;
    private final MediaStore media;
    private final Ledger ledger;

    FilesErasureHandler(RecordFiles files, MediaStore media, Ledger ledger) {
        this.files = files;
        this.media = media;
        this.ledger = ledger;
    }

    @Override
    public Class<FilesErasure> kind() {
        return FilesErasure.class;
    }

    @Override
    public Result handle(FilesErasure erasure, Claimed entry) {
        files.ofNobodyElse(erasure.flow()).forEach(sha256 -> media.delete(new MediaId(sha256)));
        return ledger.rewrite()
                ? new Result.Done()
                : new Result.Retry(STILL_WRITING, "the store is writing its files already");
    }
}
