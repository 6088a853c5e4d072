package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A certificate for {@code localhost} and 127.0.0.1 that the JDK's own {@code keytool} makes at run time, when it
 * is first asked for. The key is never written anywhere but into a temporary file that is deleted at once; what a client needs is a trust store.
 */
final class SelfSignedTls implements AutoCloseable {
    /** Of the trust store; it holds nothing secret. */
    static final String TRUST_STORE_PASSWORD = "changeit";

    private static final String ALIAS = "simulator";
    private static final long KEYTOOL_SECONDS_MAX = 30;

    private record Made(KeyStore keys, String password, Path trustStore) {}

    private @Nullable Made made;

    private synchronized Made made() {
        Made known = made;
        if (known == null) {
            known = make();
            made = known;
        }
        return known;
    }

    /** Takes about a second: a process is started. */
    private static Made make() {
        try {
            Path folder = Files.createTempDirectory("simulated-dingtalk");
            Path keyFile = folder.resolve("key.p12");
            String password = Ids.hex(16);
            keytool(keyFile, password);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(keyFile)) {
                keys.load(in, password.toCharArray());
            }
            Files.delete(keyFile);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
            Path trustStore = folder.resolve("trust.p12");
            try (OutputStream out = Files.newOutputStream(trustStore)) {
                trusted.store(out, TRUST_STORE_PASSWORD.toCharArray());
            }
            return new Made(keys, password, trustStore);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a JDK can make and store certificates", e);
        }
    }

    /** For {@code -Djavax.net.ssl.trustStore} of a client, with {@link #TRUST_STORE_PASSWORD}. */
    Path trustStore() {
        return made().trustStore();
    }

    /** For a server in this JVM. */
    SSLContext context() {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(made().keys(), made().password().toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a client in this JVM. */
    TrustManagerFactory trust() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, made().keys().getCertificate(ALIAS));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return factory;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keytool(Path keyFile, String password) throws IOException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyFile.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!keytool.waitFor(KEYTOOL_SECONDS_MAX, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                keytool.destroyForcibly();
                throw new IOException("keytool made no certificate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool was at work", e);
        }
    }

    @Override
    public synchronized void close() {
        Made known = made;
        if (known == null) {
            return;
        }
        made = null;
        try {
            Files.deleteIfExists(known.trustStore());
            Path folder = known.trustStore().getParent();
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
