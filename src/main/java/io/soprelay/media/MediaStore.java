package io.soprelay.media;

import java.time.Duration;
import java.util.Optional;

/** Keeps evidence. Safe for concurrent use. */
public interface MediaStore {

    /** Stores bytes and returns only when they survive a power cut. Storing the same bytes again changes nothing. */
    MediaId store(byte[] bytes);

    /** The bytes, or empty if they were never stored or are damaged (their hash no longer fits). */
    Optional<byte[]> load(MediaId id);

    /** How long bytes stay, whatever happens, once they were stored or kept: they may be on their way to a record. */
    Duration YOUNG = Duration.ofHours(1);

    /**
     * Says that something is about to refer to the bytes, so that they stay for as long as {@link #YOUNG}.
     *
     * @return false if they are not there
     */
    boolean keep(MediaId id);

    /** What came of setting aside. */
    enum Aside {
        /** They are aside, now or from an earlier time. */
        MOVED,
        /** They stay where they are, stored or kept less than {@link #YOUNG} ago. */
        YOUNG,
        /** They are nowhere. */
        MISSING
    }

    /**
     * Moves the bytes out of the way of whoever stores the same ones from now on. They can be loaded all the same, until
     * they are deleted.
     */
    Aside setAside(MediaId id);

    /** Takes back what was set aside. Nothing happens if it is not there. */
    void putBack(MediaId id);

    /** Deletes what was set aside, also across a power cut. Nothing happens if it is not there. */
    void deleteAside(MediaId id);

    /** As {@link #load(MediaId)}, but empty too if there are more than {@code bytesMax}: those are not read. */
    Optional<byte[]> load(MediaId id, long bytesMax);
}
