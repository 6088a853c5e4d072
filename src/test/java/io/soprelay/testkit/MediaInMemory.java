package io.soprelay.testkit;

import io.soprelay.media.MediaId;
import io.soprelay.media.MediaStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Files in memory under their hash. */
public final class MediaInMemory implements MediaStore {
    private final Map<MediaId, byte[]> files = new HashMap<>();
    private final Map<MediaId, byte[]> aside = new HashMap<>();

    @Override
    public MediaId store(byte[] bytes) {
        try {
            MediaId id = new MediaId(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
            files.put(id, bytes);
            return id;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<byte[]> load(MediaId id) {
        return Optional.ofNullable(files.get(id)).or(() -> Optional.ofNullable(aside.get(id)));
    }

    @Override
    public boolean keep(MediaId id) {
        putBack(id);
        return files.containsKey(id);
    }

    /** Nothing is young here. */
    @Override
    public Aside setAside(MediaId id) {
        if (files.containsKey(id)) {
            aside.put(id, files.remove(id));
        }
        return aside.containsKey(id) ? Aside.MOVED : Aside.MISSING;
    }

    @Override
    public void putBack(MediaId id) {
        if (aside.containsKey(id)) {
            files.put(id, aside.remove(id));
        }
    }

    @Override
    public void deleteAside(MediaId id) {
        aside.remove(id);
    }

    @Override
    public Optional<byte[]> load(MediaId id, long bytesMax) {
        return load(id).filter(bytes -> bytes.length <= bytesMax);
    }
}
