package io.soprelay.bench;

import java.io.IOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * Sends ready-made HTTP requests over kept connections, opening one more whenever all are busy: no queue of its own that
 * a slow answer could hide in, and little processor time taken from the bot. Made for virtual threads.
 */
final class PressClient implements AutoCloseable {
    private final int port;
    private final Deque<HttpConnection> idle = new ConcurrentLinkedDeque<>();

    /** @param port on loopback */
    PressClient(int port) {
        this.port = port;
    }

    /** @param request head and body */
    HttpConnection.Answer exchange(byte[] request) throws IOException {
        HttpConnection kept = idle.poll();
        HttpConnection.Answer answer = kept == null ? null : exchangeOn(kept, request);
        if (answer == null) {
            answer = exchangeOn(new HttpConnection(port), request);
        }
        if (answer == null) {
            throw new IOException("The server closed a new connection without an answer");
        }
        return answer;
    }

    /** @return null if the server had closed the connection before the request */
    private HttpConnection.@Nullable Answer exchangeOn(HttpConnection connection, byte[] request) throws IOException {
        boolean kept = false;
        try {
            HttpConnection.Answer answer = connection.exchange(request);
            kept = answer != null && answer.connectionStays();
            return answer;
        } finally {
            if (kept) {
                idle.push(connection);
            } else {
                connection.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (HttpConnection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }
}
