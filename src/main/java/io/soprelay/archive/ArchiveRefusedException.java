package io.soprelay.archive;

/** Nothing can be archived now: the disk refuses, or the folder is not the one to write to. Nothing has left the store. */
public final class ArchiveRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean othersTurn;

    ArchiveRefusedException(String message, boolean othersTurn) {
        super(message);
        this.othersTurn = othersTurn;
    }

    ArchiveRefusedException(String message, Throwable cause) {
        super(message, cause);
        this.othersTurn = false;
    }

    /** Whether another bot archives, so that nothing is wrong. */
    public boolean isOthersTurn() {
        return othersTurn;
    }
}
