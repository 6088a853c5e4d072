package io.soprelay.im.simulator.story;

import java.io.Serial;

/** What went other than the story has it; the first line says what was missing, the rest shows the phone. */
final class StepFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    StepFailed(String message) {
        super(message, null, false, false);
    }
}
