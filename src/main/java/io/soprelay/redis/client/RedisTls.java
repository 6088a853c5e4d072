package io.soprelay.redis.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** How the bot makes sure that the Redis it speaks to is the one it was told of. */
public final class RedisTls {
    private static final String STORE_TYPE = "PKCS12";

    /** The store is made in memory, of certificates that everybody may read; its format wants a password. */
    private static final char[] NO_SECRET = "certificates".toCharArray();

    private RedisTls() {}

    /**
     * Trusts what Java trusts, or what comes from the certificates of a file and nothing else. The certificate has to be the
     * host's own: otherwise whoever has any certificate could stand in between.
     *
     * @param ca PEM, any number of certificates; null for Java's trust store
     * @throws IllegalArgumentException with one sentence if the file cannot be read or holds none
     */
    static SslOptions trusting(@Nullable Path ca) {
        SslOptions.Builder options = SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL);
        if (ca != null) {
            byte[] store = store(certificates(ca));
            options.trustStoreType(STORE_TYPE).truststore(() -> new ByteArrayInputStream(store), NO_SECRET.clone());
        }
        return options.build();
    }

    private static byte[] store(Collection<? extends Certificate> certificates) {
        try {
            KeyStore store = KeyStore.getInstance(STORE_TYPE);
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            store.store(written, NO_SECRET.clone());
            return written.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java cannot keep certificates: " + e.getMessage(), e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path ca) {
        try (InputStream in = Files.newInputStream(ca)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException | CertificateException e) {
            throw unreadable(ca, e);
        }
        throw unreadable(ca, null);
    }

    private static IllegalArgumentException unreadable(Path ca, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "relay.redis.ca must be a file of certificates (PEM) that this user may read, but was " + ca + ".",
                cause);
    }

    /**
     * What a person has to do about a failed connection.
     *
     * @param node as it stands in the settings
     * @return one sentence without its end; null if TLS is not why it failed
     */
    public static @Nullable String advice(String node, Throwable failure) {
        Throwable tls = failure;
        while (tls != null && !(tls instanceof SSLException)) {
            tls = tls.getCause();
        }
        if (tls == null) {
            return null;
        }
        String said = String.valueOf(tls.getMessage());
        String server = "Redis at " + node + " (relay.redis.nodes)";
        if (said.contains("subject alternative") || said.contains("No name matching")) {
            return server + " shows a certificate of another host (" + said
                    + "); write the name that stands in the certificate";
        }
        if (said.contains("PKIX") || said.contains("certif")) {
            return server + " shows a certificate that is not trusted (" + said
                    + "); set relay.redis.ca to the file of the authority it comes from";
        }
        return server + " does not speak TLS as it should (" + said
                + "); correct the port, or leave out rediss:// if it has no TLS";
    }
}
