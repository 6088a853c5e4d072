package io.soprelay.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/** Stands between a client and a real server: notes every command and breaks the connection where a test says so. */
public final class RespProxy implements Closeable {

    private final ServerSocket door;
    private final HostAndPort server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<List<String>> commands = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Plan> plan = new AtomicReference<>();
    private volatile @Nullable Witness witness;

    /** Where a connection breaks. */
    public enum Fault {
        /** The server never sees the command. */
        CUT_BEFORE,
        /** The server carries it out, the client sees the connection close. */
        CUT_AFTER,
        /** The server carries it out, the client hears nothing. */
        SILENCE
    }

    private record Plan(String command, Fault fault, int times) {}

    /** Somebody who sees what goes through; the connection waits for each of these calls. */
    public interface Witness {
        /** A command has come and the server has not seen it. @return false to cut the connection here */
        boolean asked(List<String> words);

        /**
         * The server has answered and the client has not heard it.
         *
         * @param reply as it is on the wire, bytes read as Latin-1
         * @return false to cut the connection here
         */
        boolean answered(List<String> words, String reply);

        /** The client has been told. */
        void told(List<String> words, String reply);
    }

    public RespProxy(HostAndPort server) {
        this.server = server;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public HostAndPort address() {
        return new HostAndPort("127.0.0.1", door.getLocalPort());
    }

    /** The next {@code times} commands of this name meet the fault. */
    public void breakNext(String command, Fault fault, int times) {
        plan.set(new Plan(command, fault, times));
    }

    /** From now on this one sees everything; null for nobody. */
    public void witness(@Nullable Witness next) {
        witness = next;
    }

    /** Commands so far, each as its words (bytes read as Latin-1). */
    public List<List<String>> commands() {
        return List.copyOf(commands);
    }

    public void forget() {
        commands.clear();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void serve(Socket client) {
        try {
            // A server that is down is met as one that closes at once.
            Socket upstream = new Socket(server.getHost(), server.getPort());
            open.add(client);
            open.add(upstream);
            Conversation talk =
                    new Conversation(client, upstream, new AtomicReference<>(), new ConcurrentLinkedQueue<>());
            threads.execute(() -> pump(talk, () -> requests(talk)));
            pump(talk, () -> replies(talk));
            open.remove(client);
            open.remove(upstream);
        } catch (IOException e) {
            closeQuietly(client);
        }
    }

    private static void closeQuietly(Socket socket) {
        try (socket) {
            return;
        } catch (IOException closed) {
            return;
        }
    }

    /** @param unanswered commands in the order in which they will be answered */
    private record Conversation(
            Socket client, Socket upstream, AtomicReference<@Nullable Fault> fault, Queue<List<String>> unanswered) {}

    private interface Pump {
        void run() throws IOException;
    }

    private static void pump(Conversation talk, Pump pump) {
        try (Socket client = talk.client;
                Socket upstream = talk.upstream) {
            pump.run();
        } catch (IOException ended) {
            // either side has closed: the other one is closed with it
            return;
        }
    }

    private void requests(Conversation talk) throws IOException {
        InputStream in = new BufferedInputStream(talk.client.getInputStream());
        OutputStream out = talk.upstream.getOutputStream();
        while (true) {
            ByteArrayOutputStream raw = new ByteArrayOutputStream();
            List<String> words = readCommand(in, raw);
            commands.add(words);
            Fault met = take(words.getFirst());
            Witness watching = witness;
            if (met == Fault.CUT_BEFORE || (watching != null && !watching.asked(words))) {
                return;
            }
            if (met != null) {
                talk.fault.set(met);
            }
            talk.unanswered.add(words);
            raw.writeTo(out);
            out.flush();
        }
    }

    private void replies(Conversation talk) throws IOException {
        InputStream in = new BufferedInputStream(talk.upstream.getInputStream());
        OutputStream out = talk.client.getOutputStream();
        while (true) {
            ByteArrayOutputStream raw = new ByteArrayOutputStream();
            readReply(in, raw);
            List<String> words = raw.toByteArray()[0] == '>' ? null : talk.unanswered.poll();
            Fault met = talk.fault.get();
            Witness watching = witness;
            String reply = watching == null ? "" : raw.toString(StandardCharsets.ISO_8859_1);
            boolean goesOn = watching == null || words == null || watching.answered(words, reply);
            if (met == Fault.CUT_AFTER || !goesOn) {
                return;
            }
            if (met == null) {
                raw.writeTo(out);
                out.flush();
            }
            if (watching != null && words != null) {
                watching.told(words, reply);
            }
        }
    }

    /** One whole reply, whatever it holds. */
    private static void readReply(InputStream in, ByteArrayOutputStream raw) throws IOException {
        String head = readLine(in, raw);
        char kind = head.charAt(0);
        if (kind == '$' || kind == '=' || kind == '!') {
            int length = Integer.parseInt(head.substring(1));
            raw.write(in.readNBytes(length < 0 ? 0 : length + 2));
        } else if (kind == '*' || kind == '~' || kind == '>' || kind == '%') {
            int values = Integer.parseInt(head.substring(1)) * (kind == '%' ? 2 : 1);
            for (int value = 0; value < values; value++) {
                readReply(in, raw);
            }
        }
    }

    private @Nullable Fault take(String command) {
        Plan before = plan.getAndUpdate(now -> now != null && now.command.equalsIgnoreCase(command)
                ? (now.times > 1 ? new Plan(now.command, now.fault, now.times - 1) : null)
                : now);
        return before != null && before.command.equalsIgnoreCase(command) ? before.fault : null;
    }

    private static List<String> readCommand(InputStream in, ByteArrayOutputStream raw) throws IOException {
        int words = Integer.parseInt(readLine(in, raw).substring(1));
        List<String> command = new ArrayList<>();
        for (int word = 0; word < words; word++) {
            int length = Integer.parseInt(readLine(in, raw).substring(1));
            byte[] bytes = in.readNBytes(length + 2);
            raw.write(bytes);
            command.add(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        }
        return command;
    }

    private static String readLine(InputStream in, ByteArrayOutputStream raw) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            raw.write(next);
            if (next != '\r') {
                line.append((char) next);
            }
            next = in.read();
        }
        if (next < 0) {
            throw new IOException("closed");
        }
        raw.write(next);
        return line.toString();
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
