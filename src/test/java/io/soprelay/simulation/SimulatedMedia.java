package io.soprelay.simulation;

import io.soprelay.media.MediaId;
import io.soprelay.media.MediaStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** A disk: it outlives a bot that dies. */
final class SimulatedMedia implements MediaStore {
    private final Map<MediaId, byte[]> files = new HashMap<>();

    @Override
    public MediaId store(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            MediaId id = new MediaId(HexFormat.of().formatHex(hash));
            files.put(id, bytes);
            return id;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<byte[]> load(MediaId id) {
        return Optional.ofNullable(files.get(id));
    }

    @Override
    public void delete(MediaId id) {
        files.remove(id);
    }

    @Override
    public Optional<byte[]> load(MediaId id, long bytesMax) {
        return load(id).filter(bytes -> bytes.length <= bytesMax);
    }
}
