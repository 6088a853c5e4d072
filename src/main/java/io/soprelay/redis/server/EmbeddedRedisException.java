package io.soprelay.redis.server;

/**
 * The embedded Redis cannot start. The message is one or two sentences for the person at the machine: what was found,
 * what is allowed, how to mend it. Nothing in the data folder was changed.
 */
public final class EmbeddedRedisException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    public enum Reason {
        /** Another live process of the product owns the data folder. */
        FOLDER_IN_USE,
        /** The process that the folder's record names is a Redis of another folder. */
        FOREIGN_SERVER,
        /** The live server of this folder refuses the folder's password. */
        PASSWORD_MISMATCH,
        /** The live server of this folder does not answer. */
        SERVER_SILENT,
        /** The folder or something in it cannot be read or written. */
        FOLDER_UNUSABLE,
        /** Redis refuses to load its own files. */
        DATA_BROKEN,
        /** The files were written by a newer Redis than the one at hand. */
        DATA_TOO_NEW,
        /** No redis-server that runs here. */
        NO_EXECUTABLE,
        /** No free port on loopback, or the chosen one was taken. */
        PORT_TAKEN,
        /** Redis ended or stayed silent for another reason; the message quotes its last words. */
        START_FAILED
    }

    private final Reason reason;

    EmbeddedRedisException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    EmbeddedRedisException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
