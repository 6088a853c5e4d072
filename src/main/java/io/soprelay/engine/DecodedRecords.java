package io.soprelay.engine;

import io.soprelay.flow.model.FlowInstance;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Remembers what recently seen state bytes mean, because a commit is followed within moments by the deliveries it
 * caused, each of which reads the same bytes again. The bytes themselves are the key: nothing can be out of date. With
 * them stands whether their texts could be read: one whose texts are erased meanwhile is not known.
 */
final class DecodedRecords {
    /** A record and its bytes are some 15 KB together; more than this would show in the bot's memory. */
    private static final int REMEMBERED_MAX = 512;

    private final Map<State, FlowInstance> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<State, FlowInstance> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    /** @param readable whether there is a key to the texts */
    FlowInstance of(byte[] bytes, boolean readable, Function<byte[], FlowInstance> decode) {
        State state = new State(bytes, readable, Arrays.hashCode(bytes));
        synchronized (known) {
            FlowInstance found = known.get(state);
            if (found != null) {
                return found;
            }
        }
        FlowInstance read = decode.apply(bytes);
        remember(state, read);
        return read;
    }

    void remember(byte[] bytes, boolean readable, FlowInstance instance) {
        remember(new State(bytes, readable, Arrays.hashCode(bytes)), instance);
    }

    private void remember(State state, FlowInstance instance) {
        synchronized (known) {
            known.put(state, instance);
        }
    }

    private record State(byte[] bytes, boolean readable, int hash) {
        @Override
        public boolean equals(Object other) {
            return other instanceof State state && readable == state.readable && Arrays.equals(bytes, state.bytes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
