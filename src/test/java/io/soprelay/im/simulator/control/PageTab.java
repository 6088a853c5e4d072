package io.soprelay.im.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A page's {@code EventSource}: reads the stream as a browser does. */
final class PageTab implements AutoCloseable {
    /** A bot that starts anew on a busy machine is waited for. */
    private static final int PATIENCE_SECONDS = 60;

    private final InputStream stream;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    record Event(long id, String type, JsonNode data) {}

    PageTab(HttpClient http, URI base) {
        try {
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(base.resolve("/simulator/api/events"))
                            .header("Accept", "text/event-stream")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
            stream = answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::read);
    }

    /** The next event, whatever it is; comments come as events without a type. */
    Event next() {
        try {
            Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(event).as("an event within %d s", PATIENCE_SECONDS).isNotNull();
            return event;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next event of that type; others are passed over. */
    JsonNode next(String type) {
        return next(type, data -> true);
    }

    JsonNode next(String type, Predicate<JsonNode> fits) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Event event = next();
        while (!event.type().equals(type) || !fits.test(event.data())) {
            assertThat(System.nanoTime()).as("the time to wait for " + type).isLessThan(end);
            event = next();
        }
        return event.data();
    }

    /** Events that have arrived and were not read. */
    int unread() {
        return events.size();
    }

    private void read() {
        try (Scanner lines = new Scanner(stream, StandardCharsets.UTF_8)) {
            long id = 0;
            String type = "";
            while (lines.hasNextLine()) {
                String line = lines.nextLine();
                if (line.startsWith("id: ")) {
                    id = Long.parseLong(line.substring(4));
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(id, type, Json.parse(line.substring(6))));
                    type = "";
                } else if (line.startsWith(": ")) {
                    events.add(new Event(0, "", Json.object()));
                }
            }
            events.add(new Event(0, "end", Json.object()));
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
