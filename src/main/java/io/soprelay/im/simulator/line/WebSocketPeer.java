package io.soprelay.im.simulator.line;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One client of a {@link WebSocketServer}. A client that breaks the rules is told so by the code of the close, 1002 for an
 * unmasked frame or an unknown opcode, 1009 for a message of more than 1 MB in all its pieces, and is cut. Thread safe.
 */
public final class WebSocketPeer {
    private static final int MESSAGE_BYTES_MAX = 1024 * 1024;
    private static final int FIN = 0x80;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int TOO_BIG = 1009;

    private final WebSocketServer.Opening opening;
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean frozen;

    WebSocketPeer(WebSocketServer.Opening opening, Socket socket, InputStream in, OutputStream out) {
        this.opening = opening;
        this.socket = socket;
        this.in = new DataInputStream(in);
        this.out = out;
    }

    public WebSocketServer.Opening opening() {
        return opening;
    }

    /** @return whether it was written; false once the connection is gone or frozen */
    public boolean text(String text) {
        return write(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public void binary(byte[] bytes) {
        write(BINARY, bytes);
    }

    public void ping() {
        write(PING, new byte[0]);
    }

    /** Begins to close in order; the client answers, or not. */
    public void close(int code) {
        write(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    /** Ends the connection without a word. */
    public void cut() {
        try {
            socket.close();
        } catch (IOException already) {
            // It is cut then.
            Thread.onSpinWait();
        }
    }

    /** Silent death: from now on nothing that comes is heard, nothing is said, and the socket stays open. */
    public void freeze() {
        frozen = true;
    }

    /** Reads until the connection ends. */
    void read(WebSocketServer.Visitor visitor) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int kind = 0;
        while (true) {
            int first = in.read();
            if (first < 0) {
                return;
            }
            int opcode = first & 0x0F;
            byte[] payload = payload(in.readUnsignedByte(), message.size());
            if (frozen) {
                continue;
            }
            switch (opcode) {
                case CLOSE -> {
                    write(CLOSE, payload);
                    return;
                }
                case PING -> write(PONG, payload);
                case PONG -> {}
                case CONTINUATION, TEXT, BINARY -> {
                    kind = opcode == CONTINUATION ? kind : opcode;
                    message.write(payload);
                    if ((first & FIN) != 0) {
                        hand(visitor, kind, message.toByteArray());
                        message.reset();
                    }
                }
                default -> throw broken(PROTOCOL_ERROR, "opcode " + opcode + " is not known");
            }
        }
    }

    private void hand(WebSocketServer.Visitor visitor, int kind, byte[] message) {
        if (kind == TEXT) {
            visitor.text(this, new String(message, StandardCharsets.UTF_8));
        } else {
            visitor.binary(this, message);
        }
    }

    private byte[] payload(int second, int alreadyRead) throws IOException {
        if ((second & 0x80) == 0) {
            throw broken(PROTOCOL_ERROR, "a client's frame must be masked");
        }
        long length = second & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (length < 0 || length > MESSAGE_BYTES_MAX - alreadyRead) {
            throw broken(TOO_BIG, "a message may be at most 1 MB long");
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes((int) length);
        if (mask.length < 4 || payload.length < length) {
            throw new IOException("the connection ended inside a frame");
        }
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    private IOException broken(int code, String what) {
        close(code);
        return new IOException(what);
    }

    private boolean write(int opcode, byte[] payload) {
        if (frozen) {
            return false;
        }
        ByteBuffer head = ByteBuffer.allocate(10).put((byte) (FIN | opcode));
        if (payload.length < 126) {
            head.put((byte) payload.length);
        } else if (payload.length <= 0xFFFF) {
            head.put((byte) 126).putShort((short) payload.length);
        } else {
            head.put((byte) 127).putLong(payload.length);
        }
        writing.lock();
        try {
            out.write(head.array(), 0, head.position());
            out.write(payload);
            out.flush();
            return true;
        } catch (IOException gone) {
            cut();
            return false;
        } finally {
            writing.unlock();
        }
    }
}
