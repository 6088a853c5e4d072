package io.soprelay.chat;

import io.soprelay.engine.RecordFiles;
import io.soprelay.ledger.Claimed;
import io.soprelay.media.MediaId;
import io.soprelay.media.MediaStore;
import io.soprelay.outbox.Delivery.FilesErasure;
import io.soprelay.outbox.DeliveryHandler;

/** Deletes what was sent for an erased record. */
final class FilesErasureHandler implements DeliveryHandler<FilesErasure> {
    private final RecordFiles files;
    private final MediaStore media;

    FilesErasureHandler(RecordFiles files, MediaStore media) {
        this.files = files;
        this.media = media;
    }

    @Override
    public Class<FilesErasure> kind() {
        return FilesErasure.class;
    }

    @Override
    public Result handle(FilesErasure erasure, Claimed entry) {
        files.ofNobodyElse(erasure.flow()).forEach(sha256 -> media.delete(new MediaId(sha256)));
        return new Result.Done();
    }
}
