package io.soprelay;

import io.soprelay.codec.StoredCodec;
import io.soprelay.im.door.UploadedKeys;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.media.MediaId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Uploaded pictures' keys in the ledger, for one app; those asked for lately are in memory. */
final class LedgerUploadedKeys implements UploadedKeys {
    /** Some half a megabyte. A company sends as many pictures in a day, and a card shows the newest. */
    static final int REMEMBERED_MAX = 1_000;

    private final Ledger ledger;
    private final String app;
    private final StoredCodec codec = new StoredCodec();

    private final Map<MediaId, Optional<String>> known = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MediaId, Optional<String>> eldest) {
            return size() > REMEMBERED_MAX;
        }
    });

    LedgerUploadedKeys(Ledger ledger, String app) {
        this.ledger = ledger;
        this.app = app;
    }

    @Override
    public Optional<String> find(MediaId media) {
        Optional<String> remembered = known.get(media);
        if (remembered != null) {
            return remembered;
        }
        // Not while the map is held: whoever draws another card would wait for the store too.
        Optional<String> read = load(media);
        Optional<String> meanwhile = known.putIfAbsent(media, read);
        return meanwhile == null ? read : meanwhile;
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
