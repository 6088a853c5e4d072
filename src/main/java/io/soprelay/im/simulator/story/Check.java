package io.soprelay.im.simulator.story;

import java.util.List;

/** How to see that a step is done: by what phones show, never by how it came about. */
public sealed interface Check {

    /** Nothing to be seen: typed values are known to the phone alone until they are sent. */
    record Unseen() implements Check {}

    /**
     * A new or changed message of the bot on that phone holds all these words, buttons included.
     *
     * @param reads what to remember of it
     */
    record Sees(String person, List<String> words, List<Reading> reads) implements Check {
        public Sees {
            words = List.copyOf(words);
            reads = List.copyOf(reads);
        }
    }

    /** That person got a toast with all these words. */
    record Told(String person, List<String> words) implements Check {
        public Told {
            words = List.copyOf(words);
        }
    }

    /** One of them is enough. */
    record Any(List<Check> checks) implements Check {
        public Any {
            checks = List.copyOf(checks);
        }
    }

    /** @param fact gets what {@code pattern} finds first */
    record Reading(String fact, String pattern) {}
}
