package io.soprelay.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import redis.clients.jedis.HostAndPort;

/** Speaks TLS with a certificate of its own making and hands on what was said to a real server that has none. */
public final class TlsProxy implements AutoCloseable {
    private static final char[] PASSWORD = "certificate".toCharArray();

    private final HostAndPort server;
    private final Path certificate;
    private final Path keys;
    private final SSLServerSocket door;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong said = new AtomicLong();

    /**
     * @param folder for the key and the certificate
     * @param names whom the certificate is made out to, such as {@code dns:localhost}
     */
    public TlsProxy(HostAndPort server, Path folder, String names) {
        this.server = server;
        this.certificate = folder.resolve("certificate.pem");
        this.keys = folder.resolve("keys.p12");
        try {
            keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=redis", "-ext", "san=" + names, "-keystore", keys);
            keytool("-exportcert", "-rfc", "-file", certificate, "-keystore", keys);
            door = (SSLServerSocket)
                    context(keys).getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        threads.execute(this::accept);
    }

    private static void keytool(Object... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (Object word : words) {
            command.add(word.toString());
        }
        command.addAll(List.of("-alias", "redis", "-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(printed);
        }
    }

    private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    /** PEM; its own authority. */
    public Path certificate() {
        return certificate;
    }

    /** The settings by which Java is told to trust the certificate. */
    public Map<String, String> trusted() {
        return Map.of(
                "javax.net.ssl.trustStore", keys.toString(), "javax.net.ssl.trustStorePassword", new String(PASSWORD));
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Bytes that were said to the server so far, after a handshake. */
    public long said() {
        return said.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = door.accept();
                open.add(caller);
                threads.execute(() -> serve(caller));
            }
        } catch (IOException closed) {
            Objects.requireNonNull(closed);
        }
    }

    private void serve(Socket caller) {
        try (caller;
                Socket behind = new Socket(server.getHost(), server.getPort())) {
            open.add(behind);
            threads.execute(() -> pump(behind, caller, new AtomicLong()));
            pump(caller, behind, said);
        } catch (IOException refused) {
            Objects.requireNonNull(refused);
        }
    }

    private static void pump(Socket from, Socket to, AtomicLong count) {
        byte[] buffer = new byte[8192];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                count.addAndGet(read);
                to.getOutputStream().write(buffer, 0, read);
                to.getOutputStream().flush();
            }
        } catch (IOException ended) {
            Objects.requireNonNull(ended);
        }
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
        }
        threads.shutdownNow();
    }
}
