package io.soprelay.simulation;

/** What a step is made of; each can be left out by itself. */
enum Part {
    /** Some time passes. */
    TIME('t'),
    /** Things may go wrong. */
    FAULTS('f'),
    /** The platform's weather may turn. */
    WEATHER('w'),
    /** What was not acknowledged comes again. */
    POST('p'),
    /** Somebody does something. */
    ACT('a'),
    /** Bots carry out what is due. */
    ROUNDS('r'),
    /** Bots look what was lost. */
    RESCAN('s');

    private final char letter;

    Part(char letter) {
        this.letter = letter;
    }

    /** How it is written in a kept world. */
    char letter() {
        return letter;
    }
}
