package io.soprelay.im.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is to go wrong, kind by kind: for a number of calls, or switched on until it is switched off. Of several that fit
 * one call the first counted one happens, then the first switched one. Safe for many threads.
 *
 * @param <K> the ways to go wrong on one platform
 */
public final class FaultPlan<K extends Enum<K>> {
    private static final int CALLS_MAX = 10_000;

    private static final class Planned<K> {
        private final K kind;
        private final String pathPart;
        private final boolean counted;
        private int left;

        private Planned(K kind, OptionalInt calls, String pathPart) {
            this.kind = kind;
            this.counted = calls.isPresent();
            this.left = calls.orElse(0);
            this.pathPart = pathPart;
        }
    }

    private final List<Planned<K>> planned = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();

    /** The next {@code calls} calls whose path contains {@code pathPart} go wrong so, after what is planned already. */
    public synchronized void next(int calls, K kind, String pathPart) {
        plan(checked(new Planned<>(kind, OptionalInt.of(calls), pathPart)));
    }

    /**
     * Switches a kind on, in place of what was planned of it.
     *
     * @param calls how many calls it hits; empty: until it is switched off
     * @throws IllegalArgumentException when {@code calls} is not between 1 and 10,000
     */
    public synchronized void on(K kind, OptionalInt calls, String pathPart) {
        Planned<K> fault = checked(new Planned<>(kind, calls, pathPart));
        planned.removeIf(old -> old.kind == kind);
        plan(fault);
    }

    /** What was planned of a kind does not happen. */
    public synchronized void off(K kind) {
        if (planned.removeIf(fault -> fault.kind == kind)) {
            tell();
        }
    }

    /** Everything works again. */
    public synchronized void clear() {
        planned.clear();
        tell();
    }

    /** Will it hit some call? */
    public synchronized boolean isOn(K kind) {
        return planned.stream().anyMatch(fault -> fault.kind == kind);
    }

    /** Calls a kind will still hit; empty when it is off, or on until it is switched off. */
    public synchronized OptionalInt left(K kind) {
        List<Planned<K>> own =
                planned.stream().filter(fault -> fault.kind == kind).toList();
        boolean counted = !own.isEmpty() && own.stream().allMatch(fault -> fault.counted);
        return counted
                ? OptionalInt.of(own.stream().mapToInt(fault -> fault.left).sum())
                : OptionalInt.empty();
    }

    /** Several questions about one and the same moment. */
    public synchronized <R> R atOnce(Supplier<R> look) {
        return look.get();
    }

    /** How many calls are still to fail, by kind in words. */
    public synchronized List<String> waiting() {
        return planned.stream()
                .map(fault -> fault.kind + (fault.counted ? " × " + fault.left : "") + " " + fault.pathPart)
                .toList();
    }

    /** Told after each change, inside the lock, so in their order. */
    public synchronized void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Uses up one fault whose kind fits and whose path part is in {@code path}. */
    public synchronized Optional<K> take(String path, Predicate<K> fits) {
        return use(fault -> fits.test(fault.kind) && path.contains(fault.pathPart));
    }

    /** Uses this fault up once wherever it happens; false when it is off. */
    public synchronized boolean takes(K kind) {
        return use(fault -> fault.kind == kind).isPresent();
    }

    private Optional<K> use(Predicate<Planned<K>> fits) {
        Iterator<Planned<K>> counted = planned.iterator();
        while (counted.hasNext()) {
            Planned<K> fault = counted.next();
            if (fault.counted && fits.test(fault)) {
                fault.left--;
                if (fault.left == 0) {
                    counted.remove();
                }
                tell();
                return Optional.of(fault.kind);
            }
        }
        return planned.stream().filter(fits).map(fault -> fault.kind).findFirst();
    }

    private void plan(Planned<K> fault) {
        planned.add(fault);
        tell();
    }

    private static <K> Planned<K> checked(Planned<K> fault) {
        if (fault.counted && (fault.left < 1 || fault.left > CALLS_MAX)) {
            throw new IllegalArgumentException("calls must be between 1 and 10000, but was " + fault.left);
        }
        return fault;
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
