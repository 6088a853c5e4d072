package io.soprelay.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** Something that reads what strangers write. Used by one thread. */
public interface Target {

    /** As it is named on the command line and as the folder of its kept inputs. */
    String name();

    /** Inputs to begin with: recorded ones, right ones. */
    List<byte[]> seeds();

    /** An input made by a grammar of the format, right or nearly. */
    byte[] generate(RandomGenerator random);

    /** Pieces that mean something to the format, for mutations. */
    List<String> tokens();

    /** How many inputs {@code scripts/fuzz --full} feeds it; at least one. */
    int full();

    /** Called before each input; what it costs is nobody's fault. */
    default void prepare() {}

    /**
     * Feeds one input.
     *
     * @return what came of it, in few words: inputs with an outcome not seen before are mutated further
     * @throws Forgery if something got in that must not
     * @throws Exception any other is a defect too
     */
    String feed(byte[] input) throws Exception;

    /** Something got in, or came out, that must not. */
    final class Forgery extends Exception {
        private static final long serialVersionUID = 1L;

        public Forgery(String what) {
            super(what);
        }
    }
}
