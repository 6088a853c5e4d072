package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.Json;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Tells every open page what changes, in one order for all. A page that does not keep up is dropped and comes back by
 * itself, to start anew with a {@code hello}. Safe for many threads; never waits for a page.
 */
final class EventHub implements AutoCloseable {
    /** Type of the event that holds the whole state. */
    static final String HELLO = "hello";

    private final Supplier<JsonNode> state;
    private final Duration heartbeat;
    private final Set<EventStream> pages = new LinkedHashSet<>();
    private long last;
    private boolean closed;

    /**
     * @param state the whole state as it is at the call, for a page that comes
     * @param heartbeat how long a stream may be silent; also how long a page that went unnoticed is kept
     */
    EventHub(Supplier<JsonNode> state, Duration heartbeat) {
        this.state = state;
        this.heartbeat = heartbeat;
    }

    /** A stream for one more page, which joins when it is written and leaves when that ends. */
    EventStream open() {
        return new EventStream(this, state, heartbeat);
    }

    /**
     * Tells all pages. Call it where the change is made, so that the order is the changes' own.
     *
     * @param data asked for on this thread, and only when there is a page to tell
     */
    void publish(String type, Supplier<JsonNode> data) {
        if (pageCount() == 0) {
            return;
        }
        String line = Json.write(data.get());
        synchronized (this) {
            last++;
            EventStream.Event event = new EventStream.Event(last, type, line);
            pages.forEach(page -> page.offer(event));
        }
    }

    /** Every page gets the whole state; what still waited for it is in that state. */
    synchronized void greetAll() {
        last++;
        EventStream.Event hello = new EventStream.Event(last, HELLO, "");
        pages.forEach(page -> page.startOver(hello));
    }

    synchronized int pageCount() {
        return pages.size();
    }

    /** Lets the page in; what happens from now on reaches it. False when no page is let in any more. */
    synchronized boolean join(EventStream page) {
        if (closed) {
            return false;
        }
        last++;
        page.startOver(new EventStream.Event(last, HELLO, ""));
        return pages.add(page);
    }

    synchronized void leave(EventStream page) {
        pages.remove(page);
    }

    /** Ends every stream. */
    @Override
    public synchronized void close() {
        closed = true;
        pages.forEach(EventStream::drop);
    }
}
