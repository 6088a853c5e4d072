package io.soprelay.im.simulator.line;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket server (RFC 6455, version 13, no extensions) on a free port of 127.0.0.1, plain or with TLS. Thread safe;
 * each connection is read on a virtual thread of its own.
 */
public final class WebSocketServer implements AutoCloseable {
    private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int HEAD_BYTES_MAX = 16 * 1024;

    private final ServerSocket socket;
    private final boolean tls;
    private final Visitor visitor;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** What the owner of the server does with connections; called on the connection's own thread. */
    public interface Visitor {
        /** @return why the connection may not be opened; empty if it may */
        Optional<Refusal> refuses(Opening opening);

        void opened(WebSocketPeer peer);

        void text(WebSocketPeer peer, String text);

        void binary(WebSocketPeer peer, byte[] bytes);

        /** Called once for each opened one, whoever ended it. */
        void closed(WebSocketPeer peer);
    }

    /**
     * @param target path and query as they were sent
     * @param headers by lower-case name
     */
    public record Opening(String target, Map<String, String> headers) {}

    /** An HTTP answer in place of the connection. */
    public record Refusal(int status, Map<String, String> headers) {}

    /** @param tls null for plain {@code ws://} */
    public WebSocketServer(@Nullable SSLContext tls, Visitor visitor) {
        this.visitor = visitor;
        this.tls = tls != null;
        ServerSocketFactory sockets = tls == null ? ServerSocketFactory.getDefault() : tls.getServerSocketFactory();
        try {
            socket =
                    sockets.createServerSocket(0, 50, InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}));
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread.ofVirtual().name("websocket-door").start(this::accept);
    }

    /** {@code ws://127.0.0.1:port} or {@code wss://localhost:port}, without a path. */
    public String address() {
        return (tls ? "wss://localhost:" : "ws://127.0.0.1:") + port();
    }

    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        closeQuietly(socket);
        open.forEach(WebSocketServer::closeQuietly);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                Thread.ofVirtual().name("websocket").start(() -> serve(client));
            } catch (IOException closing) {
                // Either the server is closed, or one client gave up before it was accepted.
                Thread.onSpinWait();
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = new BufferedOutputStream(client.getOutputStream());
            Opening opening = head(in);
            String key = opening == null ? null : opening.headers().get("sec-websocket-key");
            if (opening == null || key == null) {
                answer(out, "400 Bad Request", Map.of());
                return;
            }
            Optional<Refusal> refusal = visitor.refuses(opening);
            if (refusal.isPresent()) {
                answer(out, refusal.get().status() + " Refused", refusal.get().headers());
                return;
            }
            answer(
                    out,
                    "101 Switching Protocols",
                    Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Accept", accepted(key)));
            WebSocketPeer peer = new WebSocketPeer(opening, client, in, out);
            visitor.opened(peer);
            try {
                peer.read(visitor);
            } finally {
                visitor.closed(peer);
            }
        } catch (IOException broken) {
            // The other side is gone; there is nobody to tell.
            Thread.onSpinWait();
        } finally {
            open.remove(client);
        }
    }

    private static @Nullable Opening head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0 || head.length() > HEAD_BYTES_MAX) {
                return null;
            }
            head.append((char) next);
        }
        String[] lines = head.toString().split("\r\n");
        String[] request = lines[0].split(" ");
        if (request.length != 3 || !request[0].equals("GET")) {
            return null;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        return new Opening(request[1], headers);
    }

    private static void answer(OutputStream out, String status, Map<String, String> headers) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!headers.containsKey("Upgrade")) {
            head.append("Content-Length: 0\r\nConnection: close\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String accepted(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + ACCEPT_SALT).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 must work on every JDK", e);
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException already) {
            // It is closed then.
            Thread.onSpinWait();
        }
    }
}
