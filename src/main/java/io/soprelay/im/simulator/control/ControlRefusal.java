package io.soprelay.im.simulator.control;

import java.io.Serial;

/** The simulator says no to its page: one sentence for the person there, and the HTTP status around it. */
final class ControlRefusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    ControlRefusal(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
