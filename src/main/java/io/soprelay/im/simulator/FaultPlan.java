package io.soprelay.im.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * What goes wrong between the bot and one platform, on both sides: each kind for a number of calls, or switched on until
 * it is switched off. Of several that fit one call the first counted one happens, then the first switched one. Safe for
 * many threads.
 *
 * @param <K> the ways to go wrong on the platform
 */
public abstract class FaultPlan<K extends Enum<K> & FaultKind> {
    /** A kind counts at most so many calls at a time. */
    public static final int CALLS_MAX = 10_000;

    private static final Duration WAIT_MAX = Duration.ofMinutes(1);

    /**
     * How one kind stands.
     *
     * @param left calls it will still hit; empty when it is off, or on until it is switched off
     */
    public record Setting<K extends Enum<K> & FaultKind>(K kind, boolean on, OptionalInt left) {}

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
    private final List<K> kinds;
    private final String path;
    private volatile Duration slowness = Duration.ofSeconds(5);
    private volatile Duration lateness = Duration.ofSeconds(10);
    private volatile Duration callbackDelay;

    /**
     * @param path part of the path of the calls that are hit unless another is named
     * @param callbackDelay unless another is set
     */
    protected FaultPlan(Class<K> kinds, String path, Duration callbackDelay) {
        this.kinds = List.of(kinds.getEnumConstants());
        this.path = path;
        this.callbackDelay = callbackDelay;
    }

    /** Part of the path of the calls a kind hits when it is switched on. */
    protected String pathOf(K kind) {
        return path;
    }

    /** As {@link #next(int, Enum, String)}, for the calls that the platform's faults are about. */
    public void next(int calls, K kind) {
        next(calls, kind, path);
    }

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
    public synchronized void on(K kind, OptionalInt calls) {
        Planned<K> fault = checked(new Planned<>(kind, calls, pathOf(kind)));
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

    /** Every kind, those that are off too, in the order of their enum; all as of one moment. */
    public synchronized List<Setting<K>> settings() {
        return kinds.stream()
                .map(kind -> new Setting<>(kind, isOn(kind), left(kind)))
                .toList();
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

    /** How late {@code SLOW} answers, 5 s unless set; at most a minute. */
    public void slowness(Duration wait) {
        slowness = required("slowness", wait);
    }

    /** How late {@code LATE_CALLBACK} arrives, 10 s unless set; at most a minute. */
    public void lateness(Duration wait) {
        lateness = required("lateness", wait);
    }

    /** How long {@code SLOW_CALLBACK} is on its way, on Feishu 2 s, on DingTalk 1 s unless set; at most a minute. */
    public void callbackDelay(Duration wait) {
        callbackDelay = required("callbackDelay", wait);
    }

    public Duration slowness() {
        return slowness;
    }

    public Duration lateness() {
        return lateness;
    }

    public Duration callbackDelay() {
        return callbackDelay;
    }

    /** Uses up one fault that fits the bot's call. */
    public synchronized Optional<K> take(String called) {
        return use(fault -> fault.kind.side() == FaultKind.Side.API && called.contains(fault.pathPart));
    }

    /** Uses this fault of the platform's calls up once; false when it is off. */
    public synchronized boolean takes(K callbackFault) {
        return use(fault -> fault.kind == callbackFault).isPresent();
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

    private OptionalInt left(K kind) {
        List<Planned<K>> own =
                planned.stream().filter(fault -> fault.kind == kind).toList();
        boolean counted = !own.isEmpty() && own.stream().allMatch(fault -> fault.counted);
        return counted
                ? OptionalInt.of(own.stream().mapToInt(fault -> fault.left).sum())
                : OptionalInt.empty();
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

    private static Duration required(String name, Duration wait) {
        if (wait.isNegative() || wait.compareTo(WAIT_MAX) > 0) {
            throw new IllegalArgumentException(name + " must be between 0 s and 60 s, but was " + wait);
        }
        return wait;
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
