package io.soprelay.im.simulator.dingtalk;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The server's end of one WebSocket (RFC 6455): text in whole or in pieces, ping, pong, close; no extensions. */
final class WebSocketPeer {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int HEAD_CHARS_MAX = 16 * 1024;
    private static final int MESSAGE_BYTES_MAX = 1024 * 1024;
    private static final int CONTINUED = 0x0;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int TOO_BIG = 1009;

    /** The first lines a client sent. */
    record Handshake(String target, Map<String, String> headers) {}

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final ReentrantLock writing = new ReentrantLock();

    WebSocketPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    /** Reads the request line and the headers, their names in lower case. */
    Handshake handshake() throws IOException {
        String[] head = head().split("\r\n");
        String[] request = head[0].split(" ");
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        head[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        head[i].substring(colon + 1).strip());
            }
        }
        if (request.length != 3 || !request[0].equals("GET") || !headers.containsKey("sec-websocket-key")) {
            refuse(400, "Bad Request");
            throw new IOException("no WebSocket handshake: " + head[0]);
        }
        return new Handshake(request[1], headers);
    }

    void accept(Handshake handshake) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((handshake.headers().getOrDefault("sec-websocket-key", "") + MAGIC)
                            .getBytes(StandardCharsets.US_ASCII));
            write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    void refuse(int status, String reason) throws IOException {
        write("HTTP/1.1 " + status + " " + reason + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        close();
    }

    /** Reads until the other side closes or breaks the rules; each whole text goes to {@code onText}. */
    void read(Consumer<String> onText) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (true) {
            int first = in.readUnsignedByte();
            byte[] payload = payload(message.size());
            int kind = first & 0x0F;
            switch (kind) {
                case PING -> frame(PONG, payload);
                case PONG -> {}
                case CLOSE -> {
                    frame(CLOSE, payload);
                    return;
                }
                case TEXT, CONTINUED -> {
                    message.writeBytes(payload);
                    if ((first & 0x80) != 0) {
                        onText.accept(message.toString(StandardCharsets.UTF_8));
                        message.reset();
                    }
                }
                default -> throw broken(PROTOCOL_ERROR, "frame of kind " + kind);
            }
        }
    }

    void send(String text) throws IOException {
        frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Says good-bye, then lets go. */
    void leave() {
        try {
            frame(CLOSE, new byte[] {(byte) (1000 >> 8), (byte) (1000 & 0xFF)});
        } catch (IOException e) {
            // It is gone already.
            close();
        }
        close();
    }

    /** Lets go without a word. */
    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private byte[] payload(int alreadyRead) throws IOException {
        int second = in.readUnsignedByte();
        if ((second & 0x80) == 0) {
            throw broken(PROTOCOL_ERROR, "a client's frame without a mask");
        }
        long length = second & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (length < 0 || length + alreadyRead > MESSAGE_BYTES_MAX) {
            throw broken(TOO_BIG, "a message of more than 1 MB");
        }
        byte[] mask = new byte[4];
        in.readFully(mask);
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    private IOException broken(int code, String what) throws IOException {
        frame(CLOSE, new byte[] {(byte) (code >> 8), (byte) (code & 0xFF)});
        return new IOException(what);
    }

    private void frame(int kind, byte[] payload) throws IOException {
        writing.lock();
        try {
            out.writeByte(0x80 | kind);
            if (payload.length < 126) {
                out.writeByte(payload.length);
            } else if (payload.length < 65_536) {
                out.writeByte(126);
                out.writeShort(payload.length);
            } else {
                out.writeByte(127);
                out.writeLong(payload.length);
            }
            out.write(payload);
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    private void write(String head) throws IOException {
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < HEAD_CHARS_MAX) {
            head.append((char) in.readUnsignedByte());
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        throw new IOException("a handshake of more than 16 KB");
    }
}
