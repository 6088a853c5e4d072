package io.soprelay.media;

import java.util.Optional;

/** Keeps evidence. Safe for concurrent use. */
public interface MediaStore {

    /** Stores bytes and returns only when they survive a power cut. Storing the same bytes again changes nothing. */
    MediaId store(byte[] bytes);

    /** The bytes, or empty if they were never stored or are damaged (their hash no longer fits). */
    Optional<byte[]> load(MediaId id);

    /** Deletes the bytes, also across a power cut. Nothing happens if they are not there. */
    void delete(MediaId id);

    /** As {@link #load(MediaId)}, but empty too if there are more than {@code bytesMax}: those are not read. */
    Optional<byte[]> load(MediaId id, long bytesMax);
}
