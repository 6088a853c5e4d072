package io.soprelay.im.simulator;

import java.io.Serial;

/** Something the person at the keyboard can put right; the message is the one sentence to show. */
public final class SimulatorProblem extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public SimulatorProblem(String sentence) {
        super(sentence);
    }
}
