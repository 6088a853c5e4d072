package io.soprelay.im.door;

import io.soprelay.media.MediaId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers under which key a picture was uploaded by this app, so that it is uploaded once. Losing it costs an upload,
 * never a picture. The root wires a durable one.
 */
public interface UploadedKeys {

    Optional<String> find(MediaId media);

    void remember(MediaId media, String key);

    /** The platform no longer knows the key. */
    void forget(MediaId media);

    /** Remembers until the process ends. */
    static UploadedKeys inMemory() {
        Map<MediaId, String> keys = new ConcurrentHashMap<>();
        return new UploadedKeys() {
            @Override
            public Optional<String> find(MediaId media) {
                return Optional.ofNullable(keys.get(media));
            }

            @Override
            public void remember(MediaId media, String key) {
                keys.put(media, key);
            }

            @Override
            public void forget(MediaId media) {
                keys.remove(media);
            }
        };
    }
}
