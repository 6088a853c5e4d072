package io.soprelay.crash;

/** What happens at a boundary. */
enum Fault {
    KILL_BOT("kill -9 bot"),
    KILL_REDIS("kill -9 redis"),
    STOP_BOT("stop bot 5 s"),
    STOP_REDIS("stop redis 5 s");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
