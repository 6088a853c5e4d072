package io.soprelay.im.simulator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Those who watch what people do. Safe for many threads. */
public final class PhoneActs {
    private final List<ActWatcher> watchers = new CopyOnWriteArrayList<>();

    /** From now on {@code watcher} is told of what people do. */
    public void add(ActWatcher watcher) {
        watchers.add(watcher);
    }

    /** Ends {@link #add}; nothing happens when it was not watching. */
    public void remove(ActWatcher watcher) {
        watchers.remove(watcher);
    }

    /** Tells the watchers around a press. */
    public ClickResult press(PhoneAct act, Supplier<ClickResult> doing) {
        watchers.forEach(watcher -> watcher.begins(act));
        ClickResult result = doing.get();
        watchers.forEach(watcher -> watcher.ended(act, result));
        return result;
    }

    /** Tells the watchers around anything else. */
    public Delivery send(PhoneAct act, Supplier<Delivery> doing) {
        watchers.forEach(watcher -> watcher.begins(act));
        Delivery delivery = doing.get();
        watchers.forEach(watcher -> watcher.ended(act, null));
        return delivery;
    }
}
