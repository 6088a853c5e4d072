package io.soprelay;

import io.soprelay.codec.StoredCodec;
import io.soprelay.im.door.UploadedKeys;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.media.MediaId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Uploaded pictures' keys in the ledger, for one app; read once a process, then from memory. */
final class LedgerUploadedKeys implements UploadedKeys {
    private final Ledger ledger;
    private final String app;
    private final StoredCodec codec = new StoredCodec();
    private final Map<MediaId, Optional<String>> known = new ConcurrentHashMap<>();

    LedgerUploadedKeys(Ledger ledger, String app) {
        this.ledger = ledger;
        this.app = app;
    }

    @Override
    public Optional<String> find(MediaId media) {
        return known.computeIfAbsent(media, this::load);
    }

    @Override
    public void remember(MediaId media, String key) {
        store(media, key);
        known.put(media, Optional.of(key));
    }

    @Override
    public void forget(MediaId media) {
        store(media, "");
        known.put(media, Optional.empty());
    }

    private Optional<String> load(MediaId media) {
        Loaded loaded = ledger.load(id(media));
        return Optional.ofNullable(loaded.state())
                .map(bytes -> codec.read(bytes, Uploaded.class).key())
                .filter(key -> !key.isEmpty());
    }

    /** The last word counts and repeating it is harmless, so this command id need not be derived. */
    private void store(MediaId media, String key) {
        byte[] state = codec.write(new Uploaded(key));
        ledger.commit(new Commit(
                id(media), "upload-" + UUID.randomUUID(), Basis.ANY, state, state, "uploaded", false, List.of()));
    }

    private AggregateId id(MediaId media) {
        return new AggregateId(
                AggregateId.Kind.UPLOAD,
                Integer.toHexString(app.hashCode()) + "-" + media.sha256().substring(0, 40));
    }

    private record Uploaded(String key) {}
}
