package io.soprelay.settings;

/**
 * Where a Redis of others listens.
 *
 * @param tls whether everything said to it is encrypted, and its certificate has to prove the host
 */
public record RedisNode(String host, int port, boolean tls) {
    private static final String TLS = "rediss://";
    private static final String PLAIN = "redis://";

    /**
     * Reads {@code host:port}, {@code redis://host:port} or {@code rediss://host:port}.
     *
     * @throws IllegalArgumentException with one sentence, which never holds a password
     */
    static RedisNode parse(String written) {
        if (written.contains("@")) {
            throw new IllegalArgumentException("relay.redis.nodes must hold no user and no password; set"
                    + " relay.redis.password and leave out what stands before the @");
        }
        boolean tls = written.startsWith(TLS);
        String node = tls ? written.substring(TLS.length()) : without(PLAIN, written);
        int colon = node.lastIndexOf(':');
        String port = node.substring(colon + 1);
        boolean valid = colon > 0 && !node.contains("/") && port.matches("\\d{1,5}") && portInRange(port);
        if (!valid) {
            throw new IllegalArgumentException(
                    "relay.redis.nodes must hold host:port with a port between 1 and 65535, but was " + written
                            + "; rediss:// before it for TLS");
        }
        return new RedisNode(node.substring(0, colon), Integer.parseInt(port), tls);
    }

    private static String without(String prefix, String text) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static boolean portInRange(String digits) {
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= 65_535;
    }

    /** As it may be written in the settings. */
    @Override
    public String toString() {
        return (tls ? TLS : "") + host + ":" + port;
    }
}
