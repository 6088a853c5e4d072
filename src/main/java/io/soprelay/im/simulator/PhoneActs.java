package io.soprelay.im.simulator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Those who watch what people do. Safe for many threads. */
final class PhoneActs {
    private final List<ActWatcher> watchers = new CopyOnWriteArrayList<>();

    void add(ActWatcher watcher) {
        watchers.add(watcher);
    }

    void remove(ActWatcher watcher) {
        watchers.remove(watcher);
    }

    ClickResult press(PhoneAct act, Supplier<ClickResult> doing) {
        watchers.forEach(watcher -> watcher.begins(act));
        ClickResult result = doing.get();
        watchers.forEach(watcher -> watcher.ended(act, result));
        return result;
    }

    Delivery send(PhoneAct act, Supplier<Delivery> doing) {
        watchers.forEach(watcher -> watcher.begins(act));
        Delivery delivery = doing.get();
        watchers.forEach(watcher -> watcher.ended(act, null));
        return delivery;
    }
}
