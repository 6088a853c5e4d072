package io.soprelay.api;

/** The flow or record asked for does not exist; the message is the caller's sentence. */
final class NotThereException extends RuntimeException {
    NotThereException(String message) {
        super(message);
    }
}
