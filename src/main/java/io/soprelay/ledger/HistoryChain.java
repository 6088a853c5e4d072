package io.soprelay.ledger;

import io.soprelay.ledger.HistoryVerdict.Flaw;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals every entry of a history over the one before it, and the state over the last entry, with a key that is not in the
 * store: whoever can write the store cannot make a history that fits. Stored formats: an entry is the character
 * {@code 2}, its seal, and what happened; beside the state stand the last entry's seal and the state's own. Safe for
 * concurrent use.
 */
public final class HistoryChain {
    public static final int KEY_BYTES = 32;

    /** No entry without a seal begins like this: the codec's formats are other characters. */
    static final byte FORMAT = '2';

    public static final int SEAL_BYTES = 32;
    private static final int SEALED_FROM = 1 + SEAL_BYTES;
    private static final byte[] NOTHING = new byte[0];

    /** Each use of the key has a word of its own, so that no seal of one is good for another. */
    private static final String ENTRY = "entry";

    private static final String STATE = "state";
    private static final String DOUBT = "doubt";
    private static final String FOUNDATION = "foundation";
    private static final String NAME = "name";
    private static final String ARCHIVE = "archive";
    private static final String HIDE = "hide";
    private static final String NONCE = "nonce";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Mac keyed;

    /** @throws IllegalArgumentException if the key has not {@value #KEY_BYTES} bytes */
    public HistoryChain(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "A history key has %d bytes, but had %d".formatted(KEY_BYTES, key.length));
        }
        try {
            keyed = Mac.getInstance("HmacSHA256");
            keyed.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has HMAC with SHA-256", e);
        }
    }

    /** Tells keys apart and tells nothing of the key; 16 hexadecimal digits. */
    public String keyName() {
        return HexFormat.of().formatHex(mac(NAME), 0, 8);
    }

    /** A key for the personal texts of a new aggregate. */
    public RecordKey newRecordKey(AggregateId aggregate) {
        byte[] stored = new byte[RecordKey.STORED_BYTES];
        RANDOM.nextBytes(stored);
        return recordKey(aggregate, stored);
    }

    /** The key whose stored half this is: good for this aggregate alone. */
    public RecordKey recordKey(AggregateId aggregate, byte[] stored) {
        byte[] name = name(aggregate);
        return new RecordKey(stored, joined(mac(HIDE, name, stored), mac(NONCE, name, stored)));
    }

    /**
     * Seals what a commit stores. An act that was decided from a state that is not the one its seal was made for is carried
     * out, and its entry is sealed as {@linkplain Flaw.Doubt doubtful}: the next state fits again, and nothing else would
     * show for ever that somebody had changed the one before. Costs one more read of the store where the caller did not
     * know the seal it builds upon.
     *
     * @param store where the commit goes
     */
    public Sealed seal(Commit commit, Ledger store) {
        Basis basis = commit.basis();
        if (basis.isAny()) {
            return new Sealed(commit.audit(), NOTHING);
        }
        byte[] before = basis.version() == 0 ? NOTHING : under(commit.aggregate(), basis, store);
        long version = basis.version() + 1;
        byte[] seal = entrySeal(commit.aggregate(), version, before, commit.audit());
        return new Sealed(
                joined(new byte[] {FORMAT}, seal, commit.audit()),
                joined(seal, stateSeal(commit.aggregate(), version, seal, commit.state())));
    }

    /** What the next entry is chained to. */
    private byte[] under(AggregateId aggregate, Basis basis, Ledger store) {
        if (basis.seal() != null) {
            return under(aggregate, basis.version(), basis.seal(), basis.state());
        }
        StoredHistory stored = store.inspect(aggregate);
        return stored.seal() == null
                ? foundation(stored.entries())
                : under(aggregate, stored.version(), stored.seal(), stored.state());
    }

    private byte[] under(AggregateId aggregate, long version, byte[] seal, byte @Nullable [] state) {
        byte[] last = Arrays.copyOf(seal, SEAL_BYTES);
        return stateFits(aggregate, version, state, seal, last) ? last : mac(DOUBT, last);
    }

    /**
     * Seals what stands in an archive over what stands before it, {@value #SEAL_BYTES} bytes.
     *
     * @param before the seal of what stands before it
     */
    public byte[] archived(byte[] before, byte[] content) {
        return mac(ARCHIVE, before, content);
    }

    /** What happened, without the seal. */
    public static byte[] opened(byte[] entry) {
        return isSealed(entry) ? Arrays.copyOfRange(entry, SEALED_FROM, entry.length) : entry;
    }

    /** Compares every entry and the state with their seals. */
    public HistoryVerdict check(AggregateId aggregate, StoredHistory stored) {
        List<Flaw> flaws = new ArrayList<>();
        List<byte[]> entries = stored.entries();
        if (stored.version() != entries.size()) {
            flaws.add(new Flaw.Count(stored.version(), entries.size()));
        }
        int sealed = 0;
        byte[] before = NOTHING;
        for (int at = 0; at < entries.size(); at++) {
            byte[] entry = entries.get(at);
            if (!isSealed(entry)) {
                if (sealed > 0) {
                    flaws.add(new Flaw.Entry(at + 1));
                }
                continue;
            }
            if (sealed == 0 && at > 0) {
                before = foundation(entries.subList(0, at));
            }
            sealed++;
            byte[] seal = Arrays.copyOfRange(entry, 1, SEALED_FROM);
            if (!MessageDigest.isEqual(seal, entrySeal(aggregate, at + 1, before, opened(entry)))) {
                boolean doubt =
                        MessageDigest.isEqual(seal, entrySeal(aggregate, at + 1, mac(DOUBT, before), opened(entry)));
                flaws.add(doubt ? new Flaw.Doubt(at + 1) : new Flaw.Entry(at + 1));
            }
            // Going on from what stands there names the entry that was changed and not all after it.
            before = seal;
        }
        if (!stateFits(aggregate, stored.version(), stored.state(), stored.seal(), sealed > 0 ? before : null)) {
            flaws.add(new Flaw.State());
        }
        return new HistoryVerdict(aggregate, entries.size(), sealed, flaws);
    }

    /** @param last seal in the history; null if no entry has one, then the state has none either */
    private boolean stateFits(
            AggregateId aggregate,
            long version,
            byte @Nullable [] state,
            byte @Nullable [] seal,
            byte @Nullable [] last) {
        if (last == null || state == null || seal == null) {
            return last == null && seal == null;
        }
        return MessageDigest.isEqual(seal, joined(last, stateSeal(aggregate, version, last, state)));
    }

    private byte[] entrySeal(AggregateId aggregate, long version, byte[] before, byte[] audit) {
        return mac(ENTRY, name(aggregate), number(version), before, audit);
    }

    private byte[] stateSeal(AggregateId aggregate, long version, byte[] seal, byte[] state) {
        return mac(STATE, name(aggregate), number(version), seal, state);
    }

    /** Entries of before there were seals are bound by the first one that comes after them. */
    private byte[] foundation(List<byte[]> entries) {
        return mac(FOUNDATION, entries.toArray(byte[][]::new));
    }

    private static boolean isSealed(byte[] entry) {
        return entry.length >= SEALED_FROM && entry[0] == FORMAT;
    }

    /** Every part goes in with its length, so that no two lists of parts are the same bytes. */
    private byte[] mac(String use, byte[]... parts) {
        Mac mac;
        try {
            mac = (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The platform's own HMAC can be cloned", e);
        }
        mac.update(use.getBytes(StandardCharsets.US_ASCII));
        for (byte[] part : parts) {
            mac.update(number(part.length));
            mac.update(part);
        }
        return mac.doFinal();
    }

    private static byte[] name(AggregateId aggregate) {
        return (aggregate.kind().code() + ":" + aggregate.id()).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }
}
