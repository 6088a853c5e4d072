package io.soprelay.archive;

/** What the store says is in the archive cannot be read there: the file is missing, or is not what was written. */
public final class ArchiveUnreadableException extends IllegalStateException {
    public ArchiveUnreadableException(String message) {
        super(message);
    }

    ArchiveUnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
