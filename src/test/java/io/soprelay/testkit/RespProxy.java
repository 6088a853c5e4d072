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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
                Socket upstream = new Socket(server.getHost(), server.getPort());
                open.add(client);
                open.add(upstream);
                AtomicReference<@Nullable Fault> fault = new AtomicReference<>();
                threads.execute(() -> pump(client, upstream, () -> requests(client, upstream, fault)));
                threads.execute(() -> pump(client, upstream, () -> replies(client, upstream, fault)));
            }
        } catch (IOException e) {
            close();
        }
    }

    private interface Pump {
        void run() throws IOException;
    }

    private static void pump(Socket client, Socket upstream, Pump pump) {
        try (client;
                upstream) {
            pump.run();
        } catch (IOException ended) {
            // either side has closed: the other one is closed with it
            return;
        }
    }

    private void requests(Socket client, Socket upstream, AtomicReference<@Nullable Fault> fault) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        OutputStream out = upstream.getOutputStream();
        while (true) {
            ByteArrayOutputStream raw = new ByteArrayOutputStream();
            List<String> words = readCommand(in, raw);
            commands.add(words);
            Fault met = take(words.getFirst());
            if (met == Fault.CUT_BEFORE) {
                return;
            }
            if (met != null) {
                fault.set(met);
            }
            raw.writeTo(out);
            out.flush();
        }
    }

    private void replies(Socket client, Socket upstream, AtomicReference<@Nullable Fault> fault) throws IOException {
        InputStream in = upstream.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] buffer = new byte[64 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            Fault met = fault.get();
            if (met == Fault.CUT_AFTER) {
                return;
            }
            if (met == null) {
                out.write(buffer, 0, read);
                out.flush();
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
