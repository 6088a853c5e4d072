package io.soprelay.im.door;

import io.soprelay.im.Card;
import io.soprelay.im.SendResult;
import io.soprelay.media.LargeFileTurn;
import io.soprelay.media.MediaId;
import io.soprelay.media.MediaStore;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Uploads the pictures of cards, each once. A picture is in memory while it is uploaded, and many cards that show it leave
 * at once: large ones have their turn, and one that the platform never takes is not even read. Thread safe.
 */
public final class PictureUploads {
    /** As many of them as there are hands may be in memory at once. */
    private static final long SMALL_BYTES_MAX = 2L * 1024 * 1024;

    private final MediaStore media;
    private final UploadedKeys keys;
    private final long bytesMax;
    private final LargeFileTurn turn = new LargeFileTurn();

    /** @param bytesMax what the platform takes at most */
    public PictureUploads(MediaStore media, UploadedKeys keys, long bytesMax) {
        this.media = media;
        this.keys = keys;
        this.bytesMax = bytesMax;
    }

    /**
     * Uploads what a card shows and the platform does not have.
     *
     * @param upload remembers the key, if there is one
     * @return present if the sending has to wait; a picture that can never be uploaded is shown in words instead
     */
    public Optional<SendResult> upload(Card card, BiFunction<MediaId, byte[], SendResult> upload) {
        for (Card.Picture picture : card.pictures()) {
            Optional<SendResult> result = one(picture.media(), upload);
            if (result.isPresent() && result.get() instanceof SendResult.Retry) {
                return result;
            }
        }
        return Optional.empty();
    }

    private Optional<SendResult> one(MediaId picture, BiFunction<MediaId, byte[], SendResult> upload) {
        if (keys.find(picture).isPresent()) {
            return Optional.empty();
        }
        Optional<byte[]> small = media.load(picture, SMALL_BYTES_MAX);
        if (small.isPresent()) {
            return small.map(bytes -> upload.apply(picture, bytes));
        }
        return turn.take(
                // Another card may have had the same picture.
                () -> keys.find(picture).isPresent()
                        ? Optional.empty()
                        : media.load(picture, bytesMax).map(bytes -> upload.apply(picture, bytes)),
                () -> Optional.of(new SendResult.Retry(
                        LargeFileTurn.AGAIN_AFTER, "other large pictures are uploaded before it")));
    }
}
