package io.soprelay.im;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person sent, in the few kinds the bot understands. */
public sealed interface MessageContent {

    /** Plain words; mentions stand in the text as their {@link Mention#key()}, the bot's own mention is stripped. */
    record Text(String text) implements MessageContent {}

    /** One or more pictures or files, with the words around them if the platform sends both together. */
    record Files(List<Attachment> attachments, String text) implements MessageContent {
        public Files {
            attachments = List.copyOf(attachments);
        }
    }

    /** A kind the bot does not read (sticker, voice, shared card …); {@code kind} is the platform's word for it. */
    record Unrecognised(String kind) implements MessageContent {}

    /**
     * A file that can be downloaded while the message exists.
     *
     * @param key the platform's resource key, valid only together with the message id
     * @param picture whether it was sent as a picture
     * @param name the file name as sent: a label only, never a path
     */
    record Attachment(String key, boolean picture, @Nullable String name) {}
}
