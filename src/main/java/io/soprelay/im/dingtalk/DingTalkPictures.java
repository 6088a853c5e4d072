package io.soprelay.im.dingtalk;

import io.soprelay.im.Card;
import io.soprelay.im.SendResult;
import io.soprelay.im.door.PictureUploads;
import io.soprelay.im.door.UploadedKeys;
import io.soprelay.media.MediaId;
import io.soprelay.media.MediaStore;
import java.time.Duration;
import java.util.Optional;

/** Uploads the pictures of a card, each once. Thread safe. */
final class DingTalkPictures {
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final long PICTURE_BYTES_MAX = 20L * 1024 * 1024;

    private final DingTalkApi api;
    private final PictureUploads uploads;
    private final UploadedKeys uploadedKeys;

    DingTalkPictures(DingTalkApi api, MediaStore media, UploadedKeys uploadedKeys) {
        this.api = api;
        this.uploads = new PictureUploads(media, uploadedKeys, PICTURE_BYTES_MAX);
        this.uploadedKeys = uploadedKeys;
    }

    /** Present if the sending has to wait; a picture that can never be uploaded is shown in words instead. */
    Optional<SendResult> upload(Card card) {
        return uploads.upload(card, this::upload);
    }

    Optional<String> mediaId(MediaId picture) {
        return uploadedKeys.find(picture);
    }

    private SendResult upload(MediaId picture, byte[] bytes) {
        DingTalkReply reply = api.upload(bytes, "picture." + extension(bytes));
        if (reply instanceof DingTalkReply.Answer answer && answer.isDone()) {
            String mediaId = answer.body().path("media_id").asString("");
            // It goes into markup as it is, so it has to be what the platform calls a picture.
            if (mediaId.matches("@?[A-Za-z0-9_\\-]{4,200}")) {
                uploadedKeys.remember(picture, mediaId);
                return new SendResult.Sent(mediaId);
            }
        }
        SendResult failure = DingTalkErrors.failure(reply);
        // An upload nobody knows the name of is seen by nobody: it may simply be done again.
        return failure instanceof SendResult.Unknown(String reason) && !isOddName(reply)
                ? new SendResult.Retry(AGAIN, reason)
                : failure;
    }

    /** Done, but under a name that cannot be shown: again would be the same. */
    private static boolean isOddName(DingTalkReply reply) {
        return reply instanceof DingTalkReply.Answer answer && answer.isDone();
    }

    /** The platform goes by the name's extension. */
    static String extension(byte[] bytes) {
        if (startsWith(bytes, 0x89, 'P', 'N', 'G')) {
            return "png";
        }
        if (startsWith(bytes, 'G', 'I', 'F', '8')) {
            return "gif";
        }
        return startsWith(bytes, 'B', 'M') ? "bmp" : "jpg";
    }

    private static boolean startsWith(byte[] bytes, int... first) {
        if (bytes.length < first.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if ((bytes[i] & 0xFF) != first[i]) {
                return false;
            }
        }
        return true;
    }
}
