package io.soprelay;

/** The bot must not or cannot start as it is set up; the message is the one sentence people read. */
final class StartRefusedException extends RuntimeException {
    StartRefusedException(String message) {
        super(message);
    }

    StartRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
