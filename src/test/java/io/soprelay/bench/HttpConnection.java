package io.soprelay.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection on loopback, for answers that say their length. One exchange at a time. */
final class HttpConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int HEAD_BYTES_MAX = 16 * 1024;

    private final Socket socket;
    private final InputStream in;

    HttpConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), HEAD_BYTES_MAX);
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, byte[] body, boolean connectionStays) {}

    static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** @return null if the other side had closed the connection */
    @Nullable
    Answer exchange(byte[] request) throws IOException {
        String head;
        try {
            socket.getOutputStream().write(request);
            head = readHead();
        } catch (SocketException closed) {
            return null;
        }
        if (head.isEmpty()) {
            return null;
        }
        int status = Integer.parseInt(head.substring(9, 12));
        String lower = head.toLowerCase(Locale.ROOT);
        int length = lower.contains("\r\ncontent-length:") ? Integer.parseInt(header(lower, "content-length")) : -1;
        // Health answers in chunks: whatever comes is enough to know the status.
        byte[] body = length < 0 ? new byte[0] : in.readNBytes(length);
        if (length >= 0 && body.length < length) {
            throw new IOException("The answer broke off");
        }
        return new Answer(status, body, length >= 0 && !lower.contains("\r\nconnection: close"));
    }

    private static String header(String lowerHead, String name) {
        int start = lowerHead.indexOf("\r\n" + name + ":") + name.length() + 3;
        return lowerHead.substring(start, lowerHead.indexOf("\r\n", start)).strip();
    }

    /** Up to and with the empty line; empty at the end of the stream. */
    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0 && head.length() < HEAD_BYTES_MAX; next = in.read()) {
            head.append((char) next);
            if (next == '\n'
                    && head.length() >= 4
                    && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
