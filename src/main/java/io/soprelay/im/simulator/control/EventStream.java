package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.WireResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One page's {@code text/event-stream}: a bounded queue, and the thread of the page's call that writes it out. */
final class EventStream implements WireResponse.Stream {
    /** Events a page may be behind. */
    static final int WAITING_EVENTS_MAX = 1_000;

    /** Characters a page may be behind: some 4 MB, a hundred large cards. */
    static final long WAITING_CHARS_MAX = 4_000_000;

    /** @param data one line of JSON; empty for a {@code hello}, whose state is looked up when it is written */
    record Event(long id, String type, String data) {}

    private final EventHub hub;
    private final Supplier<JsonNode> state;
    private final Duration heartbeat;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Event> waiting = new ArrayDeque<>();
    private long waitingChars;
    private boolean dropped;
    private @Nullable Thread writer;

    EventStream(EventHub hub, Supplier<JsonNode> state, Duration heartbeat) {
        this.hub = hub;
        this.state = state;
        this.heartbeat = heartbeat;
    }

    /** Adds an event; a page that is too far behind is dropped instead. */
    void offer(Event event) {
        lock.lock();
        try {
            if (dropped) {
                return;
            }
            waiting.addLast(event);
            waitingChars += event.data().length();
            if (waiting.size() > WAITING_EVENTS_MAX || waitingChars > WAITING_CHARS_MAX) {
                drop();
            } else {
                news.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what waits, which the state behind {@code hello} holds already. */
    void startOver(Event hello) {
        lock.lock();
        try {
            waiting.clear();
            waitingChars = 0;
        } finally {
            lock.unlock();
        }
        offer(hello);
    }

    /** Ends the stream, also one whose page takes nothing more: the interrupt closes its connection. */
    void drop() {
        lock.lock();
        try {
            dropped = true;
            waiting.clear();
            waitingChars = 0;
            if (writer != null) {
                writer.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        takeUp(Thread.currentThread());
        try {
            if (hub.join(this)) {
                // A page that lost its stream comes back at once.
                out.write("retry: 500\n\n".getBytes(StandardCharsets.UTF_8));
                run(out);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hub.leave(this);
            takeUp(null);
        }
    }

    private void run(OutputStream out) throws IOException, InterruptedException {
        while (true) {
            Event event = next();
            String text = event == null
                    ? ": still here\n\n"
                    : "id: " + event.id() + "\nevent: " + event.type() + "\ndata: " + line(event) + "\n\n";
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private String line(Event event) {
        return event.data().isEmpty() ? Json.write(state.get()) : event.data();
    }

    /** Null when nothing happened for a heartbeat. */
    private @Nullable Event next() throws InterruptedException {
        lock.lock();
        try {
            long nanos = heartbeat.toNanos();
            while (waiting.isEmpty()) {
                if (dropped) {
                    throw new InterruptedException("dropped");
                }
                if (nanos <= 0) {
                    return null;
                }
                nanos = news.awaitNanos(nanos);
            }
            Event event = waiting.removeFirst();
            waitingChars -= event.data().length();
            return event;
        } finally {
            lock.unlock();
        }
    }

    private void takeUp(@Nullable Thread thread) {
        lock.lock();
        try {
            writer = thread;
        } finally {
            lock.unlock();
        }
    }
}
