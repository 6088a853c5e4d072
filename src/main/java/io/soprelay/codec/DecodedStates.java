package io.soprelay.codec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Remembers what recently seen state bytes mean, because a commit is followed within moments by the deliveries it
 * caused, each of which reads the same bytes again. The bytes themselves are the key: nothing can be out of date. With
 * them stands whether their texts could be read: one whose texts are erased meanwhile is not known. Safe for concurrent
 * use.
 *
 * @param <T> cannot be changed: everybody gets the same one
 */
public final class DecodedStates<T> {
    private final int rememberedMax;

    private final Map<State, T> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<State, T> eldest) {
            return size() > rememberedMax;
        }
    };

    /** @param rememberedMax how many; those not asked for longest go first */
    public DecodedStates(int rememberedMax) {
        this.rememberedMax = rememberedMax;
    }

    /** @param readable whether there is a key to the texts */
    public T of(byte[] bytes, boolean readable, Function<byte[], T> decode) {
        State state = new State(bytes, readable, Arrays.hashCode(bytes));
        synchronized (known) {
            T found = known.get(state);
            if (found != null) {
                return found;
            }
        }
        T read = decode.apply(bytes);
        remember(state, read);
        return read;
    }

    public void remember(byte[] bytes, boolean readable, T value) {
        remember(new State(bytes, readable, Arrays.hashCode(bytes)), value);
    }

    private void remember(State state, T value) {
        synchronized (known) {
            known.put(state, value);
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
